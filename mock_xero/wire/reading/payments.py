"""Payments as somebody asks for them."""

from decimal import Decimal
from typing import Any

from mock_xero.books.drafts import PaymentChange, PaymentDraft
from mock_xero.books.statuses import PaymentStatus
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, enum, guid, number, text, unconvertible
from mock_xero.wire.reading.references import (
    AccountReference,
    CreditNoteReference,
    InvoiceReference,
    OverpaymentReference,
    PrepaymentReference,
)


class PaymentBody(Body):
    """What is paid may also be named by its number alone, and the account by its code alone."""

    invoice: InvoiceReference | None = None
    credit_note: CreditNoteReference | None = None
    prepayment: PrepaymentReference | None = None
    overpayment: OverpaymentReference | None = None
    invoice_number: Text = None
    credit_note_number: Text = None
    account: AccountReference | None = None
    code: Text = None
    date: Text = None
    amount: Decimal | None = None
    bank_amount: Decimal | None = None
    currency_rate: Decimal | None = None
    reference: Text = None
    is_reconciled: bool | None = None


def payment_draft(body: PaymentBody) -> PaymentDraft:
    invoice = body.invoice or InvoiceReference()
    credit_note = body.credit_note or CreditNoteReference()
    account = body.account or AccountReference()
    return PaymentDraft(
        invoice_id=guid(invoice.invoice_id),
        invoice_number=text(invoice.invoice_number or body.invoice_number),
        credit_note_id=guid(credit_note.credit_note_id),
        credit_note_number=text(credit_note.credit_note_number or body.credit_note_number),
        prepayment_id=None if body.prepayment is None else guid(body.prepayment.prepayment_id),
        overpayment_id=None if body.overpayment is None else guid(body.overpayment.overpayment_id),
        account_id=guid(account.account_id),
        account_code=text(account.code or body.code) or None,
        date=day(body.date),
        amount=number(body.amount),
        bank_amount=number(body.bank_amount),
        currency_rate=number(body.currency_rate),
        reference=text(body.reference),
        is_reconciled=body.is_reconciled or False,
    )


def payment_change(members: dict[str, Any]) -> PaymentChange:
    """Read the body of POST /Payments/{id}: its id may be repeated, all else beside Status is refused."""
    status = members.get("Status")
    if status is not None and not isinstance(status, str):
        raise unconvertible(status)
    others = members.keys() - {"Status", "PaymentID"}
    return PaymentChange(status=enum(PaymentStatus, status), others=bool(others))
