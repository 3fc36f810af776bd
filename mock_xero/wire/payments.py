"""Payments as Xero spells them: answered to a write, in a list, echoed in a refusal (facts §6)."""

from collections.abc import Sequence

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.credits.credit import Credit
from mock_xero.books.drafts import PaymentDraft
from mock_xero.books.payment_rules import PaymentCase, documents_named
from mock_xero.books.payments import Payment
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_date, spelled_instant, spelled_instant_string
from mock_xero.wire.encoding import Json
from mock_xero.wire.invoices import listed_with_payment, paid_invoice
from mock_xero.wire.outcomes import messages
from mock_xero.wire.refunds import listed_with_refund, refunded_credit


def written_payment(payment: Payment) -> Json:
    """With the updated invoice inside, so that the new balance needs no second call (facts §6.3)."""
    body = _payment(payment)
    body["Account"] = {
        "AccountID": payment.account.account_id,
        "Code": payment.account.code,
        "Name": payment.account.name,
    }
    document = payment.document
    if isinstance(document, Credit):
        body["Invoice"] = refunded_credit(document)
    else:
        body["Invoice"] = paid_invoice(document)
    body["HasValidationErrors"] = False
    return body


def listed_payment(payment: Payment) -> Json:
    body = _payment(payment)
    body["Account"] = {"AccountID": payment.account.account_id, "Code": payment.account.code}
    document = payment.document
    if isinstance(document, Credit):
        body["Invoice"] = listed_with_refund(document)
    else:
        body["Invoice"] = listed_with_payment(document)
    body["HasValidationErrors"] = False
    return body


def failed_payment(case: PaymentCase, problems: Sequence[Problem]) -> Json:
    """No PaymentID, and zero guids for what was not found or not looked at (facts §6.2)."""
    draft = case.draft
    body: Json = {"Date": spelled_date(case.date), "Amount": case.amount}
    if draft.reference:
        body["Reference"] = draft.reference
    body |= {
        "HasAccount": True,
        "Account": {
            "AccountID": draft.account_id or UNSAVED,
            "Code": draft.account_code or "",
            "ValidationErrors": [],
        },
        **_documents_asked_for(draft),
    }
    return body | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}


def _documents_asked_for(draft: PaymentDraft) -> Json:
    """What was named; an invoice that was not, if nothing was."""
    named = documents_named(draft)
    bodies = {
        "Invoice": _invoice_asked_for(draft),
        "CreditNote": {"CreditNoteID": draft.credit_note_id or UNSAVED, "LineItems": []},
        "Prepayment": {"PrepaymentID": draft.prepayment_id or UNSAVED, "LineItems": []},
        "Overpayment": {"OverpaymentID": draft.overpayment_id or UNSAVED, "LineItems": []},
    }
    if draft.credit_note_number:
        bodies["CreditNote"]["CreditNoteNumber"] = draft.credit_note_number
    return {name: bodies[name] for name in named or ["Invoice"]}


def _invoice_asked_for(draft: PaymentDraft) -> Json:
    invoice: Json = {"InvoiceID": draft.invoice_id or UNSAVED}
    if draft.invoice_number:
        invoice["InvoiceNumber"] = draft.invoice_number
    return invoice | {
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "LineItems": [],
    }


def unchanged_payment(payment: Payment, problems: Sequence[Problem]) -> Json:
    """The echo of a change that was refused."""
    return written_payment(payment) | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}


def payment_type(payment: Payment) -> str:
    document = payment.document
    if isinstance(document, Credit):
        return document.type.payment_type
    return f"{document.type.value}PAYMENT"


def _payment(payment: Payment) -> Json:
    body: Json = {"PaymentID": payment.payment_id}
    if payment.batch_payment_id is not None:
        body["BatchPaymentID"] = payment.batch_payment_id
    body |= {
        "Date": spelled_date(payment.date),
        "BankAmount": payment.bank_amount,
        "Amount": payment.amount,
    }
    if payment.reference is not None:
        body["Reference"] = payment.reference
    body |= {
        "CurrencyRate": payment.currency_rate,
        "PaymentType": payment_type(payment),
        "Status": payment.status.value,
        "UpdatedDateUTC": spelled_instant(payment.updated_at),
        "UpdatedDateUTCString": spelled_instant_string(payment.updated_at),
        "HasAccount": True,
        "IsReconciled": payment.is_reconciled,
    }
    return body
