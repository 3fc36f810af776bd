"""Account credit: what one is, what is left of it, what it was set against, and where to find it.

One class for credit notes, overpayments and prepayments: they differ in type, and in how they are posted.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.credits.types import CreditKind, CreditType
from mock_xero.books.index import Index, folded
from mock_xero.books.invoices import Invoice
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import ENDED, POSTED, InvoiceStatus, LineAmountTypes

if TYPE_CHECKING:
    from mock_xero.books.payments import Payment


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a prepayment's line that left it with an allocation or a refund."""

    net: Decimal
    tax: Decimal


@dataclass(slots=True, eq=False, kw_only=True)
class Allocation:
    """Credit set against an invoice. `shares` follow the lines of a prepayment; other credit has none."""

    allocation_id: str
    credit: "Credit"
    invoice: Invoice
    amount: Decimal
    date: dt.date
    shares: tuple[Share, ...] = ()

    @property
    def paid_on(self) -> dt.date:
        """An invoice is fully paid on a credit note's own date, as recorded (facts §5.5)."""
        return self.credit.date if self.credit.kind is CreditKind.CREDIT_NOTE else self.date


@dataclass(slots=True, eq=False, kw_only=True)
class Credit:
    """A credit note, an overpayment or a prepayment. A candidate has the id `UNSAVED`.

    `remaining` is what can still be allocated or refunded; `payments` are its refunds that stand.
    """

    type: CreditType
    contact: Contact
    date: dt.date
    created_at: dt.datetime
    updated_at: dt.datetime
    created_by: str | None
    credit_id: str = UNSAVED
    number: str = ""
    status: InvoiceStatus = InvoiceStatus.DRAFT
    line_amount_types: LineAmountTypes = LineAmountTypes.EXCLUSIVE
    lines: tuple[Line, ...] = ()
    reference: str | None = None
    currency: str = "AUD"
    sent_to_contact: bool = False
    subtotal: Decimal = ZERO
    total_tax: Decimal = ZERO
    total: Decimal = ZERO
    remaining: Decimal = ZERO
    fully_paid_on: dt.date | None = None
    due_date: dt.date | None = None
    allocations: list[Allocation] = field(default_factory=list)
    payments: list["Payment"] = field(default_factory=list)
    warnings: tuple[Problem, ...] = ()
    has_attachments: bool = False
    branding_theme_id: str | None = None

    @property
    def currency_rate(self) -> Decimal:
        """Account credit is in the books' own currency."""
        return ONE

    @property
    def document_id(self) -> str:
        return self.credit_id

    @property
    def kind(self) -> CreditKind:
        return self.type.kind

    @property
    def is_sale(self) -> bool:
        return self.type.is_sale

    @property
    def is_posted(self) -> bool:
        return self.status in POSTED

    @property
    def has_money_against_it(self) -> bool:
        return bool(self.allocations or self.payments)

    @property
    def amount_due(self) -> Decimal:
        """The member's name where a payment shows the credit as an invoice (facts §6.3)."""
        return self.remaining

    @property
    def amount_paid(self) -> Decimal:
        return sum((each.amount for each in self.payments), ZERO)

    @property
    def amount_credited(self) -> Decimal:
        return sum((each.amount for each in self.allocations), ZERO)

    def releases(self) -> Iterator["Allocation | Payment"]:
        """Whatever took from the credit and stands."""
        yield from self.allocations
        yield from self.payments

    def balance(self) -> None:
        """Work out what remains; the status of approved credit follows from it (facts §6.6)."""
        used = self.amount_paid + self.amount_credited
        self.remaining = ZERO if self.status in ENDED else self.total - used
        if self.status not in POSTED:
            return
        self.status = InvoiceStatus.AUTHORISED if self.remaining else InvoiceStatus.PAID
        used_on = max((each.date for each in self.releases()), default=self.date)
        self.fully_paid_on = None if self.remaining else used_on

    def take_over(self, other: "Credit") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))


_FIXED: Final = frozenset({"credit_id", "type", "created_at", "created_by", "allocations", "payments"})
_CHANGEABLE: Final = tuple(each.name for each in fields(Credit) if each.name not in _FIXED)


class Credits:
    """All credit of one kind, found by id, number and reference."""

    def __init__(self) -> None:
        self._by_id: dict[str, Credit] = {}
        self._recent: Recency[Credit] = Recency()
        self._by_number: Index[str, Credit] = Index()
        self._by_reference: Index[str, Credit] = Index()

    def all(self) -> list[Credit]:
        """Return all credit, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, credit_id: str) -> Credit | None:
        return self._by_id.get(credit_id)

    def numbered(self, number: str) -> list[Credit]:
        return self._by_number.get(folded(number))

    def of_customer_numbered(self, number: str) -> Credit | None:
        """Return the one customer's credit with this number; suppliers' numbers may repeat."""
        return next((each for each in self.numbered(number) if each.is_sale), None)

    def referring_to(self, reference: str) -> list[Credit]:
        return self._by_reference.get(folded(reference))

    def by_change(self) -> Recency[Credit]:
        """Return every one, the oldest change first; not a copy."""
        return self._recent

    def modified_from(self, instant: dt.datetime) -> list[Credit]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def add(self, credit: Credit) -> None:
        self._by_id[credit.credit_id] = credit
        self._index(credit)
        self._recent.touch(credit.credit_id, credit)

    def change(self, credit: Credit, candidate: Credit) -> None:
        """Let the credit become what the candidate is, and find it under its new keys."""
        if credit.number:
            self._by_number.remove(folded(credit.number), credit)
        if credit.reference:
            self._by_reference.remove(folded(credit.reference), credit)
        credit.take_over(candidate)
        self._index(credit)
        self._recent.touch(credit.credit_id, credit)

    def touch(self, credit: Credit, instant: dt.datetime) -> None:
        """An allocation or a refund changed what remains."""
        credit.updated_at = instant
        self._recent.touch(credit.credit_id, credit)

    def _index(self, credit: Credit) -> None:
        if credit.number:
            self._by_number.add(folded(credit.number), credit)
        if credit.reference:
            self._by_reference.add(folded(credit.reference), credit)
