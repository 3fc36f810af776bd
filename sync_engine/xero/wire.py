"""Xero's spelling of what we send and of what we read back (facts §4, §5, §6). No decisions, no HTTP."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import msgspec

from sync_engine.clinic.drafts import CENT, ZERO, BilledItem, ItemDraft

NO_ID: Final = "00000000-0000-0000-0000-000000000000"  # what a failed create echoes (facts §4.5)

DESCRIPTION_LENGTH: Final = 4000  # facts §5.2
_MILLISECONDS: Final = re.compile(r"/Date\((-?\d{1,15})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


class Message(msgspec.Struct):
    """One of Xero's sentences."""

    text: str = msgspec.field(default="", name="Message")


class ContactElement(msgspec.Struct):
    contact_id: str = msgspec.field(default="", name="ContactID")
    errors: list[Message] = msgspec.field(default_factory=list, name="ValidationErrors")


class LineElement(msgspec.Struct):
    errors: list[Message] = msgspec.field(default_factory=list, name="ValidationErrors")


class InvoiceElement(msgspec.Struct):
    """What we read of an invoice in an answer."""

    invoice_id: str = msgspec.field(default="", name="InvoiceID")
    number: str = msgspec.field(default="", name="InvoiceNumber")
    type: str = msgspec.field(default="", name="Type")
    status: str = msgspec.field(default="", name="Status")
    reference: str = msgspec.field(default="", name="Reference")
    dated: str = msgspec.field(default="", name="Date")
    total: Decimal | None = msgspec.field(default=None, name="Total")
    contact: ContactElement = msgspec.field(default_factory=ContactElement, name="Contact")
    lines: list[LineElement] = msgspec.field(default_factory=list, name="LineItems")
    has_errors: bool = msgspec.field(default=False, name="HasErrors")
    verdict: str = msgspec.field(default="", name="StatusAttributeString")
    errors: list[Message] = msgspec.field(default_factory=list, name="ValidationErrors")

    @property
    def day(self) -> date | None:
        return _day(self.dated)

    @property
    def refused(self) -> bool:
        return self.has_errors or self.verdict == "ERROR" or bool(self.errors) or no_id(self.invoice_id)

    @property
    def words(self) -> str:
        nested = [*self.contact.errors, *(error for line in self.lines for error in line.errors)]
        return joined([*self.errors, *nested])


class InvoiceRef(msgspec.Struct):
    invoice_id: str = msgspec.field(default="", name="InvoiceID")


class PaymentElement(msgspec.Struct):
    """What we read of a payment in an answer."""

    payment_id: str | None = msgspec.field(default="", name="PaymentID")
    reference: str = msgspec.field(default="", name="Reference")
    status: str = msgspec.field(default="", name="Status")
    dated: str = msgspec.field(default="", name="Date")
    amount: Decimal | None = msgspec.field(default=None, name="Amount")
    invoice: InvoiceRef = msgspec.field(default_factory=InvoiceRef, name="Invoice")
    has_errors: bool = msgspec.field(default=False, name="HasValidationErrors")
    verdict: str = msgspec.field(default="", name="StatusAttributeString")
    errors: list[Message] = msgspec.field(default_factory=list, name="ValidationErrors")

    @property
    def day(self) -> date | None:
        return _day(self.dated)

    @property
    def refused(self) -> bool:
        return self.has_errors or self.verdict == "ERROR" or bool(self.errors) or no_id(self.payment_id)

    @property
    def words(self) -> str:
        return joined(self.errors)


class InvoicesAnswer(msgspec.Struct):
    """A 200, or the `Elements` of a 400 (facts §4.5)."""

    invoices: list[InvoiceElement] = msgspec.field(default_factory=list, name="Invoices")
    elements: list[InvoiceElement] = msgspec.field(default_factory=list, name="Elements")


class PaymentsAnswer(msgspec.Struct):
    payments: list[PaymentElement] = msgspec.field(default_factory=list, name="Payments")
    elements: list[PaymentElement] = msgspec.field(default_factory=list, name="Elements")


class Pagination(msgspec.Struct):
    page_count: int | None = msgspec.field(default=None, name="pageCount")


class Paged(msgspec.Struct):
    """How many pages a list has; Xero says so wherever a page was asked for (facts §4.1)."""

    pagination: Pagination = msgspec.field(default_factory=Pagination)
    invoices: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Invoices")
    payments: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Payments")

    def goes_on_after(self, page: int, size: int) -> bool:
        """Whether there is more; where Xero does not say, a full page means that there may be."""
        if self.pagination.page_count is not None:
            return page < self.pagination.page_count
        return max(len(self.invoices), len(self.payments)) >= size


PAGED: Final = msgspec.json.Decoder(Paged)
INVOICES: Final = msgspec.json.Decoder(InvoicesAnswer)
PAYMENTS: Final = msgspec.json.Decoder(PaymentsAnswer)


def no_id(xero_id: str | None) -> bool:
    """Whether this id names nothing: null or the zero guid is not success (facts §4.5, §6.2)."""
    return not xero_id or xero_id == NO_ID


def joined(messages: Iterable[Message]) -> str:
    """Return Xero's words as one text, each sentence once."""
    return " ".join(dict.fromkeys(message.text for message in messages if message.text))


