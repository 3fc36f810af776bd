"""/Invoices/{id}/pdf, /OnlineInvoice and /Email. No rules here."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Invoice, InvoiceType, Refused
from mock_xero.books.sending import email_invoice, online_address
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.endpoints.dialect import ROOT
from mock_xero.wire.invoices import failed_invoice
from mock_xero.wire.printing import printed
from mock_xero.wire.problems import validation_failed

_PATH: Final = f"{ROOT}Invoices/{{invoice_id}}"


async def read_pdf(call: Call) -> Response:
    return invoice_pdf(call, _in_path(call))


def invoice_pdf(call: Call, invoice: Invoice) -> Response:
    kind = "Invoice" if invoice.type is InvoiceType.ACCREC else "Bill"
    also = {
        "Reference": invoice.reference,
        "Due": invoice.due_date,
        "Status": invoice.status.value,
        "Amount due": invoice.amount_due,
    }
    return printed(kind, invoice, call.organisation.name, also)


async def read_online(call: Call) -> Response:
    invoice = _in_path(call)
    try:
        address = online_address(invoice)
    except Refused as refusal:
        return validation_failed([failed_invoice(invoice, refusal.problems)])
    return call.answer("OnlineInvoices", [{"OnlineInvoiceUrl": address}])


async def email(call: Call) -> Response:
    """The body is empty, or an empty object; nobody reads it."""
    invoice = _in_path(call)
    try:
        email_invoice(call.books, invoice, call.stamp())
    except Refused as refusal:
        return validation_failed([failed_invoice(invoice, refusal.problems)])
    return Response(status_code=204)


def _in_path(call: Call) -> Invoice:
    invoice = call.books.invoices.by_id(call.request.path_params["invoice_id"].lower())
    if invoice is None:
        raise NoSuchDocument
    return invoice


ROUTES: Final = (
    Route(f"{_PATH}/pdf", endpoint(read_pdf), methods=["GET"]),
    Route(f"{_PATH}/OnlineInvoice", endpoint(read_online), methods=["GET"]),
    Route(f"{_PATH}/Email", endpoint(email), methods=["POST"]),
)
