"""Batch payments as somebody asks for them."""

import datetime as dt
from decimal import Decimal

from mock_xero.books.batch_payments.batches import Remittance
from mock_xero.books.batch_payments.deeds import BatchChange, BatchDraft
from mock_xero.books.drafts import PaymentDraft
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, guid, number, text
from mock_xero.wire.reading.references import AccountReference, InvoiceReference


class RemittanceBody(Body):
    reference: Text = None
    particulars: Text = None
    code: Text = None
    details: Text = None
    narrative: Text = None
    bank_account_number: Text = None


class BatchedPaymentBody(RemittanceBody):
    invoice: InvoiceReference | None = None
    amount: Decimal | None = None


class BatchBody(RemittanceBody):
    account: AccountReference | None = None
    date: Text = None
    payments: list[BatchedPaymentBody] | None = None


class BatchChangeBody(Body):
    batch_payment_id: Text = None
    status: Text = None


def batch_draft(body: BatchBody) -> BatchDraft:
    account = body.account or AccountReference()
    date = day(body.date)
    return BatchDraft(
        payments=tuple((_payment(each, account, date), _remittance(each)) for each in body.payments or ()),
        remittance=_remittance(body),
        account_id=guid(account.account_id),
        account_code=text(account.code) or None,
        date=date,
    )


def batch_change(body: BatchChangeBody) -> BatchChange:
    return BatchChange(guid(body.batch_payment_id), text(body.status))


def _payment(body: BatchedPaymentBody, account: AccountReference, date: dt.date | None) -> PaymentDraft:
    """An account or a date of its own is passed over: the batch is one line on the bank statement."""
    invoice = body.invoice or InvoiceReference()
    return PaymentDraft(
        invoice_id=guid(invoice.invoice_id),
        invoice_number=text(invoice.invoice_number),
        account_id=guid(account.account_id),
        account_code=text(account.code) or None,
        date=date,
        amount=number(body.amount),
        reference=text(body.reference),
    )


def _remittance(body: RemittanceBody) -> Remittance:
    return Remittance(
        reference=text(body.reference),
        particulars=text(body.particulars),
        code=text(body.code),
        details=text(body.details),
        narrative=text(body.narrative),
        bank_account_number=text(body.bank_account_number),
    )
