"""Batch payments as Xero spells them, and as it echoes a refused one (facts §6.5)."""

from collections.abc import Sequence

from mock_xero.books.batch_payments.batches import BatchPayment, Remittance
from mock_xero.books.batch_payments.deeds import BatchChange, BatchDraft
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.drafts import PaymentDraft
from mock_xero.books.payments import Payment
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_date, spelled_date_string, spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def batch_json(batch: BatchPayment) -> Json:
    """The payments of a deleted batch are not shown. Batches are in the organisation's own currency."""
    account = {
        "AccountID": batch.account.account_id,
        "CurrencyCode": batch.payments[0][0].invoice.currency,
    }
    body: Json = {"Account": account} | _told(batch.remittance)
    return body | {
        "BatchPaymentID": batch.batch_id,
        "DateString": spelled_date_string(batch.date),
        "Date": spelled_date(batch.date),
        "Payments": [_payment(*each) for each in batch.payments] if batch.stands else [],
        "Type": batch.type.value,
        "Status": batch.status.value,
        "TotalAmount": batch.total,
        "UpdatedDateUTC": spelled_instant(batch.updated_at),
        "IsReconciled": batch.is_reconciled,
    }


def failed_batch(draft: BatchDraft, problems: Sequence[Problem]) -> Json:
    return _asked(draft) | {"ValidationErrors": messages(problems)}


def seemingly_fine_batch(draft: BatchDraft, problems: Sequence[Problem]) -> Json:
    """The trap of facts §6.5: nothing but missing ids says that the batch failed."""
    del problems
    body = _asked(draft)
    for payment in body["Payments"]:
        payment["HasValidationErrors"] = False
    return body


def unchanged_batch(batch: BatchPayment | BatchChange, problems: Sequence[Problem]) -> Json:
    """The echo of a deletion that was refused."""
    if isinstance(batch, BatchPayment):
        body = batch_json(batch)
    else:
        body = {} if batch.batch_id is None else {"BatchPaymentID": batch.batch_id}
    return body | {"ValidationErrors": messages(problems)}


def _payment(payment: Payment, told: Remittance) -> Json:
    body: Json = {
        "Invoice": _invoice(payment.invoice.invoice_id, payment.invoice.currency),
        "PaymentID": payment.payment_id,
    }
    return body | _told(told) | {"Amount": payment.amount, "BankAmount": payment.amount}


def _asked(draft: BatchDraft) -> Json:
    body: Json = {"Account": {"AccountID": draft.account_id or UNSAVED}} | _told(draft.remittance)
    if draft.date is not None:
        body |= {"DateString": spelled_date_string(draft.date), "Date": spelled_date(draft.date)}
    return body | {"Payments": [_asked_payment(*each) for each in draft.payments]}


def _asked_payment(draft: PaymentDraft, told: Remittance) -> Json:
    body: Json = {"Invoice": _invoice(draft.invoice_id or UNSAVED)} | _told(told)
    return body if draft.amount is None else body | {"Amount": draft.amount}


def _invoice(invoice_id: str, currency: str | None = None) -> Json:
    body: Json = {
        "InvoiceID": invoice_id,
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "LineItems": [],
    }
    return body if currency is None else body | {"CurrencyCode": currency}


def _told(told: Remittance) -> Json:
    """Only what was said."""
    named = {
        "Reference": told.reference,
        "Particulars": told.particulars,
        "Code": told.code,
        "Details": told.details,
        "Narrative": told.narrative,
        "BankAccountNumber": told.bank_account_number,
    }
    return {name: value for name, value in named.items() if value}
