"""Xero's spelling of what we send and of what we read back (facts §4, §5, §6). No decisions, no HTTP."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from sync_engine.clinic.drafts import CENT, ZERO, ItemDraft

NO_ID: Final = "00000000-0000-0000-0000-000000000000"  # what a failed create echoes (facts §4.5)

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
    subtotal: Decimal | None = msgspec.field(default=None, name="SubTotal")
    contact: ContactElement = msgspec.field(default_factory=ContactElement, name="Contact")
    lines: list[LineElement] = msgspec.field(default_factory=list, name="LineItems")
    has_errors: bool = msgspec.field(default=False, name="HasErrors")
    verdict: str = msgspec.field(default="", name="StatusAttributeString")
    errors: list[Message] = msgspec.field(default_factory=list, name="ValidationErrors")

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
    invoice: InvoiceRef = msgspec.field(default_factory=InvoiceRef, name="Invoice")
    has_errors: bool = msgspec.field(default=False, name="HasValidationErrors")
    verdict: str = msgspec.field(default="", name="StatusAttributeString")
    errors: list[Message] = msgspec.field(default_factory=list, name="ValidationErrors")

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


INVOICES: Final = msgspec.json.Decoder(InvoicesAnswer)
PAYMENTS: Final = msgspec.json.Decoder(PaymentsAnswer)


def no_id(xero_id: str | None) -> bool:
    """Whether this id names nothing: null or the zero guid is not success (facts §4.5, §6.2)."""
    return not xero_id or xero_id == NO_ID


def joined(messages: Iterable[Message]) -> str:
    """Return Xero's words as one text, each sentence once."""
    return " ".join(dict.fromkeys(message.text for message in messages if message.text))


def invoice_lines(
    items: Sequence[ItemDraft], accounts: Sequence[str], exempt_rate: str
) -> list[dict[str, Any]]:
    """Spell the lines of an invoice; a taxable line leaves its tax to the account's default."""
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


def net_sent(body: bytes) -> dict[str, Decimal]:
    """Return the net amount of each invoice in a body that we sent, by its number or, without one, its id."""
    sent = _SENT.decode(body)
    return {
        invoice.number or invoice.invoice_id: sum((line.net for line in invoice.lines), ZERO)
        for invoice in (*sent.invoices, *([sent] if sent.invoice_id else []))
    }


class _SentLine(msgspec.Struct):
    quantity: Decimal = msgspec.field(name="Quantity")
    unit_amount: Decimal = msgspec.field(name="UnitAmount")
    discount: Decimal = msgspec.field(default=ZERO, name="DiscountAmount")

    @property
    def net(self) -> Decimal:
        return ItemDraft(
            description="", quantity=self.quantity, unit_price=self.unit_amount, discount=self.discount
        ).net.quantize(CENT)


class _SentInvoice(msgspec.Struct):
    invoice_id: str = msgspec.field(default="", name="InvoiceID")
    number: str = msgspec.field(default="", name="InvoiceNumber")
    lines: list[_SentLine] = msgspec.field(default_factory=list, name="LineItems")


class _Sent(_SentInvoice):
    invoices: list[_SentInvoice] = msgspec.field(default_factory=list, name="Invoices")


_SENT: Final = msgspec.json.Decoder(_Sent)


def _line(item: ItemDraft, account: str, exempt_rate: str) -> dict[str, Any]:
    line: dict[str, Any] = {
        "Description": item.description,
        "Quantity": item.quantity,
        "UnitAmount": item.unit_price,
        "AccountCode": account,
    }
    if item.discount:
        line["DiscountAmount"] = item.discount
    if not item.taxable:
        line["TaxType"] = exempt_rate
    return line
