"""Whatever else is under /api.xro/2.0: 501 for a resource that is not modelled, else Xero's 404 page."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mock_xero.endpoints.dialect import in_dialect
from mock_xero.wire.problems import not_found, not_implemented

_KNOWN: Final = frozenset(
    name.lower()
    for name in (
        *("Accounts", "BankTransactions", "BankTransfers", "BatchPayments", "BrandingThemes", "Budgets"),
        *("ContactGroups", "Contacts", "CreditNotes", "Currencies", "ExpenseClaims", "InvoiceReminders"),
        *("Invoices", "Items", "Journals", "LinkedTransactions", "ManualJournals", "Organisation"),
        *("Overpayments", "PaymentServices", "Payments", "Prepayments", "PurchaseOrders", "Quotes"),
        *("Receipts", "RepeatingInvoices", "Reports", "Setup", "TaxRates", "TrackingCategories", "Users"),
    )
)


async def answer(request: Request) -> Response:
    resource = request.path_params["rest"].split("/", 1)[0]
    return in_dialect(request.scope, not_implemented() if resource.lower() in _KNOWN else not_found())


ROUTES: Final = (
    Route("/api.xro/2.0/{rest:path}", answer, methods=["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"]),
)
