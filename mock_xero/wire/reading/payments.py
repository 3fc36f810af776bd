"""Payments as somebody asks for them."""

from decimal import Decimal
from typing import Any

from mock_xero.books.drafts import PaymentChange, PaymentDraft
from mock_xero.books.statuses import PaymentStatus
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, enum, guid, number, text, unconvertible


class InvoiceReference(Body):
    invoice_id: Text = None
    invoice_number: Text = None


class AccountReference(Body):
    account_id: Text = None
    code: Text = None


class PaymentBody(Body):
    invoice: InvoiceReference | None = None
    account: AccountReference | None = None
    date: Text = None
    amount: Decimal | None = None
    bank_amount: Decimal | None = None
    currency_rate: Decimal | None = None
    reference: Text = None
    is_reconciled: bool | None = None


def payment_draft(body: PaymentBody) -> PaymentDraft:
    invoice = body.invoice or InvoiceReference()
    account = body.account or AccountReference()
    return PaymentDraft(
        invoice_id=guid(invoice.invoice_id),
        invoice_number=text(invoice.invoice_number),
        account_id=guid(account.account_id),
        account_code=text(account.code) or None,
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
