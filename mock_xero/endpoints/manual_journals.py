"""/ManualJournals: read, create, create or update. Parses, asks the books, renders: no rules here."""

from dataclasses import replace
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Books, Stamp
from mock_xero.books.general_ledger.manual_journal_deeds import (
    create_manual_journal,
    update_manual_journal,
    update_or_create_manual_journal,
)
from mock_xero.books.general_ledger.manual_journal_drawing import ManualJournalDraft
from mock_xero.books.general_ledger.manual_journals import ManualJournal
from mock_xero.endpoints import listing
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.wire.manual_journals import (
    failed_manual_journal,
    listed_manual_journal,
    written_manual_journal,
)
from mock_xero.wire.members.manual_journals import MANUAL_JOURNAL
from mock_xero.wire.reading.manual_journals import ManualJournalBody, manual_journal_draft

_NAME: Final = "ManualJournals"
_PATH: Final = f"/api.xro/2.0/{_NAME}"
_LIST: Final[listing.Resource[ManualJournal]] = listing.Resource(
    name=_NAME,
    fields=MANUAL_JOURNAL,
    steady_order=lambda journal: journal.journal_id,
    documented_order=lambda journal: (journal.updated_at, journal.journal_id),
)
_CREATE: Final = Work(
    _NAME, "ManualJournalID", create_manual_journal, written_manual_journal, failed_manual_journal
)
_UPDATE_OR_CREATE: Final = replace(_CREATE, deed=update_or_create_manual_journal)
_WITH_LINES: Final = partial(listed_manual_journal, with_lines=True)
_WITHOUT_LINES: Final = partial(listed_manual_journal, with_lines=False)


async def create(call: Call) -> Response:
    return process(call, _CREATE, await _drafts(call))


async def update_or_create(call: Call) -> Response:
    return process(call, _UPDATE_OR_CREATE, await _drafts(call))


async def update(call: Call) -> Response:
    """The one in the path is meant, whatever the body calls it."""
    journal = _in_path(call)

    def deed(books: Books, draft: ManualJournalDraft, stamp: Stamp) -> ManualJournal:
        return update_manual_journal(books, journal, draft, stamp)

    return process(call, replace(_CREATE, deed=deed), (await _drafts(call))[:1])


async def read_one(call: Call) -> Response:
    return call.answer(_NAME, [written_manual_journal(_in_path(call))])


async def read_all(call: Call) -> Response:
    asked = listing.question(call, MANUAL_JOURNAL)
    store = call.books.manual_journals
    candidates = store.by_change() if asked.since is None else store.modified_from(asked.since)
    found = listing.changed_since(call, asked.since, candidates)
    spelled = _WITHOUT_LINES if asked.page is None else _WITH_LINES
    return listing.answer(call, _LIST, asked, found, spelled)


async def _drafts(call: Call) -> list[ManualJournalDraft]:
    return [manual_journal_draft(each) for each in await call.elements(_NAME, ManualJournalBody)]


def _in_path(call: Call) -> ManualJournal:
    journal = call.books.manual_journals.by_id(call.request.path_params["journal_id"].lower())
    if journal is None:
        raise NoSuchDocument
    return journal


ROUTES: Final = (
    Route(_PATH, endpoint(read_all), methods=["GET"]),
    Route(_PATH, endpoint(create), methods=["PUT"]),
    Route(_PATH, endpoint(update_or_create), methods=["POST"]),
    Route(f"{_PATH}/{{journal_id}}", endpoint(read_one), methods=["GET"]),
    Route(f"{_PATH}/{{journal_id}}", endpoint(update), methods=["POST"]),
)
