"""Payments as Xero spells them: answered to a write, in a list, echoed in a refusal (facts §6)."""

from collections.abc import Sequence

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.payment_rules import PaymentCase
from mock_xero.books.payments import Payment
from mock_xero.books.problems import Problem
from mock_xero.wire.dates import spelled_date, spelled_instant, spelled_instant_string
from mock_xero.wire.encoding import Json
from mock_xero.wire.invoices import listed_with_payment, paid_invoice
from mock_xero.wire.outcomes import messages


def written_payment(payment: Payment) -> Json:
    """With the updated invoice inside, so that the new balance needs no second call (facts §6.3)."""
    body = _payment(payment)
    body["Account"] = {
        "AccountID": payment.account.account_id,
        "Code": payment.account.code,
        "Name": payment.account.name,
    }
    body["Invoice"] = paid_invoice(payment.invoice)
    body["HasValidationErrors"] = False
    return body


def listed_payment(payment: Payment) -> Json:
    body = _payment(payment)
    body["Account"] = {"AccountID": payment.account.account_id, "Code": payment.account.code}
    body["Invoice"] = listed_with_payment(payment.invoice)
    body["HasValidationErrors"] = False
    return body


def failed_payment(case: PaymentCase, problems: Sequence[Problem]) -> Json:
    """No PaymentID, and zero guids for what was not found or not looked at (facts §6.2)."""
    draft = case.draft
    body: Json = {"Date": spelled_date(case.date), "Amount": case.amount}
    if draft.reference:
        body["Reference"] = draft.reference
    invoice: Json = {"InvoiceID": draft.invoice_id or UNSAVED}
    if draft.invoice_number:
        invoice["InvoiceNumber"] = draft.invoice_number
    body |= {
        "HasAccount": True,
        "Account": {
            "AccountID": draft.account_id or UNSAVED,
            "Code": draft.account_code or "",
            "ValidationErrors": [],
        },
        "Invoice": {
            **invoice,
            "Payments": [],
            "CreditNotes": [],
            "Prepayments": [],
            "Overpayments": [],
            "HasErrors": False,
            "IsDiscounted": False,
            "LineItems": [],
        },
    }
    return body | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}


def unchanged_payment(payment: Payment, problems: Sequence[Problem]) -> Json:
    """The echo of a change that was refused."""
    return written_payment(payment) | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}


def payment_type(payment: Payment) -> str:
    return f"{payment.invoice.type.value}PAYMENT"


def _payment(payment: Payment) -> Json:
    body: Json = {
        "PaymentID": payment.payment_id,
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
