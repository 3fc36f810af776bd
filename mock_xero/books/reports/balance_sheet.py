"""The balance sheet: what there is, what is owed, and whose the rest is, at the end of a month."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account, AccountClass, SystemAccount
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.money import ZERO
from mock_xero.books.reports.layout import Cell, Report, Row, Section, account_row, row, summary
from mock_xero.books.reports.ledger import Ledger, any_figure, shown
from mock_xero.books.reports.periods import Period, spelled, spelled_american, spelled_short

_FIXED: Final = frozenset({"FIXED"})
_NON_CURRENT: Final = frozenset({"NONCURRENT"})
_TERM: Final = frozenset({"TERMLIAB"})


def is_bank(account: Account) -> bool:
    return account.type.word == "BANK"


def is_asset(account: Account) -> bool:
    return account.type.account_class is AccountClass.ASSET


def is_current_asset(account: Account) -> bool:
    return is_asset(account) and not is_bank(account) and account.type.word not in _FIXED | _NON_CURRENT


def is_liability(account: Account) -> bool:
    return account.type.account_class is AccountClass.LIABILITY


def is_current_liability(account: Account) -> bool:
    return is_liability(account) and account.type.word not in _TERM


def net_assets(ledger: Ledger, day: date) -> Decimal:
    return ledger.total(
        lambda each: is_asset(each) or is_liability(each),
        lambda each: ledger.balances.at(each.account_id, day),
    )


def balance_sheet(ledger: Ledger, days: Sequence[date]) -> Report:
    """One column for each day, the latest first."""
    sections = (
        Section("Assets"),
        _section(ledger, "Bank", is_bank, days),
        _section(ledger, "Current Assets", is_current_asset, days),
        _section(ledger, "Fixed Assets", lambda each: each.type.word in _FIXED, days),
        _section(ledger, "Non-current Assets", lambda each: each.type.word in _NON_CURRENT, days),
        Section("", (summary("Total Assets", *_sums(ledger, is_asset, days)),)),
        Section("Liabilities"),
        _section(ledger, "Current Liabilities", is_current_liability, days),
        _section(ledger, "Non-Current Liabilities", lambda each: each.type.word in _TERM, days),
        Section("", (summary("Total Liabilities", *_sums(ledger, is_liability, days)),)),
        Section("", (row("Net Assets", *(net_assets(ledger, day) for day in days)),)),
        _equity(ledger, days),
    )
    return Report(
        kind="BalanceSheet",
        name="Balance Sheet",
        titles=("Balance Sheet", ledger.books.profile.name, f"As at {spelled(days[0])}"),
        header=("", *map(spelled_short, days)),
        sections=tuple(each for each in sections if each.rows or each.title in {"Assets", "Liabilities"}),
    )


def _section(ledger: Ledger, title: str, fits: Callable[[Account], bool], days: Sequence[date]) -> Section:
    """Empty if none of its accounts has a figure."""
    rows = _rows(ledger, fits, days)
    return Section(title, (*rows, summary(f"Total {title}", *_sums(ledger, fits, days))) if rows else ())


def _rows(ledger: Ledger, fits: Callable[[Account], bool], days: Sequence[date]) -> list[Row]:
    rows = []
    for account in ledger.accounts(fits):
        figures = [shown(account, ledger.balances.at(account.account_id, day)) for day in days]
        if any_figure(figures):
            rows.append(account_row(account, account.name, figures))
    return rows


def _sums(ledger: Ledger, fits: Callable[[Account], bool], days: Sequence[date]) -> list[Decimal]:
    accounts = [each for each in ledger.books.accounts.all() if fits(each)]
    return [
        sum((shown(each, ledger.balances.at(each.account_id, day)) for each in accounts), ZERO)
        for day in days
    ]


def _equity(ledger: Ledger, days: Sequence[date]) -> Section:
    """Owners' accounts, the profit of earlier years, and that of the year so far, by their names."""

    def is_owners(account: Account) -> bool:
        retained = account.system is SystemAccount.RETAINED_EARNINGS
        return account.type.account_class is AccountClass.EQUITY and not retained

    years = [Period(ledger.year_start(day), day) for day in days]
    current = [ledger.profit(year) for year in years]
    retained = [ledger.retained(day) for day in days]
    owners = _sums(ledger, is_owners, days)
    rows = _rows(ledger, is_owners, days)
    if any_figure(current):
        spans = [(spelled_american(year.first), spelled_american(year.last)) for year in years]
        rows.append(_earnings("Current Year Earnings", UNSAVED, current, spans))
    if any_figure(retained):
        account = ledger.books.accounts.system(SystemAccount.RETAINED_EARNINGS)
        spans = [("", spelled_american(day)) for day in days]
        rows.append(_earnings(account.name, account.account_id, retained, spans))
    rows.sort(key=lambda each: str(each.cells[0].value))
    totals = [sum(each, ZERO) for each in zip(owners, current, retained, strict=True)]
    return Section("Equity", (*rows, summary("Total Equity", *totals)))


def _earnings(
    label: str, account_id: str, figures: Sequence[Decimal], spans: Sequence[tuple[str, str]]
) -> Row:
    """Each figure says from when to when it was earned."""
    about = ("account", account_id)
    cells = (
        Cell(figure, (about, ("fromDate", first), ("toDate", last)))
        for figure, (first, last) in zip(figures, spans, strict=True)
    )
    return Row((Cell(label, (about,)), *cells))
