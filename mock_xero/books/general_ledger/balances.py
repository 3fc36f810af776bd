"""Balances as at a day and movements between days, summed from the journal's entries. Debits are positive."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from mock_xero.books.journal import Entry
from mock_xero.books.money import ZERO


class Balances:
    """One reading of the journal, account by account and day by day."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._days: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
        for entry in entries:
            for posting in entry.postings:
                self._days[posting.account_id][entry.date] += posting.amount

    def at(self, account_id: str, day: date) -> Decimal:
        """Return what the account stands at in the evening of the day."""
        return self.between(account_id, date.min, day)

    def between(self, account_id: str, first: date, last: date) -> Decimal:
        """Return what moved on the account, both days included."""
        days = self._days.get(account_id, {})
        return sum((amount for day, amount in days.items() if first <= day <= last), ZERO)
