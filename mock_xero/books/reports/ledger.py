"""The chart and its balances together, as reports look at them."""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account, AccountClass, SystemAccount
from mock_xero.books.books import Books
from mock_xero.books.day_totals import Options
from mock_xero.books.general_ledger import basis
from mock_xero.books.general_ledger.balances import Balances
from mock_xero.books.money import ZERO
from mock_xero.books.reports.periods import Period, year_start

DEBIT_CLASSES: Final = frozenset({AccountClass.ASSET, AccountClass.EXPENSE})
PROFIT_CLASSES: Final = frozenset({AccountClass.REVENUE, AccountClass.EXPENSE})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a report: what stands above it, and what each account shows in it."""

    label: str
    of: Callable[[Account], Decimal]


class Ledger:
    """Figures are those of the moment: a ledger is made for one report."""

    def __init__(self, books: Books, *, payments_only: bool = False) -> None:
        self.books = books
        self._totals = basis.day_totals(books, payments_only=payments_only)
        self.balances = Balances(self._totals)

    def tracked(self, fits: Callable[[Options], bool]) -> "Ledger":
        """Return the ledger of those postings alone whose tracking options fit."""
        part = copy(self)
        part.balances = Balances(self._totals, fits)
        return part

    def accounts(self, fits: Callable[[Account], bool]) -> list[Account]:
        """Return the accounts that fit, by their names."""
        return sorted(filter(fits, self.books.accounts.all()), key=lambda each: (each.name, each.code))

    def year_start(self, day: date) -> date:
        return year_start(day, self.books.profile.financial_year_end)

    def profit(self, period: Period) -> Decimal:
        """Return what was earned less what was spent."""
        return -self.total(
            lambda each: each.type.account_class in PROFIT_CLASSES, lambda each: self.moved(each, period)
        )

    def retained(self, day: date) -> Decimal:
        """Return the profit of all years before the one in which the day lies (a credit is positive)."""
        before = self.year_start(day) - timedelta(days=1)
        account = self.books.accounts.system(SystemAccount.RETAINED_EARNINGS)
        return self.profit(Period(date.min, before)) - self.balances.at(account.account_id, day)

    def moved(self, account: Account, period: Period) -> Decimal:
        return self.balances.between(account.account_id, period.first, period.last)

    def total(self, fits: Callable[[Account], bool], figure: Callable[[Account], Decimal]) -> Decimal:
        return sum((figure(each) for each in self.books.accounts.all() if fits(each)), ZERO)


def shown(account: Account, debit: Decimal) -> Decimal:
    """The figure as people expect it: what is usual for the account is positive."""
    return debit if account.type.account_class in DEBIT_CLASSES else -debit


def any_figure(figures: Iterable[Decimal]) -> bool:
    return any(figure != ZERO for figure in figures)
