"""The general journal: double entry under every document. Entries stay; a correction is a reversal."""

import uuid
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from mock_xero.books.day_totals import DayTotals
from mock_xero.books.money import ZERO


class SourceType(Enum):
    """What kind of document an entry comes from, in Xero's words."""

    ACCREC = "ACCREC"
    ACCPAY = "ACCPAY"
    ACCRECCREDIT = "ACCRECCREDIT"
    ACCPAYCREDIT = "ACCPAYCREDIT"
    ACCRECPAYMENT = "ACCRECPAYMENT"
    ACCPAYPAYMENT = "ACCPAYPAYMENT"
    ARCREDITPAYMENT = "ARCREDITPAYMENT"
    APCREDITPAYMENT = "APCREDITPAYMENT"
    AROVERPAYMENT = "AROVERPAYMENT"
    APOVERPAYMENT = "APOVERPAYMENT"
    ARPREPAYMENT = "ARPREPAYMENT"
    APPREPAYMENT = "APPREPAYMENT"
    CASHREC = "CASHREC"
    CASHPAID = "CASHPAID"
    TRANSFER = "TRANSFER"
    MANJOURNAL = "MANJOURNAL"


@dataclass(frozen=True, slots=True)
class Source:
    """The document from which an entry comes."""

    type: SourceType
    document_id: str


@dataclass(frozen=True, slots=True)
class Posting:
    """A debit (positive) or a credit (negative) on the account with this id.

    `tax_type` and `tax_amount` (of the same sign) say what tax belongs to a net amount; the tax itself is
    a posting of its own. `tracking` has the ids of the tracking options that the line names.
    """

    account_id: str
    amount: Decimal
    description: str = ""
    tax_type: str = ""
    tax_amount: Decimal = ZERO
    tracking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One balanced entry. `reverses` is the number of the entry that it takes back."""

    number: int
    date: date
    posted_at: datetime
    source: Source
    postings: tuple[Posting, ...]
    reverses: int | None = None

    @property
    def journal_id(self) -> str:
        """Follows from the document and the number, which no other entry has."""
        return str(uuid.uuid5(uuid.UUID(self.source.document_id), f"journal {self.number}"))

    def lines(self) -> Iterator[tuple[str, Posting]]:
        """Each posting with an id that follows from the journal's and its place."""
        namespace = uuid.UUID(self.journal_id)
        for place, posting in enumerate(self.postings, 1):
            yield str(uuid.uuid5(namespace, f"line {place}")), posting

    def __deepcopy__(self, memo: dict[int, object]) -> "Entry":
        return self  # immutable: a snapshot shares it


class UnbalancedError(Exception):
    """Debits and credits of an entry differ: a mistake in the mock's own rules."""


class Journal:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._standing: dict[Source, Entry] = {}
        self._balances: dict[str, Decimal] = defaultdict(lambda: ZERO)
        self._by_id: dict[str, Entry] = {}
        self.day_totals = DayTotals()

    def entries(self) -> list[Entry]:
        return list(self._entries)

    def standing(self, source: Source) -> Entry | None:
        """Return what the document says in the journal now."""
        return self._standing.get(source)

    def page(self, after: int, at_most: int) -> list[Entry]:
        """Return the entries whose numbers follow this one, the lowest number first."""
        return self._entries[after : after + at_most]

    def numbered(self, number: int) -> Entry | None:
        return self._entries[number - 1] if 0 < number <= len(self._entries) else None

    def by_id(self, journal_id: str) -> Entry | None:
        """Ids are worked out when somebody asks for the first time: posting is spared it."""
        for entry in self._entries[len(self._by_id) :]:
            self._by_id[entry.journal_id] = entry
        return self._by_id.get(journal_id)

    def last_before(self, instant: datetime, *, inclusive: bool) -> int:
        """Return the number of the last entry posted before the instant (or at it), 0 if there is none."""
        bisect = bisect_right if inclusive else bisect_left
        return bisect(self._entries, instant, key=lambda entry: entry.posted_at)

    def balances(self) -> Mapping[str, Decimal]:
        """Return each account's balance by its id: debits less credits."""
        return dict(self._balances)

    def post(self, source: Source, day: date, postings: Iterable[Posting], at: datetime) -> None:
        """Enter what the document now says, after taking back what it said before.

        Raises:
            UnbalancedError: debits and credits differ.

        """
        self.reverse(source, at)
        self._standing[source] = self._enter(source, day, tuple(postings), at)

    def reverse(self, source: Source, at: datetime) -> None:
        """Take back the document's standing entry, if there is one."""
        entry = self._standing.pop(source, None)
        if entry is not None:
            opposite = tuple(
                replace(each, amount=-each.amount, tax_amount=-each.tax_amount) for each in entry.postings
            )
            self._enter(source, entry.date, opposite, at, reverses=entry.number)

    def _enter(  # one parameter for each column of the journal
        self,
        source: Source,
        day: date,
        postings: tuple[Posting, ...],
        at: datetime,
        reverses: int | None = None,
    ) -> Entry:
        if sum((each.amount for each in postings), ZERO) != ZERO:
            raise UnbalancedError(f"the entry of document {source.document_id} does not balance")
        entry = Entry(
            number=len(self._entries) + 1,
            date=day,
            posted_at=at,
            source=source,
            postings=postings,
            reverses=reverses,
        )
        self._entries.append(entry)
        for posting in postings:
            self._balances[posting.account_id] += posting.amount
            self.day_totals.add(posting.account_id, day, posting.amount, posting.tracking)
        return entry
