"""/BatchPayments: read, create, delete (facts §6.5). Parses, asks the books, renders: no rules here."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.batch_payments.batches import BatchPayment
from mock_xero.books.batch_payments.deeds import create_batch_payment, delete_batch_payment
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.batch_payments import batch_json, failed_batch, seemingly_fine_batch, unchanged_batch
from mock_xero.wire.members.batch_payments import BATCH_PAYMENT
from mock_xero.wire.reading.batch_payments import BatchBody, BatchChangeBody, batch_change, batch_draft

_NAME: Final = "BatchPayments"
_PATH: Final = f"/api.xro/2.0/{_NAME}"
_ID: Final = "BatchPaymentID"
_LIST: Final[listing.Resource[BatchPayment]] = listing.Resource(
    name=_NAME,
    fields=BATCH_PAYMENT,
    steady_order=lambda batch: batch.batch_id,
    documented_order=lambda batch: (batch.updated_at, batch.batch_id),
)
_CREATE: Final = Work(_NAME, _ID, create_batch_payment, batch_json, failed_batch, says_status=False)
_DELETE: Final = Work(_NAME, _ID, delete_batch_payment, batch_json, unchanged_batch, says_status=False)


async def create(call: Call) -> Response:
    """The trap of facts §6.5 lies where errors are not summarised."""
    drafts = [batch_draft(each) for each in await call.elements(_NAME, BatchBody)]
    if call.behaviour.failed_batch_payments_look_fine and not call.summarises_errors:
        return process(call, replace(_CREATE, refused=seemingly_fine_batch), drafts)
    return process(call, _CREATE, drafts)


async def delete(call: Call) -> Response:
    """POST: the body names one batch and the status DELETED."""
    changes = [batch_change(each) for each in await call.elements(_NAME, BatchChangeBody)]
    return process(call, _DELETE, changes[:1])


async def delete_in_path(call: Call) -> Response:
    """The batch in the path is meant, whatever the body calls it."""
    batch = _in_path(call)
    changes = [batch_change(each) for each in await call.elements(_NAME, BatchChangeBody)]
    return process(call, _DELETE, [replace(each, batch_id=batch.batch_id) for each in changes[:1]])


async def read_one(call: Call) -> Response:
    return call.answer(_NAME, [batch_json(_in_path(call))])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, BATCH_PAYMENT, paged=False)
    store = call.books.batch_payments
    candidates = store.by_change() if asked.since is None else store.modified_from(asked.since)
    found = listing.changed_since(call, asked.since, candidates)
    return listing.answer(call, _LIST, asked, found, batch_json)


def _in_path(call: Call) -> BatchPayment:
    batch = call.books.batch_payments.by_id(call.request.path_params["batch_id"].lower())
    if batch is None:
        raise NoSuchDocument
    return batch


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(delete), methods=["POST"]),
    Route(f"{_PATH}/{{batch_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{batch_id}}", endpoint(delete_in_path), methods=["POST"]),
)
