"""The trial balance: what moved in the month up to a day, and what has come together in the year."""

from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account, AccountClass, SystemAccount
from mock_xero.books.money import ZERO
from mock_xero.books.reports.layout import Report, Row, Section, account_row, summary
from mock_xero.books.reports.ledger import DEBIT_CLASSES, PROFIT_CLASSES, Ledger, any_figure
from mock_xero.books.reports.periods import Period, spelled

_SECTIONS: Final = (
    ("Revenue", AccountClass.REVENUE),
    ("Expenses", AccountClass.EXPENSE),
    ("Assets", AccountClass.ASSET),
    ("Liabilities", AccountClass.LIABILITY),
    ("Equity", AccountClass.EQUITY),
)
_Figures = tuple[Decimal, Decimal]


def trial_balance(ledger: Ledger, day: date) -> Report:
    figures = {each.account_id: _figures(ledger, each, day) for each in ledger.books.accounts.all()}
    sections = (_section(ledger, title, kind, figures) for title, kind in _SECTIONS)
    return Report(
        kind="TrialBalance",
        name="Trial Balance",
        titles=("Trial Balance", ledger.books.profile.name, f"As at {spelled(day)}"),
        header=("Account", "Debit", "Credit", "YTD Debit", "YTD Credit"),
        sections=(*(each for each in sections if each.rows), Section("", (_totals(list(figures.values())),))),
    )


def _figures(ledger: Ledger, account: Account, day: date) -> _Figures:
    """Month and year to date; profit of earlier years lies in the retained earnings."""
    month = ledger.moved(account, Period(day.replace(day=1), day))
    if account.system is SystemAccount.RETAINED_EARNINGS:
        return month, -ledger.retained(day)
    if account.type.account_class in PROFIT_CLASSES:
        return month, ledger.moved(account, Period(ledger.year_start(day), day))
    return month, ledger.balances.at(account.account_id, day)


def _section(ledger: Ledger, title: str, kind: AccountClass, figures: dict[str, _Figures]) -> Section:
    rows = (
        _row(account, *figures[account.account_id])
        for account in ledger.accounts(lambda each: each.type.account_class is kind)
        if any_figure(figures[account.account_id])
    )
    return Section(title, tuple(rows))


def _row(account: Account, month: Decimal, year: Decimal) -> Row:
    label = f"{account.name} ({account.code})" if account.code else account.name
    return account_row(account, label, (*_sides(account, month), *_sides(account, year)))


def _sides(account: Account, debit: Decimal) -> tuple[Decimal | str, Decimal | str]:
    """One side has the figure, the other is empty; nothing at all lies on the side usual for the account."""
    on_debit = debit > ZERO or (debit == ZERO and account.type.account_class in DEBIT_CLASSES)
    return (debit, "") if on_debit else ("", -debit)


def _totals(figures: list[_Figures]) -> Row:
    sums = [
        sum((sign * each[place] for each in figures if sign * each[place] > ZERO), ZERO)
        for place in (0, 1)
        for sign in (1, -1)
    ]
    return summary("Total", *sums)
