"""Profit and loss: income, costs and what is left, column by column."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from mock_xero.books.accounts import Account, AccountClass
from mock_xero.books.money import ZERO
from mock_xero.books.reports.layout import Report, Row, Section, account_row, row, summary
from mock_xero.books.reports.ledger import Column, Ledger, any_figure, shown
from mock_xero.books.reports.periods import Period, spelled, spelled_shortest


def is_income(account: Account) -> bool:
    return account.type.account_class is AccountClass.REVENUE and not is_other_income(account)


def is_other_income(account: Account) -> bool:
    return account.type.word == "OTHERINCOME"


def is_cost_of_sales(account: Account) -> bool:
    return account.type.word == "DIRECTCOSTS"


def is_operating_expense(account: Account) -> bool:
    return account.type.account_class is AccountClass.EXPENSE and not is_cost_of_sales(account)


def columns_of(ledger: Ledger, periods: Sequence[Period]) -> list[Column]:
    """One column for each period, the latest first."""
    return [Column(spelled_shortest(each.last), _movement(ledger, each)) for each in periods]


def profit_and_loss(ledger: Ledger, period: Period, columns: Sequence[Column]) -> Report:
    income = _section(ledger, "Income", "Income", is_income, columns)
    costs = _section(ledger, "Less Cost of Sales", "Cost of Sales", is_cost_of_sales, columns)
    other = _section(ledger, "Plus Other Income", "Other Income", is_other_income, columns)
    expenses = _section(
        ledger, "Less Operating Expenses", "Operating Expenses", is_operating_expense, columns
    )
    gross = [_sum(ledger, is_income, each) - _sum(ledger, is_cost_of_sales, each) for each in columns]
    net = [
        profit + _sum(ledger, is_other_income, each) - _sum(ledger, is_operating_expense, each)
        for profit, each in zip(gross, columns, strict=True)
    ]
    sections = (
        income,
        *([costs] if len(costs.rows) > 1 else []),
        Section("", (row("Gross Profit", *gross),)),
        *([other] if len(other.rows) > 1 else []),
        expenses,
        Section("", (row("Net Profit", *net),)),
    )
    return Report(
        kind="ProfitAndLoss",
        name="Profit and Loss",
        titles=(
            "Profit & Loss",
            ledger.books.profile.name,
            f"{spelled(period.first)} to {spelled(period.last)}",
        ),
        header=("", *(each.label for each in columns)),
        sections=sections,
    )


def _movement(ledger: Ledger, period: Period) -> Callable[[Account], Decimal]:
    return lambda account: ledger.moved(account, period)


def _section(
    ledger: Ledger, title: str, total: str, fits: Callable[[Account], bool], columns: Sequence[Column]
) -> Section:
    rows: list[Row] = []
    for account in ledger.accounts(fits):
        figures = [shown(account, each.of(account)) for each in columns]
        if any_figure(figures):
            rows.append(account_row(account, account.name, figures))
    sums = (_sum(ledger, fits, each) for each in columns)
    return Section(title, (*rows, summary(f"Total {total}", *sums)))


def _sum(ledger: Ledger, fits: Callable[[Account], bool], column: Column) -> Decimal:
    accounts = filter(fits, ledger.books.accounts.all())
    return sum((shown(each, column.of(each)) for each in accounts), ZERO)
