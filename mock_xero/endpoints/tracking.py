"""/TrackingCategories and their options (facts §7.5), one a call. Parses, asks the books, renders."""

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.catalogue import tracking_deeds as deeds
from mock_xero.books.catalogue.tracking import TrackingCategory, TrackingOption
from mock_xero.books.catalogue.tracking_deeds import TrackingDraft
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Deed, Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.members.tracking import TRACKING_CATEGORY
from mock_xero.wire.reading.tracking import CategoryBody, OptionBody, category_draft, option_draft
from mock_xero.wire.tracking import category_json, failed_category, failed_option, option_json

_PATH: Final = "/api.xro/2.0/TrackingCategories"
_LIST: Final[listing.Resource[TrackingCategory]] = listing.Resource(
    name="TrackingCategories", fields=TRACKING_CATEGORY, steady_order=lambda each: each.category_id
)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, TRACKING_CATEGORY, paged=False, dated=False)
    found = call.books.tracking.standing()
    if not call.says("includearchived"):
        found = [each for each in found if each.is_active]
    return listing.answer(call, _LIST, asked, found, category_json)


async def read_one(call: Call) -> Response:
    return call.answer("TrackingCategories", [category_json(_category(call))])


async def create(call: Call) -> Response:
    def deed(books: Books, draft: TrackingDraft, _: Stamp) -> TrackingCategory:
        return deeds.create_category(books, draft)

    return await _write_category(call, deed)


async def update(call: Call) -> Response:
    category = _category(call)

    def deed(books: Books, draft: TrackingDraft, _: Stamp) -> TrackingCategory:
        return deeds.update_category(books, category, draft)

    return await _write_category(call, deed)


async def delete(call: Call) -> Response:
    def deed(_: Books, category: TrackingCategory, __: Stamp) -> TrackingCategory:
        return deeds.delete_category(category)

    work = Work("TrackingCategories", "TrackingCategoryID", deed, category_json, failed_category)
    return process(call, work, [_category(call)])


async def create_option(call: Call) -> Response:
    category = _category(call)

    def deed(books: Books, draft: TrackingDraft, _: Stamp) -> TrackingOption:
        return deeds.create_option(books, category, draft)

    return await _write_option(call, deed)


async def update_option(call: Call) -> Response:
    category = _category(call)
    option = _option(call, category)

    def deed(_: Books, draft: TrackingDraft, __: Stamp) -> TrackingOption:
        return deeds.update_option(category, option, draft)

    return await _write_option(call, deed)


async def delete_option(call: Call) -> Response:
    def deed(_: Books, option: TrackingOption, __: Stamp) -> TrackingOption:
        return deeds.delete_option(option)

    work = Work("Options", "TrackingOptionID", deed, option_json, failed_option)
    return process(call, work, [_option(call, _category(call))])


async def _write_category(call: Call, deed: Deed[TrackingDraft, TrackingCategory]) -> Response:
    bodies = await call.elements("TrackingCategories", CategoryBody)
    work = Work("TrackingCategories", "TrackingCategoryID", deed, category_json, failed_category)
    return process(call, work, [category_draft(each) for each in bodies[:1]])


async def _write_option(call: Call, deed: Deed[TrackingDraft, TrackingOption]) -> Response:
    bodies = await call.elements("Options", OptionBody)
    work = Work("Options", "TrackingOptionID", deed, option_json, failed_option)
    return process(call, work, [option_draft(each) for each in bodies[:1]])


def _category(call: Call) -> TrackingCategory:
    category = call.books.tracking.by_id(call.request.path_params["category_id"].lower())
    if category is None:
        raise NoSuchDocument
    return category


def _option(call: Call, category: TrackingCategory) -> TrackingOption:
    option = category.option_by_id(call.request.path_params["option_id"].lower())
    if option is None:
        raise NoSuchDocument
    return option


_ONE: Final = f"{_PATH}/{{category_id}}"
_ONE_OPTION: Final = f"{_ONE}/Options/{{option_id}}"
ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_ONE, endpoint(read_one), methods=["GET"]),
    Route(_ONE, endpoint(update), methods=["POST"]),
    Route(_ONE, endpoint(delete), methods=["DELETE"]),
    Route(f"{_ONE}/Options", endpoint(create_option), methods=["PUT"]),
    Route(_ONE_OPTION, endpoint(update_option), methods=["POST"]),
    Route(_ONE_OPTION, endpoint(delete_option), methods=["DELETE"]),
)
