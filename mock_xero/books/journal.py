"""The general journal: double entry under every document. Entries stay; a correction is a reversal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

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
    a posting of its own.
    """

    account_id: str
    amount: Decimal
    description: str = ""
    tax_type: str = ""
    tax_amount: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One balanced entry. `reverses` is the number of the entry that it takes back."""

    number: int
    date: date
    posted_at: datetime
    source: Source
    postings: tuple[Posting, ...]
    reverses: int | None = None

    def __deepcopy__(self, memo: dict[int, object]) -> "Entry":
        return self  # immutable: a snapshot shares it


class UnbalancedError(Exception):
    """Debits and credits of an entry differ: a mistake in the mock's own rules."""


class Journal:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._standing: dict[Source, Entry] = {}
        self._balances: dict[str, Decimal] = defaultdict(lambda: ZERO)

    def entries(self) -> list[Entry]:
        return list(self._entries)

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
        return entry
