"""Payments: what one is, and where to find it. A payment can only be deleted (facts §6.1).

A payment lies on an invoice, or it is the refund of a credit note, an overpayment or a prepayment.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from mock_xero.books.accounts import Account
from mock_xero.books.catalogue.currencies import ONE
from mock_xero.books.credits.credit import Credit, Share
from mock_xero.books.index import Index, folded
from mock_xero.books.invoices import Invoice
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import PaymentStatus

Payable: TypeAlias = Invoice | Credit


class NotOnAnInvoiceError(Exception):
    """The payment is a refund of account credit, so that it has no invoice: a mistake in the mock itself."""


@dataclass(slots=True, eq=False, kw_only=True)
class Payment:
    """Money against one document. `created_by` is an app's client id, or None for a person.

    A payment of a batch cannot be deleted by itself. `shares` is what a refund takes from the lines of a
    prepayment.
    """

    payment_id: str
    document: Payable
    account: Account
    date: date
    amount: Decimal
    reference: str | None
    is_reconciled: bool
    created_by: str | None
    created_at: datetime
    updated_at: datetime
    bank_amount: Decimal  # in the books' currency, at the payment's own rate
    cleared: Decimal  # in the books' currency, at the invoice's rate
    currency_rate: Decimal = ONE
    status: PaymentStatus = PaymentStatus.AUTHORISED
    batch_payment_id: str | None = None
    shares: tuple[Share, ...] = ()

    @property
    def is_refund(self) -> bool:
        return isinstance(self.document, Credit)

    @property
    def invoice(self) -> Invoice:
        """The invoice that was paid.

        Raises:
            NotOnAnInvoiceError: the payment is a refund.

        """
        if isinstance(self.document, Credit):
            raise NotOnAnInvoiceError
        return self.document

    @property
    def stands(self) -> bool:
        return self.status is PaymentStatus.AUTHORISED


class Payments:
    """All payments, deleted ones too, found by id, document and reference."""

    def __init__(self) -> None:
        self._by_id: dict[str, Payment] = {}
        self._recent: Recency[Payment] = Recency()
        self._by_document: Index[str, Payment] = Index()
        self._by_reference: Index[str, Payment] = Index()

    def all(self) -> list[Payment]:
        """Return every payment, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, payment_id: str) -> Payment | None:
        return self._by_id.get(payment_id)

    def of_document(self, document_id: str) -> list[Payment]:
        return self._by_document.get(document_id)

    def referring_to(self, reference: str) -> list[Payment]:
        return self._by_reference.get(folded(reference))

    def by_change(self) -> Recency[Payment]:
        """Return every document in the order in which Xero lists them; not a copy."""
        return self._recent

    def modified_from(self, instant: datetime) -> list[Payment]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def add(self, payment: Payment) -> None:
        self._by_id[payment.payment_id] = payment
        self._by_document.add(payment.document.document_id, payment)
        if payment.reference is not None:
            self._by_reference.add(folded(payment.reference), payment)
        self._recent.touch(payment.payment_id, payment)

    def delete(self, payment: Payment, instant: datetime) -> None:
        """Mark it as deleted; it stays readable."""
        payment.status = PaymentStatus.DELETED
        payment.updated_at = instant
        self._recent.touch(payment.payment_id, payment)
