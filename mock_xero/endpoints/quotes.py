"""/Quotes: read, create, create or update, print. Parses, asks the books, renders; no rules here."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.proposals.quote_deeds import create_quote, update_or_create_quote, update_quote
from mock_xero.books.proposals.quotes import Quote, QuoteDraft
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.endpoints.dialect import ROOT
from mock_xero.wire.converting import is_guid
from mock_xero.wire.dates import DateUnreadableError, read_date
from mock_xero.wire.members.quotes import QUOTE
from mock_xero.wire.negotiation import wants_pdf
from mock_xero.wire.printing import printed
from mock_xero.wire.problems import QueryUnparsable
from mock_xero.wire.quotes import failed_quote, quote_json, written_quote
from mock_xero.wire.reading.quotes import QuoteBody, quote_draft

_PATH: Final = f"{ROOT}Quotes"
_LIST: Final[listing.Resource[Quote]] = listing.Resource(
    name="Quotes", fields=QUOTE, steady_order=lambda quote: quote.quote_id, says_page=False
)
_CREATE: Final = Work("Quotes", "QuoteID", create_quote, written_quote, failed_quote)
_EQUAL: Final[tuple[tuple[str, Callable[[Quote], str]], ...]] = (
    ("status", lambda each: each.status.value),
    ("contactid", lambda each: each.contact.contact_id),
    ("quotenumber", lambda each: each.number),
)
_FIRST: Final = (("datefrom", "date"), ("expirydatefrom", "expiry_date"))
_LAST: Final = (("dateto", "date"), ("expirydateto", "expiry_date"))


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, replace(_CREATE, deed=update_or_create_quote), await _drafts(call))


async def update(call: Call) -> Response:
    """The quote in the path is meant, whatever the body calls it."""
    quote = _in_path(call)

    def deed(books: Books, draft: QuoteDraft, stamp: Stamp) -> Quote:
        return update_quote(books, quote, draft, stamp)

    return process(call, replace(_CREATE, deed=deed), (await _drafts(call))[:1])


async def read_one(call: Call) -> Response:
    if wants_pdf(call.request.headers.get("accept")):
        return await read_pdf(call)
    return call.answer("Quotes", [quote_json(_in_path(call))])


async def read_pdf(call: Call) -> Response:
    quote = _in_path(call)
    also = {"Reference": quote.reference, "Expires": quote.expiry_date, "Title": quote.title}
    return printed("Quote", quote, call.organisation.name, also)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, QUOTE)
    found = _restricted(call, listing.changed_since(call, asked.since, call.books.quotes.by_change()))
    return listing.answer(call, _LIST, asked, found, quote_json)


async def _drafts(call: Call) -> list[QuoteDraft]:
    return [quote_draft(each) for each in await call.elements("Quotes", QuoteBody)]


def _in_path(call: Call) -> Quote:
    """Return the quote with the id or number in the path."""
    key: str = call.request.path_params["key"]
    quotes = call.books.quotes
    quote = quotes.by_id(key.lower()) if is_guid(key) else quotes.by_number(key)
    if quote is None:
        raise NoSuchDocument
    return quote


def _restricted(call: Call, quotes: Iterable[Quote]) -> Iterable[Quote]:
    """Apply the resource's own parameters, which all must hold; both ends of a span of days belong to it."""
    found = list(quotes)
    for parameter, value in _EQUAL:
        if wanted := call.parameters.get(parameter, "").casefold():
            found = [each for each in found if value(each).casefold() == wanted]
    for parameter, member in _FIRST:
        if (first := _day(call, parameter)) is not None:
            found = [each for each in found if (day := getattr(each, member)) is not None and day >= first]
    for parameter, member in _LAST:
        if (last := _day(call, parameter)) is not None:
            found = [each for each in found if (day := getattr(each, member)) is not None and day <= last]
    return found


def _day(call: Call, parameter: str) -> date | None:
    text = call.parameters.get(parameter, "").strip()
    try:
        return read_date(text) if text else None
    except DateUnreadableError:
        raise QueryUnparsable(f"The value '{text}' is not a valid date") from None


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{key}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{key}}", endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{key}}/pdf", endpoint(read_pdf), methods=["GET"]),
)
