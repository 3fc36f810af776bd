"""The executive summary: a month beside the one before it, with the ratios that Xero works out."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account, SystemAccount
from mock_xero.books.journal import Source, SourceType
from mock_xero.books.money import ZERO
from mock_xero.books.reports.balance_sheet import (
    is_asset,
    is_bank,
    is_current_liability,
    is_liability,
    net_assets,
)
from mock_xero.books.reports.bank_summary import cash_moved
from mock_xero.books.reports.layout import Report, Section, row
from mock_xero.books.reports.ledger import Ledger, shown
from mock_xero.books.reports.periods import Period, month_of, months_before, spelled_month
from mock_xero.books.reports.profit_and_loss import (
    is_cost_of_sales,
    is_income,
    is_operating_expense,
    is_other_income,
)

_HUNDRED: Final = Decimal(100)
_TENTH: Final = Decimal("0.1")
_MONTHS: Final = Decimal(12)


@dataclass(frozen=True, slots=True)
class Month:
    """What one month came to; everything that is usual for its kind is positive."""

    days: int
    received: Decimal
    spent: Decimal
    bank: Decimal
    income: Decimal
    costs: Decimal
    other_income: Decimal
    expenses: Decimal
    debtors: Decimal
    creditors: Decimal
    net_assets: Decimal
    current_assets: Decimal
    current_liabilities: Decimal
    term_assets: Decimal
    term_liabilities: Decimal
    invoices: tuple[Decimal, ...]

    @property
    def gross_profit(self) -> Decimal:
        return self.income - self.costs

    @property
    def profit(self) -> Decimal:
        return self.gross_profit + self.other_income - self.expenses

    @property
    def spending(self) -> Decimal:
        return self.costs + self.expenses


_Read = Callable[[Month], Decimal | None]  # None: there is nothing to divide by
_MONEY: Final[tuple[tuple[str, tuple[tuple[str, _Read], ...]], ...]] = (
    (
        "Cash",
        (
            ("Cash received", lambda month: month.received),
            ("Cash spent", lambda month: month.spent),
            ("Cash surplus (deficit)", lambda month: month.received - month.spent),
            ("Closing bank balance", lambda month: month.bank),
        ),
    ),
    (
        "Profitability",
        (
            ("Income", lambda month: month.income),
            ("Direct costs", lambda month: month.costs),
            ("Gross profit (loss)", lambda month: month.gross_profit),
            ("Other Income", lambda month: month.other_income),
            ("Expenses", lambda month: month.expenses),
            ("Profit (loss)", lambda month: month.profit),
        ),
    ),
    (
        "Balance Sheet",
        (
            ("Debtors", lambda month: month.debtors),
            ("Creditors", lambda month: month.creditors),
            ("Net assets", lambda month: month.net_assets),
        ),
    ),
    (
        "Income",
        (
            ("Number of invoices issued", lambda month: Decimal(len(month.invoices))),
            (
                "Average value of invoices",
                lambda month: _average(month.invoices),
            ),
        ),
    ),
)
_PERFORMANCE: Final[tuple[tuple[str, _Read], ...]] = (
    ("Gross profit margin", lambda month: _percent(month.gross_profit, month.income)),
    ("Net profit margin", lambda month: _percent(month.profit, month.income)),
    ("Return on investment (p.a.)", lambda month: _percent(month.profit * _MONTHS, month.net_assets)),
)
_POSITION: Final[tuple[tuple[str, _Read], ...]] = (
    ("Average debtors days", lambda month: _days(month.debtors, month.income, month.days)),
    (
        "Average creditors days",
        lambda month: _days(month.creditors, month.costs + month.expenses, month.days),
    ),
    ("Short term cash forecast", lambda month: month.debtors - month.creditors),
    ("Current assets to liabilities", lambda month: _ratio(month.current_assets, month.current_liabilities)),
    ("Term assets to liabilities", lambda month: _ratio(month.term_assets, month.term_liabilities)),
)


def executive_summary(ledger: Ledger, day: date) -> Report:
    """The whole month in which the day lies."""
    now = month_of(day)
    before = month_of(months_before(now.first, 1))
    months = _month(ledger, now), _month(ledger, before)
    sections = [
        *(_section(title, lines, months, _spelled) for title, lines in _MONEY),
        _section("Performance", _PERFORMANCE, months, _spelled_percent),
        _section("Position", _POSITION, months, _spelled),
    ]
    return Report(
        kind="ExecutiveSummary",
        name="Executive Summary",
        titles=(
            "Executive Summary",
            ledger.books.profile.name,
            f"For the month of {spelled_month(now.first)}",
        ),
        header=("", *(f"{each.first:%b} {each.first.year}" for each in (now, before)), "Variance"),
        sections=tuple(sections),
    )


def _month(ledger: Ledger, period: Period) -> Month:
    def moved(fits: Callable[[Account], bool]) -> Decimal:
        return ledger.total(fits, lambda each: shown(each, ledger.moved(each, period)))

    def stands(fits: Callable[[Account], bool]) -> Decimal:
        return ledger.total(fits, lambda each: shown(each, ledger.balances.at(each.account_id, period.last)))

    cash = [cash_moved(ledger, each, period) for each in ledger.accounts(is_bank)]
    return Month(
        days=period.last.day,
        received=sum((received for received, _ in cash), ZERO),
        spent=sum((spent for _, spent in cash), ZERO),
        bank=stands(is_bank),
        income=moved(is_income),
        costs=moved(is_cost_of_sales),
        other_income=moved(is_other_income),
        expenses=moved(is_operating_expense),
        debtors=stands(lambda each: each.system is SystemAccount.DEBTORS),
        creditors=stands(lambda each: each.system is SystemAccount.CREDITORS),
        net_assets=net_assets(ledger, period.last),
        current_assets=stands(lambda each: is_asset(each) and not _is_term_asset(each)),
        current_liabilities=stands(is_current_liability),
        term_assets=stands(_is_term_asset),
        term_liabilities=stands(lambda each: is_liability(each) and not is_current_liability(each)),
        invoices=_invoices(ledger, period),
    )


def _is_term_asset(account: Account) -> bool:
    return account.type.word in {"FIXED", "NONCURRENT"}


def _invoices(ledger: Ledger, period: Period) -> tuple[Decimal, ...]:
    """What the sales invoices dated in the period came to; what was voided is none."""
    debtors = ledger.books.accounts.system(SystemAccount.DEBTORS).account_id
    issued: dict[Source, Decimal] = defaultdict(lambda: ZERO)
    for entry in ledger.books.journal.entries():
        if entry.source.type is SourceType.ACCREC and period.first <= entry.date <= period.last:
            issued[entry.source] += sum(
                (each.amount for each in entry.postings if each.account_id == debtors), ZERO
            )
    return tuple(amount for amount in issued.values() if amount)


def _section(
    title: str,
    lines: tuple[tuple[str, _Read], ...],
    months: tuple[Month, Month],
    spelling: Callable[[Decimal], str],
) -> Section:
    rows = []
    for label, read in lines:
        now, before = map(read, months)
        figures = ("" if each is None else spelling(each) for each in (now, before))
        rows.append(row(label, *figures, _variance(now, before)))
    return Section(title, tuple(rows))


def _variance(now: Decimal | None, before: Decimal | None) -> str:
    if now is None or not before:
        return "0.0%"
    return _spelled_percent((now - before) * _HUNDRED / abs(before))


def _spelled(figure: Decimal) -> str:
    """With as many decimals as it has: ratios are not rounded."""
    return f"{figure:f}"


def _spelled_percent(percent: Decimal) -> str:
    return f"{percent.quantize(_TENTH) + 0}%"  # adding nothing takes the sign off a zero


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return part * _HUNDRED / whole if whole else None


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None


def _days(outstanding: Decimal, turnover: Decimal, days: int) -> Decimal:
    return outstanding * days / turnover if turnover else Decimal(0)


def _average(amounts: tuple[Decimal, ...]) -> Decimal:
    return (sum(amounts, ZERO) / len(amounts)).quantize(Decimal("0.01")) if amounts else ZERO
