"""Xero's invoices and payments, as pages of JSON, to postings. Of a contact only its id is looked at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import msgspec

from harness.ledger import InvoiceStatus, LedgerInvoice, LedgerPayment, Origin, Posting
from harness.sources.problems import SourceError

VOID: Final = frozenset({"VOIDED", "DELETED"})
MILLISECONDS: Final = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
# What the built-in engine writes: payment, source and invoice, or a digest where that is too long.
APP_REFERENCE: Final = r".+/.*/\d+( \(\d+\))?|[0-9a-f]{64}"


class Contact(msgspec.Struct, rename="pascal"):
    contact_id: str = msgspec.field(default="", name="ContactID")


class Invoice(msgspec.Struct, rename="pascal"):
    invoice_id: str = msgspec.field(name="InvoiceID")
    type: str
    status: str
    date: str
    total: Decimal
    amount_due: Decimal
    invoice_number: str = ""
    contact: Contact = msgspec.field(default_factory=Contact)


class Account(msgspec.Struct, rename="pascal"):
    code: str = ""


class PaidInvoice(msgspec.Struct, rename="pascal"):
    invoice_id: str = msgspec.field(default="", name="InvoiceID")
    invoice_number: str = ""


class Payment(msgspec.Struct, rename="pascal"):
    payment_id: str = msgspec.field(name="PaymentID")
    payment_type: str
    status: str
    date: str
    amount: Decimal
    reference: str = ""
    account: Account = msgspec.field(default_factory=Account)
    invoice: PaidInvoice = msgspec.field(default_factory=PaidInvoice)


class Pagination(msgspec.Struct):
    page_count: int | None = msgspec.field(default=None, name="pageCount")


class Page(msgspec.Struct, rename="pascal"):
    """A page of either resource."""

    pagination: Pagination = msgspec.field(default_factory=Pagination, name="pagination")
    invoices: list[Invoice] = msgspec.field(default_factory=list)
    payments: list[Payment] = msgspec.field(default_factory=list)

    def is_last(self, number: int) -> bool:
        """Whether nothing can come after it; without a count of pages only an empty one tells."""
        return not (self.invoices or self.payments) or number == self.pagination.page_count


DECODER: Final = msgspec.json.Decoder(Page)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the clinic's app writes into Xero: what its payments' references match, what numbers begin with."""

    app_reference: re.Pattern[str]
    number_prefix: str = ""

    def postings(self, page: Page) -> Iterator[Posting]:
        """Sales invoices, and the payments on them that stand."""
        for invoice in page.invoices:
            if invoice.type == "ACCREC":
                yield self._invoice(invoice)
        for payment in page.payments:
            if payment.payment_type == "ACCRECPAYMENT" and payment.status == "AUTHORISED":
                yield self._payment(payment)

    def _invoice(self, invoice: Invoice) -> LedgerInvoice:
        open_or_paid = InvoiceStatus.OPEN if invoice.amount_due else InvoiceStatus.PAID
        return LedgerInvoice(
            number=self._number(invoice.invoice_number, invoice.invoice_id),
            document=invoice.invoice_id,
            date=_day(invoice.date),
            total=invoice.total,
            due=invoice.amount_due,
            status=InvoiceStatus.VOID if invoice.status in VOID else open_or_paid,
            customer=invoice.contact.contact_id,
        )

    def _payment(self, payment: Payment) -> LedgerPayment:
        came_by_app = self.app_reference.fullmatch(payment.reference.strip())
        return LedgerPayment(
            invoice=self._number(payment.invoice.invoice_number, payment.invoice.invoice_id),
            document=payment.payment_id,
            date=_day(payment.date),
            amount=payment.amount,
            account=payment.account.code,
            origin=Origin.APP if came_by_app else Origin.BOOKKEEPER,
        )

    def _number(self, number: str, document: str) -> str:
        return number.removeprefix(self.number_prefix) or f"(without number) {document}"


def read_page(body: bytes) -> Page:
    """Raises SourceError where an answer is no page of Xero's."""
    try:
        return DECODER.decode(body)
    except msgspec.DecodeError as wrong:
        field = str(wrong).partition(" - at ")[2] or "the beginning"
        raise SourceError(f"the answer is no page of Xero's API: it cannot be read at {field}") from wrong


def _day(spelled: str) -> date:
    """A document's date is a calendar date, written as midnight UTC: no zone ever moves it."""
    found = MILLISECONDS.fullmatch(spelled)
    try:
        if found:
            return datetime.fromtimestamp(int(found[1]) / 1000, UTC).date()
        return date.fromisoformat(spelled[:10])
    except (ValueError, OverflowError) as wrong:
        raise SourceError("the answer is no page of Xero's API: a date cannot be read") from wrong
