"""Balances as at a day and movements between days, from what moved day by day. Debits are positive."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from mock_xero.books.day_totals import DayTotals, Options
from mock_xero.books.money import ZERO


def whatever_options(options: Options) -> bool:
    del options
    return True


class Balances:
    """The figures of all postings, or of those alone whose tracking options fit."""

    def __init__(self, totals: DayTotals, fits: Callable[[Options], bool] = whatever_options) -> None:
        self._groups = totals.groups(fits)

    def at(self, account_id: str, day: date) -> Decimal:
        """Return what the account stands at in the evening of the day."""
        return self.between(account_id, date.min, day)

    def between(self, account_id: str, first: date, last: date) -> Decimal:
        """Return what moved on the account, both days included."""
        return sum(
            (
                amount
                for group in self._groups
                for day, amount in group.get(account_id, {}).items()
                if first <= day <= last
            ),
            ZERO,
        )
