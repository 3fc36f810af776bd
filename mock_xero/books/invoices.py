"""Invoices and bills: what one is, what its balance makes of it, and where to find it."""

import datetime as dt
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.index import Index, folded
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import ENDED, POSTED, InvoiceStatus, InvoiceType, LineAmountTypes

if TYPE_CHECKING:
    from mock_xero.books.credits.credit import Allocation
    from mock_xero.books.payments import Payment


@dataclass(slots=True, eq=False, kw_only=True)
class Invoice:
    """A sales invoice (ACCREC) or a bill (ACCPAY). A candidate, not yet in the books, has the id `UNSAVED`.

    Money is in the document's own currency, whose `currency_rate` is what one unit of the books' currency
    buys of it; `created_by` is an app's client id, or None for a person.
    """

    type: InvoiceType
    contact: Contact
    date: dt.date
    created_at: dt.datetime
    updated_at: dt.datetime
    created_by: str | None
    invoice_id: str = UNSAVED
    number: str = ""
    status: InvoiceStatus = InvoiceStatus.DRAFT
    due_date: dt.date | None = None
    line_amount_types: LineAmountTypes = LineAmountTypes.EXCLUSIVE
    lines: tuple[Line, ...] = ()
    reference: str | None = None
    currency: str = "AUD"
    currency_rate: Decimal = ONE
    url: str | None = None
    sent_to_contact: bool = False
    subtotal: Decimal = ZERO
    total_tax: Decimal = ZERO
    total: Decimal = ZERO
    amount_due: Decimal = ZERO
    amount_paid: Decimal = ZERO
    amount_credited: Decimal = ZERO
    fully_paid_on: dt.date | None = None
    payments: list["Payment"] = field(default_factory=list)  # those that stand
    allocations: list["Allocation"] = field(default_factory=list)  # credit that lies on it
    warnings: tuple[Problem, ...] = ()  # of the latest deed
    repeating_invoice_id: str | None = None
    branding_theme_id: str | None = None
    expected_payment: dt.date | None = None  # of a sale, by the customer
    planned_payment: dt.date | None = None  # of a bill, by the organisation
    has_attachments: bool = False

    @property
    def document_id(self) -> str:
        return self.invoice_id

    @property
    def is_sale(self) -> bool:
        return self.type is InvoiceType.ACCREC

    @property
    def is_posted(self) -> bool:
        return self.status in POSTED

    @property
    def is_discounted(self) -> bool:
        return any(line.discount_rate or line.discount_amount for line in self.lines)

    @property
    def has_money_against_it(self) -> bool:
        return bool(self.payments) or self.amount_credited != ZERO

    def take_over(self, other: "Invoice") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))

    def balance(self) -> None:
        """Work out what is due; the status of an approved invoice follows from it (facts §5.1, §5.4)."""
        self.amount_paid = sum((payment.amount for payment in self.payments), ZERO)
        self.amount_credited = sum((each.amount for each in self.allocations), ZERO)
        self.amount_due = (
            ZERO if self.status in ENDED else self.total - self.amount_paid - self.amount_credited
        )
        if self.status not in POSTED:
            return
        self.status = InvoiceStatus.AUTHORISED if self.amount_due else InvoiceStatus.PAID
        paid_on = [each.date for each in self.payments] + [each.paid_on for each in self.allocations]
        self.fully_paid_on = None if self.amount_due else max(paid_on, default=self.date)


_FIXED: Final = frozenset({"invoice_id", "created_at", "created_by", "payments", "allocations"})
_CHANGEABLE: Final = tuple(each.name for each in fields(Invoice) if each.name not in _FIXED)


class Invoices:
    """All invoices and bills, found by id, number, reference and contact."""

    def __init__(self) -> None:
        self._by_id: dict[str, Invoice] = {}
        self._recent: Recency[Invoice] = Recency()
        self._by_number: Index[str, Invoice] = Index()
        self._by_reference: Index[str, Invoice] = Index()
        self._by_contact: Index[str, Invoice] = Index()

    def all(self) -> list[Invoice]:
        """Return every document, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, invoice_id: str) -> Invoice | None:
        return self._by_id.get(invoice_id)

    def by_number(self, number: str) -> Invoice | None:
        """Return the sales invoice with this number; there is one at most (facts §5.3)."""
        found = (each for each in self._by_number.get(folded(number)) if each.type is InvoiceType.ACCREC)
        return next(found, None)

    def numbered(self, number: str) -> list[Invoice]:
        """Return the sales invoice and all bills with this number."""
        return self._by_number.get(folded(number))

    def referring_to(self, reference: str) -> list[Invoice]:
        return self._by_reference.get(folded(reference))

    def of_contact(self, contact_id: str) -> list[Invoice]:
        return self._by_contact.get(contact_id)

    def by_change(self) -> Recency[Invoice]:
        """Return every document in the order in which Xero lists them; not a copy."""
        return self._recent

    def modified_from(self, instant: dt.datetime) -> list[Invoice]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def add(self, invoice: Invoice) -> None:
        self._by_id[invoice.invoice_id] = invoice
        self._index(invoice)
        self._recent.touch(invoice.invoice_id, invoice)

    def change(self, invoice: Invoice, candidate: Invoice) -> None:
        """Let the invoice become what the candidate is, and find it under its new keys."""
        self._unindex(invoice)
        invoice.take_over(candidate)
        self._index(invoice)
        self._recent.touch(invoice.invoice_id, invoice)

    def touch(self, invoice: Invoice, instant: dt.datetime) -> None:
        """A payment or an allocation changed its balance (facts §6.4)."""
        invoice.updated_at = instant
        self._recent.touch(invoice.invoice_id, invoice, by_money=True)

    def _index(self, invoice: Invoice) -> None:
        self._by_number.add(folded(invoice.number), invoice)
        self._by_contact.add(invoice.contact.contact_id, invoice)
        if invoice.reference is not None:
            self._by_reference.add(folded(invoice.reference), invoice)

    def _unindex(self, invoice: Invoice) -> None:
        self._by_number.remove(folded(invoice.number), invoice)
        self._by_contact.remove(invoice.contact.contact_id, invoice)
        if invoice.reference is not None:
            self._by_reference.remove(folded(invoice.reference), invoice)
