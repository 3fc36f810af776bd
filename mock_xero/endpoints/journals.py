"""/Journals: the general ledger, a hundred entries at a time by their numbers; to read only."""

from itertools import islice
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books.general_ledger import basis
from mock_xero.books.journal import Entry
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.dates import read_instant
from mock_xero.wire.journals import journal_json

_PATH: Final = "/api.xro/2.0/Journals"
_AT_MOST: Final = 100


async def read_all(call: Call) -> Response:
    """`offset` is a number: what follows it comes. A journal never changes, so it is new or it is not."""
    since = read_instant(call.request.headers.get("if-modified-since", "").strip())
    after = _whole(call.parameters.get("offset", ""))
    if since is not None:
        inclusive = not call.behaviour.modified_since_is_inclusive
        after = max(after, call.books.journal.last_before(since, inclusive=inclusive))
    found = _page(call, after)
    if not found and since is not None and call.behaviour.modified_since_empty_is_304:
        return Response(status_code=304)
    return call.answer("Journals", [journal_json(each, call.books) for each in found])


async def read_one(call: Call) -> Response:
    """The key is a JournalID or a JournalNumber."""
    key: str = call.request.path_params["key"]
    journal = call.books.journal
    entry = journal.numbered(_whole(key)) if key.isdecimal() else journal.by_id(key.lower())
    if entry is None:
        raise NoSuchDocument
    return call.answer("Journals", [journal_json(entry, call.books)])


def _page(call: Call, after: int) -> list[Entry]:
    if not call.says("paymentsonly"):
        return call.books.journal.page(after, _AT_MOST)
    entries = basis.read(call.books, payments_only=True)
    return list(islice((each for each in entries if each.number > after), _AT_MOST))


def _whole(text: str) -> int:
    """A number that is none, or absurdly long, counts as not said."""
    return int(text) if text.isdecimal() and len(text) <= 9 else 0


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(f"{_PATH}/{{key}}", endpoint(read_one), methods=["GET"]),
)
