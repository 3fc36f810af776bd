"""/Payments: read, create, delete (facts §6). Parses, asks the books, renders; no rules here."""

from collections.abc import Iterable
from typing import Any, Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Payment, Stamp
from mock_xero.books.drafts import PaymentChange
from mock_xero.books.payment_deeds import change_payment, create_payment
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.members.payments import PAYMENT
from mock_xero.wire.payments import failed_payment, listed_payment, unchanged_payment, written_payment
from mock_xero.wire.reading.payments import PaymentBody, payment_change, payment_draft

_PATH: Final = "/api.xro/2.0/Payments"
_LIST: Final[listing.Resource[Payment]] = listing.Resource(
    name="Payments",
    fields=PAYMENT,
    steady_order=lambda payment: payment.payment_id,
    documented_order=lambda payment: (payment.updated_at, payment.payment_id),
)
_CREATE: Final = Work("Payments", "PaymentID", create_payment, written_payment, failed_payment)


async def create(call: Call) -> Response:
    return process(
        call, _CREATE, [payment_draft(each) for each in await call.elements("Payments", PaymentBody)]
    )


async def change(call: Call) -> Response:
    """Delete the payment in the path; nothing else can be done to one."""
    payment = _in_path(call)
    members: list[dict[str, Any]] = await call.elements("Payments", dict[str, Any])

    def deed(books: Books, asked: PaymentChange, stamp: Stamp) -> Payment:
        return change_payment(books, payment, asked, stamp)

    work = Work("Payments", "PaymentID", deed, written_payment, unchanged_payment)
    return process(call, work, [payment_change(each) for each in members[:1]])


async def read_one(call: Call) -> Response:
    return call.answer("Payments", [written_payment(_in_path(call))])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, PAYMENT)
    found = listing.changed_since(call, asked.since, _candidates(call, asked))
    if not call.behaviour.deleted_payments_in_lists:
        found = [each for each in found if each.stands]
    return listing.answer(call, _LIST, asked, found, listed_payment)


def _in_path(call: Call) -> Payment:
    payment = call.books.payments.by_id(call.request.path_params["payment_id"].lower())
    if payment is None:
        raise NoSuchDocument
    return payment


def _candidates(call: Call, asked: listing.Question) -> Iterable[Payment]:
    """Look where an index helps; the whole filter is applied afterwards."""
    payments = call.books.payments
    if (document_id := asked.equal_to("invoice.invoiceid")) is not None:
        return payments.of_document(document_id)
    if (number := asked.equal_to("invoice.invoicenumber")) is not None:
        return [each for paid in _numbered(call, number) for each in payments.of_document(paid)]
    if (reference := asked.equal_to("reference")) is not None:
        return payments.referring_to(reference)
    return payments.by_change() if asked.since is None else payments.modified_from(asked.since)


def _numbered(call: Call, number: str) -> list[str]:
    """Return the ids of all documents with this number that a payment can lie on."""
    books = call.books
    credits_held = (books.credit_notes, books.prepayments)
    refunded = [each.credit_id for held in credits_held for each in held.numbered(number)]
    return [each.invoice_id for each in books.invoices.numbered(number)] + refunded


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT", "POST"]),
    Route(f"{_PATH}/{{payment_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{payment_id}}", endpoint(change), methods=["POST"]),
)
