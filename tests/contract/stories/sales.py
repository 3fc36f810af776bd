"""Invoices and the payments for them."""

from typing import Any, Final

from tests.contract.stories.telling import DAY, DUE, Json, Stories, after, asking

CONSULTATION: Final[Json] = {
    "Description": "Consultation",
    "Quantity": 1.0,
    "UnitAmount": 120.0,
    "AccountCode": "200",
    "TaxType": "EXEMPTOUTPUT",
}


def sale(**said: Any) -> Json:
    """A sales invoice over 120.00 that Xero numbers, with whatever the story says differently."""
    return {
        "Type": "ACCREC",
        "Status": "AUTHORISED",
        "Contact": {"Name": "Ada Byron"},
        "Date": DAY,
        "DueDate": DUE,
        "LineItems": [CONSULTATION],
        **said,
    }


INVOICED: Final = asking("PUT", "Invoices", json={"Invoices": [sale()]})
_PAYMENT: Final[Json] = {
    "Invoice": {"InvoiceID": "{InvoiceID}"},
    "Account": {"Code": "611"},
    "Date": DAY,
    "Amount": 50.0,
    "Reference": "p1",
}
PAID: Final = after(INVOICED, "PUT", "Payments", json={"Payments": [_PAYMENT]})

STORIES: Final[Stories] = {
    "createInvoices": INVOICED,
    "updateOrCreateInvoices": asking("POST", "Invoices", json={"Invoices": [sale()]}),
    "getInvoices": after(PAID, "GET", "Invoices", params={"page": 1}),
    "getInvoice": after(PAID, "GET", "Invoices/{Invoice[InvoiceID]}"),
    "updateInvoice": after(
        INVOICED, "POST", "Invoices/{InvoiceID}", json={"Invoices": [{"Reference": "visit 7"}]}
    ),
    "createPayments": PAID,
    "createPayment": after(INVOICED, "POST", "Payments", json=_PAYMENT),
    "getPayments": after(PAID, "GET", "Payments", params={"page": 1}),
    "getPayment": after(PAID, "GET", "Payments/{PaymentID}"),
    "deletePayment": after(PAID, "POST", "Payments/{PaymentID}", json={"Status": "DELETED"}),
}
