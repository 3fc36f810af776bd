"""/LinkedTransactions: read, create, update, delete, one at a time (XeroAPI/Xero-Net#249). No rules here."""

from collections.abc import Callable, Iterable
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Refused, Stamp
from mock_xero.books.linked.deeds import create_linked, delete_linked, status_of, update_linked
from mock_xero.books.linked.linked_transactions import LinkedDraft, LinkedTransaction
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.endpoints.dialect import ROOT
from mock_xero.wire.encoding import Json
from mock_xero.wire.linked_transactions import failed_linked, linked_json
from mock_xero.wire.members.linked_transactions import LINKED_TRANSACTION
from mock_xero.wire.outcomes import messages
from mock_xero.wire.problems import validation_failed
from mock_xero.wire.reading.linked_transactions import LinkedBody, linked_draft

_PATH: Final = f"{ROOT}LinkedTransactions"
_LIST: Final[listing.Resource[LinkedTransaction]] = listing.Resource(
    name="LinkedTransactions",
    fields=LINKED_TRANSACTION,
    steady_order=lambda linked: linked.linked_id,
    says_page=False,
)
_EQUAL: Final[tuple[tuple[str, Callable[[LinkedTransaction], str | None]], ...]] = (
    ("linkedtransactionid", lambda each: each.linked_id),
    ("sourcetransactionid", lambda each: each.source_id),
    ("contactid", lambda each: each.contact_id),
    ("targettransactionid", lambda each: each.target_id),
)


async def create(call: Call) -> Response:
    return process(call, _work(call, create_linked), await _draft(call))


async def update(call: Call) -> Response:
    linked = _in_path(call)

    def deed(books: Books, draft: LinkedDraft, stamp: Stamp) -> LinkedTransaction:
        return update_linked(books, linked, draft, stamp)

    return process(call, _work(call, deed), await _draft(call))


async def delete(call: Call) -> Response:
    linked = _in_path(call)
    try:
        delete_linked(call.books, linked)
    except Refused as refusal:
        echo = _spelled(call, linked) | {"ValidationErrors": messages(refusal.problems)}
        return validation_failed([echo])
    return Response(status_code=204)


async def read_one(call: Call) -> Response:
    return call.answer("LinkedTransactions", [_spelled(call, _in_path(call))])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, LINKED_TRANSACTION)
    found = listing.changed_since(call, asked.since, _restricted(call, call.books.linked_transactions.all()))
    return listing.answer(call, _LIST, asked, found, lambda each: _spelled(call, each))


def _work(
    call: Call, deed: Callable[[Books, LinkedDraft, Stamp], LinkedTransaction]
) -> Work[LinkedDraft, LinkedTransaction]:
    return Work(
        "LinkedTransactions", "LinkedTransactionID", deed, lambda each: _spelled(call, each), failed_linked
    )


async def _draft(call: Call) -> list[LinkedDraft]:
    """The first element alone is read."""
    bodies = await call.elements("LinkedTransactions", LinkedBody)
    return [linked_draft(each) for each in bodies[:1]]


def _in_path(call: Call) -> LinkedTransaction:
    linked = call.books.linked_transactions.by_id(call.request.path_params["linked_id"].lower())
    if linked is None:
        raise NoSuchDocument
    return linked


def _restricted(call: Call, found: Iterable[LinkedTransaction]) -> Iterable[LinkedTransaction]:
    """Apply the resource's own parameters, which all must hold."""
    for parameter, value in _EQUAL:
        if wanted := call.parameters.get(parameter, "").lower():
            found = [each for each in found if value(each) == wanted]
    if status := call.parameters.get("status", "").upper():
        found = [each for each in found if status_of(call.books, each).value == status]
    return found


def _spelled(call: Call, linked: LinkedTransaction) -> Json:
    return linked_json(linked, status_of(call.books, linked))


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(f"{_PATH}/{{linked_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{linked_id}}", endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{linked_id}}", endpoint(delete), methods=["DELETE"]),
)
