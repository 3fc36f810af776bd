"""Quotes: what one is, what may become of it, and where to find it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import Enum
from typing import Final

from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.drafts import ContactDraft, LineDraft
from mock_xero.books.index import folded
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import LineAmountTypes


class QuoteStatus(Enum):
    DRAFT = "DRAFT"
    SENT = "SENT"
    DECLINED = "DECLINED"
    ACCEPTED = "ACCEPTED"
    INVOICED = "INVOICED"
    DELETED = "DELETED"


_S = QuoteStatus

MAY_BE_CREATED_AS: Final = frozenset({_S.DRAFT, _S.SENT})
# The statuses are OpenAPI's; what may follow what is our reading of Xero's pages: answers can be taken back.
MAY_BECOME: Final[Mapping[QuoteStatus, frozenset[QuoteStatus]]] = {
    _S.DRAFT: frozenset({_S.DRAFT, _S.SENT, _S.DELETED}),
    _S.SENT: frozenset({_S.SENT, _S.DRAFT, _S.ACCEPTED, _S.DECLINED, _S.DELETED}),
    _S.ACCEPTED: frozenset({_S.ACCEPTED, _S.SENT, _S.DRAFT, _S.DECLINED, _S.INVOICED, _S.DELETED}),
    _S.DECLINED: frozenset({_S.DECLINED, _S.SENT, _S.DRAFT, _S.ACCEPTED, _S.DELETED}),
    _S.INVOICED: frozenset({_S.DELETED}),
    _S.DELETED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDraft:
    """What somebody asks for; None means that it was not said."""

    quote_id: str | None = None
    number: str | None = None
    status: QuoteStatus | None = None
    contact: ContactDraft | None = None
    date: dt.date | None = None
    expiry_date: dt.date | None = None
    line_amount_types: LineAmountTypes | None = None
    lines: tuple[LineDraft, ...] | None = None
    reference: str | None = None
    currency: str | None = None
    title: str | None = None
    summary: str | None = None
    terms: str | None = None
    branding_theme_id: str | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Quote:
    """A candidate, not yet in the books, has the id `UNSAVED`."""

    contact: Contact
    date: dt.date
    updated_at: dt.datetime
    currency: str
    quote_id: str = UNSAVED
    number: str = ""
    status: QuoteStatus = QuoteStatus.DRAFT
    expiry_date: dt.date | None = None
    line_amount_types: LineAmountTypes = LineAmountTypes.EXCLUSIVE
    lines: tuple[Line, ...] = ()
    reference: str = ""
    title: str = ""
    summary: str = ""
    terms: str = ""
    branding_theme_id: str | None = None
    subtotal: Decimal = field(default=ZERO)
    total_tax: Decimal = field(default=ZERO)
    total: Decimal = field(default=ZERO)
    warnings: tuple[Problem, ...] = ()  # of the latest deed

    def take_over(self, other: "Quote") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))


_CHANGEABLE: Final = tuple(each.name for each in fields(Quote) if each.name != "quote_id")


class Quotes:
    """All quotes, found by id and number; it counts their numbers too."""

    def __init__(self) -> None:
        self._by_id: dict[str, Quote] = {}
        self._by_number: dict[str, Quote] = {}
        self._recent: Recency[Quote] = Recency()
        self._next_number = 1

    def by_id(self, quote_id: str) -> Quote | None:
        return self._by_id.get(quote_id)

    def by_number(self, number: str) -> Quote | None:
        return self._by_number.get(folded(number))

    def by_change(self) -> Recency[Quote]:
        """Return every quote, the oldest change first; not a copy."""
        return self._recent

    def take_number(self) -> str:
        """Return the next free number, such as QU-0001, and count on."""
        while True:
            number = f"QU-{self._next_number:04d}"
            self._next_number += 1
            if self.by_number(number) is None:
                return number

    def keep(self, quote: Quote, candidate: Quote) -> None:
        """Enter the quote as the candidate is, which may be itself."""
        self._by_number.pop(folded(quote.number), None)
        quote.take_over(candidate)
        self._by_id[quote.quote_id] = quote
        self._by_number[folded(quote.number)] = quote
        self._recent.touch(quote.quote_id, quote)
