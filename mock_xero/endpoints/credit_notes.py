"""/CreditNotes: read, create, create or update, allocate (facts §6.6). Parses, asks, renders: no rules."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.credit_note_deeds import (
    create_credit_note,
    update_credit_note,
    update_or_create_credit_note,
)
from mock_xero.books.credits.drafts import CreditNoteDraft
from mock_xero.endpoints import listing
from mock_xero.endpoints.allocations import allocation_routes
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.converting import is_guid
from mock_xero.wire.credits import failed_credit_note, listed_credit, written_credit
from mock_xero.wire.members.credits import CREDIT_NOTE
from mock_xero.wire.negotiation import wants_pdf
from mock_xero.wire.printing import printed
from mock_xero.wire.reading.credit_notes import CreditNoteBody, credit_note_draft

_PATH: Final = "/api.xro/2.0/CreditNotes"
_LIST: Final[listing.Resource[Credit]] = listing.Resource(
    name="CreditNotes", fields=CREDIT_NOTE, steady_order=lambda each: each.credit_id
)
_CREATE: Final = Work("CreditNotes", "CreditNoteID", create_credit_note, written_credit, failed_credit_note)
_UPDATE_OR_CREATE: Final = replace(_CREATE, deed=update_or_create_credit_note)
_WITH_LINES: Final = partial(listed_credit, with_lines=True)
_WITHOUT_LINES: Final = partial(listed_credit, with_lines=False)


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, _UPDATE_OR_CREATE, await _drafts(call))


async def update(call: Call) -> Response:
    """The document in the path is meant, whatever the body calls it."""
    credit = _in_path(call)

    def deed(books: Books, draft: CreditNoteDraft, stamp: Stamp) -> Credit:
        return update_credit_note(books, credit, draft, stamp)

    return process(call, replace(_CREATE, deed=deed), (await _drafts(call))[:1])


async def read_one(call: Call) -> Response:
    """As a PDF, too, for whoever accepts nothing but that."""
    if wants_pdf(call.request.headers.get("accept")):
        return await read_pdf(call)
    return call.answer("CreditNotes", [written_credit(_in_path(call))])


async def read_pdf(call: Call) -> Response:
    credit = _in_path(call)
    also = {"Reference": credit.reference, "Status": credit.status.value, "Remaining": credit.remaining}
    return printed("Credit note", credit, call.organisation.name, also)


async def read_all(call: Call) -> Response:
    asked = listing.question(call, CREDIT_NOTE)
    found = listing.changed_since(call, asked.since, _candidates(call, asked))
    spelled = _WITHOUT_LINES if asked.page is None else _WITH_LINES
    return listing.answer(call, _LIST, asked, found, spelled)


async def _drafts(call: Call) -> list[CreditNoteDraft]:
    return [credit_note_draft(each) for each in await call.elements("CreditNotes", CreditNoteBody)]


def _in_path(call: Call) -> Credit:
    """Return the credit note with the id or number in the path."""
    key: str = call.request.path_params["key"]
    held = call.books.credit_notes
    found = held.by_id(key.lower()) if is_guid(key) else next(iter(held.numbered(key)), None)
    if found is None:
        raise NoSuchDocument
    return found


def _candidates(call: Call, asked: listing.Question) -> Iterable[Credit]:
    """Look where an index helps; the whole filter is applied afterwards."""
    held = call.books.credit_notes
    if (credit_id := asked.equal_to("creditnoteid")) is not None:
        found = held.by_id(credit_id)
        return [] if found is None else [found]
    for path, look_up in (("creditnotenumber", held.numbered), ("reference", held.referring_to)):
        if (key := asked.equal_to(path)) is not None:
            return look_up(key)
    if asked.since is not None:
        return held.modified_from(asked.since)
    return held.all() if asked.page is None else held.by_change()


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{key}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{key}}", endpoint(update), methods=["POST"]),
    Route(f"{_PATH}/{{key}}/pdf", endpoint(read_pdf), methods=["GET"]),
    *allocation_routes(f"{_PATH}/{{key}}", _in_path),
)
