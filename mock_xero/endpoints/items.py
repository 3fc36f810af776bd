"""/Items: read, create, create or update, delete. Parses, asks the books, renders; no rules here."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.catalogue.item_deeds import ItemDraft, create_item, delete_item, update_or_create_item
from mock_xero.books.catalogue.items import Item
from mock_xero.books.money import rounded
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Deed, Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.converting import is_guid
from mock_xero.wire.items import failed_item, item_json, written_item
from mock_xero.wire.members.items import ITEM
from mock_xero.wire.reading.items import ItemBody, item_draft

_PATH: Final = "/api.xro/2.0/Items"
_LIST: Final[listing.Resource[Item]] = listing.Resource(
    name="Items", fields=ITEM, steady_order=lambda item: item.item_id
)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, ITEM, paged=False)
    found = listing.changed_since(call, asked.since, call.books.items.all())
    return listing.answer(call, _LIST, asked, found, partial(item_json, price=_price(call)))


async def read_one(call: Call) -> Response:
    return call.answer("Items", [written_item(_in_path(call), _price(call))])


async def create(call: Call) -> Response:
    return process(call, _work(call, create_item), await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, _work(call, update_or_create_item), await _drafts(call))


async def update(call: Call) -> Response:
    """The item in the path is meant, whatever the body calls it."""
    item_id = _in_path(call).item_id
    drafts = [replace(draft, item_id=item_id) for draft in await _drafts(call)]
    return process(call, _work(call, update_or_create_item), drafts[:1])


async def delete(call: Call) -> Response:
    delete_item(call.books, _in_path(call))
    return Response(status_code=204)


async def _drafts(call: Call) -> list[ItemDraft]:
    return [item_draft(each) for each in await call.elements("Items", ItemBody)]


def _work(call: Call, deed: Deed[ItemDraft, Item]) -> Work[ItemDraft, Item]:
    price = _price(call)
    return Work(
        "Items", "ItemID", deed, partial(written_item, price=price), partial(failed_item, price=price)
    )


def _price(call: Call) -> Callable[[Decimal], Decimal]:
    return partial(rounded, half=call.behaviour.half_cent, places=call.stamp().unit_decimals)


def _in_path(call: Call) -> Item:
    """Return the item with the id or code in the path."""
    key: str = call.request.path_params["key"]
    items = call.books.items
    item = (items.by_id(key.lower()) if is_guid(key) else None) or items.by_code(key)
    if item is None:
        raise NoSuchDocument
    return item


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{key}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{key}}", endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{key}}", endpoint(delete), methods=["DELETE"]),
)
