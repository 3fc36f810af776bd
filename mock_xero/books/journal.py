"""The general journal: double entry under every document. Entries stay; a correction is a reversal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mock_xero.books.money import ZERO


@dataclass(frozen=True, slots=True)
class Posting:
    """A debit (positive) or a credit (negative) on the account with this code."""

    account_code: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One balanced entry, of the invoice or payment `document_id`. `reverses` is the entry it takes back."""

    number: int
    date: date
    posted_at: datetime
    document_id: str
    postings: tuple[Posting, ...]
    reverses: int | None = None

    def __deepcopy__(self, memo: dict[int, object]) -> "Entry":
        return self  # immutable: a snapshot shares it


class UnbalancedError(Exception):
    """Debits and credits of an entry differ: a mistake in the mock's own rules."""


class Journal:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._standing: dict[str, Entry] = {}
        self._balances: dict[str, Decimal] = defaultdict(lambda: ZERO)

    def entries(self) -> list[Entry]:
        return list(self._entries)

    def balances(self) -> Mapping[str, Decimal]:
        """Return each account's balance by code: debits less credits."""
        return dict(self._balances)

    def post(self, document_id: str, day: date, postings: Iterable[Posting], at: datetime) -> None:
        """Enter what the document now says, after taking back what it said before.

        Raises:
            UnbalancedError: debits and credits differ.

        """
        self.reverse(document_id, at)
        self._standing[document_id] = self._enter(document_id, day, tuple(postings), at)

    def reverse(self, document_id: str, at: datetime) -> None:
        """Take back the document's standing entry, if there is one."""
        entry = self._standing.pop(document_id, None)
        if entry is not None:
            opposite = tuple(Posting(each.account_code, -each.amount) for each in entry.postings)
            self._enter(document_id, entry.date, opposite, at, reverses=entry.number)

    def _enter(  # one parameter for each column of the journal
        self,
        document_id: str,
        day: date,
        postings: tuple[Posting, ...],
        at: datetime,
        reverses: int | None = None,
    ) -> Entry:
        if sum((each.amount for each in postings), ZERO) != ZERO:
            raise UnbalancedError(f"the entry of document {document_id} does not balance")
        entry = Entry(
            number=len(self._entries) + 1,
            date=day,
            posted_at=at,
            document_id=document_id,
            postings=postings,
            reverses=reverses,
        )
        self._entries.append(entry)
        for posting in postings:
            self._balances[posting.account_code] += posting.amount
        return entry
