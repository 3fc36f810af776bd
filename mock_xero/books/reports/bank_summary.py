"""The bank summary: what each bank account opened with, took in, gave out and closed with."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from mock_xero.books.accounts import Account
from mock_xero.books.journal import Source
from mock_xero.books.money import ZERO
from mock_xero.books.reports.balance_sheet import is_bank
from mock_xero.books.reports.layout import Cell, Report, Row, Section, summary
from mock_xero.books.reports.ledger import Ledger, any_figure
from mock_xero.books.reports.periods import Period, spelled


def bank_summary(ledger: Ledger, period: Period) -> Report:
    """Banks that are closed appear while there is a figure."""
    lines = [
        (account, figures)
        for account in ledger.accounts(is_bank)
        if any_figure(figures := _figures(ledger, account, period)) or account.is_active
    ]
    totals = (sum((figures[place] for _, figures in lines), ZERO) for place in range(4))
    rows = (*(_row(*line) for line in lines), summary("Total", *totals))
    return Report(
        kind="BankSummary",
        name="Bank Summary",
        titles=(
            "Bank Summary",
            ledger.books.profile.name,
            f"From {spelled(period.first)} to {spelled(period.last)}",
        ),
        header=("Bank Accounts", "Opening Balance", "Cash Received", "Cash Spent", "Closing Balance"),
        sections=(Section("", rows),),
    )


def cash_moved(ledger: Ledger, account: Account, period: Period) -> tuple[Decimal, Decimal]:
    """Return what came in and what went out, document by document: what was taken back never moved."""
    moved: dict[Source, Decimal] = defaultdict(lambda: ZERO)
    for entry in ledger.books.journal.entries():
        if period.first <= entry.date <= period.last:
            for posting in entry.postings:
                if posting.account_id == account.account_id:
                    moved[entry.source] += posting.amount
    received = sum((amount for amount in moved.values() if amount > ZERO), ZERO)
    return received, received - sum(moved.values(), ZERO)


def _figures(ledger: Ledger, account: Account, period: Period) -> tuple[Decimal, ...]:
    return (
        _balance_before(ledger, account, period.first),
        *cash_moved(ledger, account, period),
        ledger.balances.at(account.account_id, period.last),
    )


def _balance_before(ledger: Ledger, account: Account, day: date) -> Decimal:
    return ZERO if day == date.min else ledger.balances.at(account.account_id, day - timedelta(days=1))


def _row(account: Account, figures: tuple[Decimal, ...]) -> Row:
    opening, received, spent, closing = figures
    about = (("account", account.account_id),)
    return Row(
        (
            Cell(account.name, (("accountID", account.account_id),)),
            Cell(opening),
            Cell(received, about),
            Cell(spent, about),
            Cell(closing),
        )
    )
