"""/Invoices: read, create, create or update (facts §4.3, §5). Parses, asks the books, renders: no rules."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Invoice, Stamp
from mock_xero.books.drafts import InvoiceDraft
from mock_xero.books.invoice_deeds import create_invoice, update_invoice, update_or_create_invoice
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.endpoints.invoice_sending import invoice_pdf
from mock_xero.wire.converting import is_guid
from mock_xero.wire.encoding import Json
from mock_xero.wire.invoices import failed_invoice, listed_invoice, summary_invoice, written_invoice
from mock_xero.wire.members.invoices import INVOICE
from mock_xero.wire.negotiation import wants_pdf
from mock_xero.wire.reading.invoices import InvoiceBody, invoice_draft

_PATH: Final = "/api.xro/2.0/Invoices"
_LIST: Final[listing.Resource[Invoice]] = listing.Resource(
    name="Invoices",
    fields=INVOICE,
    steady_order=lambda invoice: invoice.invoice_id,
    documented_order=lambda invoice: (invoice.updated_at, invoice.invoice_id),
)
_WITH_LINES: Final = partial(listed_invoice, with_lines=True)
_WITHOUT_LINES: Final = partial(listed_invoice, with_lines=False)
_NARROWING: Final[tuple[tuple[str, Callable[[Invoice], str]], ...]] = (
    ("ids", lambda each: each.invoice_id),
    ("contactids", lambda each: each.contact.contact_id),
    ("statuses", lambda each: each.status.value.lower()),
)
_CREATE: Final = Work("Invoices", "InvoiceID", create_invoice, written_invoice, failed_invoice)
_UPDATE_OR_CREATE: Final = replace(_CREATE, deed=update_or_create_invoice)


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, _UPDATE_OR_CREATE, await _drafts(call))


async def update(call: Call) -> Response:
    """The document in the path is meant, whatever the body calls it."""
    invoice = _in_path(call)

    def deed(books: Books, draft: InvoiceDraft, stamp: Stamp) -> Invoice:
        return update_invoice(books, invoice, draft, stamp)

    return process(call, replace(_CREATE, deed=deed), (await _drafts(call))[:1])


async def read_one(call: Call) -> Response:
    """As a PDF, too, for whoever accepts nothing but that."""
    invoice = _in_path(call)
    if wants_pdf(call.request.headers.get("accept")):
        return invoice_pdf(call, invoice)
    return call.answer("Invoices", [written_invoice(invoice)])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, INVOICE)
    found = _restricted(call, listing.changed_since(call, asked.since, _candidates(call, asked)))
    return listing.answer(call, _LIST, asked, found, _spelling(call, asked))


async def _drafts(call: Call) -> list[InvoiceDraft]:
    return [invoice_draft(each) for each in await call.elements("Invoices", InvoiceBody)]


def _in_path(call: Call) -> Invoice:
    """Return the document with the id or number in the path."""
    key: str = call.request.path_params["key"]
    invoices = call.books.invoices
    found = [invoices.by_id(key.lower())] if is_guid(key) else [*invoices.numbered(key), None]
    if found[0] is None:
        raise NoSuchDocument
    return found[0]


def _candidates(call: Call, asked: listing.Question) -> Iterable[Invoice]:
    """Look where an index helps; everything asked for is checked again afterwards."""
    invoices = call.books.invoices
    if (numbers := listing.comma_separated(call, "invoicenumbers")) is not None:
        return [each for number in sorted(numbers) for each in invoices.numbered(number)]
    if (ids := listing.comma_separated(call, "ids")) is not None:
        return [found for each in sorted(ids) if (found := invoices.by_id(each)) is not None]
    if (invoice_id := asked.equal_to("invoiceid")) is not None:
        found = invoices.by_id(invoice_id)
        return [] if found is None else [found]
    for path, look_up in (
        ("invoicenumber", invoices.numbered),
        ("reference", invoices.referring_to),
        ("contact.contactid", invoices.of_contact),
    ):
        if (key := asked.equal_to(path)) is not None:
            return look_up(key)
    return invoices.by_change() if asked.since is None else invoices.modified_from(asked.since)


def _restricted(call: Call, invoices: Iterable[Invoice]) -> Iterable[Invoice]:
    """Apply the resource's own parameters: OR within one, AND between them (facts §4.8)."""
    for parameter, value in _NARROWING:
        if (wanted := listing.comma_separated(call, parameter)) is not None:
            invoices = [each for each in invoices if value(each) in wanted]
    if call.says("createdbymyapp"):
        invoices = [each for each in invoices if each.created_by == call.exchange.client_id]
    if term := call.parameters.get("searchterm", "").casefold():
        invoices = [each for each in invoices if term in f"{each.number}\n{each.reference or ''}".casefold()]
    return invoices


def _spelling(call: Call, asked: listing.Question) -> Callable[[Invoice], Json]:
    if call.says("summaryonly"):
        return summary_invoice
    return _WITHOUT_LINES if asked.page is None else _WITH_LINES


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{key}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{key}}", endpoint(update), methods=["POST"]),
)
