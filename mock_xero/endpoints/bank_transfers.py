"""/BankTransfers: read, create, delete. Parses, asks the books, renders: no rules here."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.transfers.deeds import create_transfer, delete_transfer
from mock_xero.books.transfers.transfers import Transfer
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.bank_transfers import failed_transfer, transfer_json, unchanged_transfer
from mock_xero.wire.members.bank_transfers import BANK_TRANSFER
from mock_xero.wire.reading.bank_transfers import (
    TransferBody,
    TransferChangeBody,
    transfer_change,
    transfer_draft,
)

_NAME: Final = "BankTransfers"
_PATH: Final = f"/api.xro/2.0/{_NAME}"
_ID: Final = "BankTransferID"
_LIST: Final[listing.Resource[Transfer]] = listing.Resource(
    name=_NAME, fields=BANK_TRANSFER, steady_order=lambda transfer: transfer.transfer_id
)
_CREATE: Final = Work(_NAME, _ID, create_transfer, transfer_json, failed_transfer, says_status=False)
_DELETE: Final = Work(_NAME, _ID, delete_transfer, transfer_json, unchanged_transfer, says_status=False)


async def create(call: Call) -> Response:
    drafts = [transfer_draft(each) for each in await call.elements(_NAME, TransferBody)]
    return process(call, _CREATE, drafts)


async def delete(call: Call) -> Response:
    """POST: each element names a transfer and the status DELETED."""
    changes = [transfer_change(each) for each in await call.elements(_NAME, TransferChangeBody)]
    return process(call, _DELETE, changes)


async def read_one(call: Call) -> Response:
    transfer = call.books.transfers.by_id(call.request.path_params["transfer_id"].lower())
    if transfer is None:
        raise NoSuchDocument
    return call.answer(_NAME, [transfer_json(transfer)])


async def read_all(call: Call) -> Response:
    """Deleted transfers are shown to who asks for them."""
    asked = listing.question(call, BANK_TRANSFER, paged=False)
    store = call.books.transfers
    candidates = store.all() if asked.since is None else store.modified_from(asked.since)
    found = listing.changed_since(call, asked.since, candidates)
    if not call.says("includedeleted"):
        found = [each for each in found if each.stands]
    return listing.answer(call, _LIST, asked, found, transfer_json)


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(delete), methods=["POST"]),
    Route(f"{_PATH}/{{transfer_id}}", endpoint(read_one), methods=["GET"]),
)
