"""…/{id}/History and …/{id}/Attachments of every resource that has them, by one table. No rules here."""

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from mock_xero.books import Refused
from mock_xero.books.records.attachments import Attachment
from mock_xero.books.records.deeds import FileDraft, NoteDraft, attach, leave_note
from mock_xero.books.records.recorded import RECORDED, Recorded
from mock_xero.endpoints.batch import Work, process
from mock_xero.endpoints.call import Call, NoSuchDocument, endpoint
from mock_xero.endpoints.dialect import ROOT
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import is_guid, said
from mock_xero.wire.problems import validation_failed
from mock_xero.wire.records import (
    attachment_json,
    failed_attachment,
    failed_note,
    history_json,
    written_note,
)

_ADDRESS: Final = "https://api.xero.com/api.xro/2.0"
_LEAVE_NOTE: Final = Work(
    "HistoryRecords",
    "",  # a record has none
    leave_note,
    written_note,
    lambda draft, problems: failed_note(draft.details, problems),
)


class NoteBody(Body):
    details: Text = None


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one resource's documents."""

    of: Recorded

    async def history(self, call: Call) -> Response:
        records = call.books.history.of(self._document_id(call))
        return call.answer("HistoryRecords", [history_json(each) for each in records])

    async def note(self, call: Call) -> Response:
        """An unknown document is an error of the element here (OpenAPI, createPaymentHistory)."""
        document_id = self._known_id(call)
        bodies = await call.elements("HistoryRecords", NoteBody)
        return process(call, _LEAVE_NOTE, [NoteDraft(document_id, said(each.details)) for each in bodies])

    async def attachments(self, call: Call) -> Response:
        document_id = self._document_id(call)
        return self._answer(call, document_id, call.books.attachments.of(document_id))

    async def attachment(self, call: Call) -> Response:
        """The file itself, by its id or its name."""
        document_id, key = self._document_id(call), call.request.path_params["file"]
        shelf = call.books.attachments
        found = shelf.by_id(document_id, key.lower()) if is_guid(key) else shelf.named(document_id, key)
        if found is None:
            raise NoSuchDocument
        return Response(found.content, headers={"content-type": found.mime_type})

    async def attach(self, call: Call) -> Response:
        """PUT and POST do the same: a file of that name is created or replaced."""
        document_id = self._document_id(call)
        draft = FileDraft(
            document_id=document_id,
            file_name=call.request.path_params["file"],
            mime_type=call.request.headers.get("content-type", "").partition(";")[0].strip(),
            content=await call.request.body(),
            include_online=call.says("includeonline"),
        )
        try:
            attachment = attach(call.books, draft, call.stamp())
        except Refused as refusal:
            return validation_failed([failed_attachment(draft.file_name, refusal.problems)])
        return self._answer(call, document_id, [attachment])

    def routes(self) -> list[Route]:
        document = f"{ROOT}{self.of.resource}/{{document_id}}"
        found: list[Route] = []
        if self.of.has_history:
            found += [
                Route(f"{document}/History", endpoint(self.history), methods=["GET"]),
                Route(f"{document}/History", endpoint(self.note), methods=["PUT"]),
            ]
        if self.of.has_attachments:
            file = f"{document}/Attachments/{{file:path}}"
            found += [
                Route(f"{document}/Attachments", endpoint(self.attachments), methods=["GET"]),
                Route(file, endpoint(self.attachment), methods=["GET"]),
                Route(file, endpoint(self.attach), methods=["PUT", "POST"]),
            ]
        return found

    def _known_id(self, call: Call) -> str | None:
        document_id: str = call.request.path_params["document_id"].lower()
        return None if self.of.find(call.books, document_id) is None else document_id

    def _document_id(self, call: Call) -> str:
        document_id = self._known_id(call)
        if document_id is None:
            raise NoSuchDocument
        return document_id

    def _answer(self, call: Call, document_id: str, attachments: list[Attachment]) -> Response:
        address = f"{_ADDRESS}/{self.of.resource}/{document_id}/Attachments"
        return call.answer("Attachments", [attachment_json(each, address) for each in attachments])


ROUTES: Final = tuple(route for row in RECORDED for route in Records(row).routes())
