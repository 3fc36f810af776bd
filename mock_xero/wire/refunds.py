"""Account credit inside a payment that refunds it: Xero calls it an `Invoice` there (facts §6.3)."""

from mock_xero.books.credits.credit import Credit
from mock_xero.books.payments import Payable
from mock_xero.wire.contacts import named_contact, thin_contact
from mock_xero.wire.dates import spelled_date, spelled_date_string, spelled_instant, spelled_instant_string
from mock_xero.wire.embedded_payments import embedded_payment
from mock_xero.wire.encoding import CURRENCY_RATE, Json
from mock_xero.wire.lines import written_line


def type_as_invoice(document: Payable) -> str:
    return document.type.as_invoice if isinstance(document, Credit) else document.type.value


def refunded_credit(credit: Credit) -> Json:
    """In the answer to a payment: what is left of the credit is its AmountDue."""
    body = {**_identity(credit), "Reference": credit.reference or ""}
    if credit.payments:
        body["Payments"] = [embedded_payment(each) for each in credit.payments]
    return body | {
        "Prepayments": [],
        "Overpayments": [],
        "AmountDue": credit.remaining,
        "AmountPaid": credit.amount_paid,
        "SentToContact": credit.sent_to_contact,
        "CurrencyRate": CURRENCY_RATE,
        "IsDiscounted": False,
        "HasErrors": False,
        "Contact": named_contact(credit.contact),
        "DateString": spelled_date_string(credit.date),
        "Date": spelled_date(credit.date),
        "Status": credit.status.value,
        "LineAmountTypes": credit.line_amount_types.value,
        "LineItems": [written_line(each) for each in credit.lines],
        "SubTotal": credit.subtotal,
        "TotalTax": credit.total_tax,
        "Total": credit.total,
        "UpdatedDateUTC": spelled_instant(credit.updated_at),
        "UpdatedDateUTCString": spelled_instant_string(credit.updated_at),
        "CurrencyCode": credit.currency,
    }


def listed_with_refund(credit: Credit) -> Json:
    """Inside an element of a list of payments: no amounts, no lines."""
    return {
        **_identity(credit),
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "Contact": thin_contact(credit.contact),
        "LineItems": [],
        "CurrencyCode": credit.currency,
    }


def _identity(credit: Credit) -> Json:
    return {
        "Type": type_as_invoice(credit),
        "InvoiceID": credit.credit_id,
        "InvoiceNumber": credit.number,
    }
