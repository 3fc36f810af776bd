"""What moved on each account on each day, kept apart by the tracking options that postings name.

The journal keeps one up to date as it goes, so that no report has to read forty thousand entries.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from mock_xero.books.money import ZERO

Days = dict[date, Decimal]
ByAccount = dict[str, Days]
Options = tuple[str, ...]


class DayTotals:
    """Debits are positive. A group is what postings with the same options (mostly none) add up to."""

    def __init__(self) -> None:
        self._groups: dict[Options, ByAccount] = {}

    def add(self, account_id: str, day: date, amount: Decimal, options: Options = ()) -> None:
        group = self._groups.get(options)
        if group is None:
            group = self._groups[options] = defaultdict(dict)
        days = group[account_id]
        days[day] = days.get(day, ZERO) + amount

    def groups(self, fits: Callable[[Options], bool]) -> list[ByAccount]:
        """Return the groups whose options fit; not copies."""
        return [group for options, group in self._groups.items() if fits(options)]

    def __deepcopy__(self, memo: dict[int, object]) -> "DayTotals":
        """Days and figures never change, so that copying the tables is enough."""
        copied = DayTotals()
        for options, group in self._groups.items():
            tables: ByAccount = defaultdict(dict)
            tables.update({account_id: dict(days) for account_id, days in group.items()})
            copied._groups[options] = tables
        return copied