def invoice_lines(
    items: Sequence[BilledItem], accounts: Sequence[str], exempt_rate: str
) -> list[dict[str, Any]]:
    """Spell the lines of an invoice; a taxable line leaves the name of its tax to the account's default."""
    return [_line(item, account, exempt_rate) for item, account in zip(items, accounts, strict=True)]


def new_invoice(
    number: str, contact: dict[str, str], issue_date: date, lines: list[dict[str, Any]]
) -> dict[str, Any]:
    """Spell an invoice to create. Document dates are calendar dates, never shifted (facts §4.2)."""
    return {
        "Type": "ACCREC",
        "Status": "AUTHORISED",
        "InvoiceNumber": number,
        "Contact": contact,
        "Date": issue_date.isoformat(),
        "DueDate": issue_date.isoformat(),
        "LineAmountTypes": "Exclusive",
        "LineItems": lines,
    }


def changed_invoice(xero_id: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Spell new content for an invoice; nothing is said of its contact, so nothing of it changes."""
    return {"InvoiceID": xero_id, "LineAmountTypes": "Exclusive", "LineItems": lines}


def voided_invoice(xero_id: str) -> dict[str, Any]:
    """Spell a void: these two members and nothing else (facts §5.1)."""
    return {"InvoiceID": xero_id, "Status": "VOIDED"}


def new_payment(
    invoice_id: str, account: str, paid_on: date, amount: Decimal, reference: str
) -> dict[str, Any]:
    """Spell a payment to create (facts §6.1)."""
    return {
        "Invoice": {"InvoiceID": invoice_id},
        "Account": {"Code": account},
        "Date": paid_on.isoformat(),
        "Amount": amount,
        "Reference": reference,
    }


DELETED_PAYMENT: Final[dict[str, Any]] = {"Status": "DELETED"}  # nothing else is accepted (facts §6.1)


def encoded(body: dict[str, Any]) -> bytes:
    """Return JSON in which money is an exact number."""
    return _ENCODER.encode(body)


@dataclass(frozen=True, slots=True)
class Sent:
    """What an invoice came to and was dated when it left; an update says no date."""

    total: Decimal
    day: date | None


def sent_in(body: bytes) -> dict[str, Sent]:
    """Return what a body of ours says of each invoice, by its number or, without one, its id."""
    sent = _SENT.decode(body)
    return {
        invoice.number or invoice.invoice_id: Sent(
            sum((line.total for line in invoice.lines), ZERO), _day(invoice.dated)
        )
        for invoice in (*sent.invoices, *([sent] if sent.invoice_id else []))
    }


class _SentLine(msgspec.Struct):
    quantity: Decimal = msgspec.field(name="Quantity")
    unit_amount: Decimal = msgspec.field(name="UnitAmount")
    discount: Decimal = msgspec.field(default=ZERO, name="DiscountAmount")
    tax: Decimal = msgspec.field(default=ZERO, name="TaxAmount")

    @property
    def total(self) -> Decimal:
        line = self.quantity * self.unit_amount - self.discount
        return line.quantize(CENT, ROUND_HALF_UP) + self.tax


class _SentInvoice(msgspec.Struct):
    invoice_id: str = msgspec.field(default="", name="InvoiceID")
    number: str = msgspec.field(default="", name="InvoiceNumber")
    dated: str = msgspec.field(default="", name="Date")
    lines: list[_SentLine] = msgspec.field(default_factory=list, name="LineItems")


class _Sent(_SentInvoice):
    invoices: list[_SentInvoice] = msgspec.field(default_factory=list, name="Invoices")


_SENT: Final = msgspec.json.Decoder(_Sent)


def _day(text: str) -> date | None:
    """Read a calendar date: ISO, or Xero's milliseconds since 1970, which are midnight UTC (facts §4.2)."""
    if milliseconds := _MILLISECONDS.match(text):
        return (_EPOCH + timedelta(milliseconds=int(milliseconds[1]))).date()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _line(billed: BilledItem, account: str, exempt_rate: str) -> dict[str, Any]:
    """Spell a line so that Xero cannot but come to the clinic's amount and tax, whatever its rounding."""
    item = billed.item
    quantity, unit_price, description = item.quantity, item.unit_price, item.description
    if _rounds_half_a_cent(item):
        told = f" ({quantity.normalize():f} x {unit_price.normalize():f})"
        quantity, unit_price = Decimal(1), item.net + item.discount
        description = f"{description[: DESCRIPTION_LENGTH - len(told)]}{told}"
    line: dict[str, Any] = {
        "Description": description,
        "Quantity": quantity,
        "UnitAmount": unit_price,
        "AccountCode": account,
        "TaxAmount": billed.tax,
    }
    if item.discount:
        line["DiscountAmount"] = item.discount
    if not item.taxable:
        line["TaxType"] = exempt_rate
    return line


def _rounds_half_a_cent(item: ItemDraft) -> bool:
    """Whether a line lies between two cents: nobody knows which of them Xero takes (facts §5.4)."""
    exact = item.quantity * item.unit_price - item.discount
    return abs(exact - item.net) == CENT / 2
