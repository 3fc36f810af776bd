"""What can be done to the records of a document: leave a note, attach a file.

A deed is done, or raises `Refused` and has changed nothing. That a file may have 10 MB at most is the limit
of every body, so the gate in front of the API says it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from mock_xero.books.books import Books
from mock_xero.books.problems import DOCUMENT_NOT_FOUND, Problem
from mock_xero.books.records import problems
from mock_xero.books.records.attachments import Attachment
from mock_xero.books.records.file_types import is_supported, mime_type_of
from mock_xero.books.records.history import HistoryRecord
from mock_xero.books.records.recorded import RECORDED
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp

FILES_MAX: Final = 10
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@runtime_checkable
class Attachable(Protocol):
    has_attachments: bool


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note; `document_id` is None when there is no such document."""

    document_id: str | None
    details: str


@dataclass(frozen=True, slots=True)
class FileDraft:
    """`mime_type` is what the sender calls it, possibly nothing."""

    document_id: str
    file_name: str
    mime_type: str
    content: bytes
    include_online: bool


def leave_note(books: Books, draft: NoteDraft, stamp: Stamp) -> HistoryRecord:
    if draft.document_id is None:
        raise NotFound((DOCUMENT_NOT_FOUND,), draft)
    if found := list(_wrong_with_note(draft)):
        raise Refused(found, draft)
    return books.history.note(draft.document_id, "Note", stamp, draft.details)


def attach(books: Books, draft: FileDraft, stamp: Stamp) -> Attachment:
    """A file of the same name is replaced and keeps its id."""
    former = books.attachments.named(draft.document_id, draft.file_name)
    if found := list(_wrong_with_file(books, draft, former)):
        raise Refused(found, draft)
    attachment = Attachment(
        attachment_id=books.new_id("attachment") if former is None else former.attachment_id,
        file_name=draft.file_name,
        mime_type=mime_type_of(draft.file_name, draft.mime_type),
        content=draft.content,
        include_online=draft.include_online,
    )
    books.attachments.keep(draft.document_id, attachment)
    _mark(books, draft.document_id)
    details = f"Attached the file {draft.file_name} through the Xero API using {stamp.author_name}"
    books.history.note(draft.document_id, "Attached a file", stamp, details)
    return attachment


def _mark(books: Books, document_id: str) -> None:
    """The document knows that it has a file, so that questions can ask for it. No file is ever taken away."""
    for row in RECORDED:
        document = row.find(books, document_id)
        if isinstance(document, Attachable):
            document.has_attachments = True


def _wrong_with_note(draft: NoteDraft) -> Iterator[Problem]:
    if not draft.details:
        yield problems.DETAILS_REQUIRED
    if len(draft.details) > 2500:
        yield problems.DETAILS_TOO_LONG


def _wrong_with_file(books: Books, draft: FileDraft, former: Attachment | None) -> Iterator[Problem]:
    if _FORBIDDEN.search(draft.file_name):
        yield problems.FILE_NAME_INVALID
    if len(draft.file_name) > 255:
        yield problems.FILE_NAME_TOO_LONG
    if not is_supported(draft.file_name):
        yield problems.FILE_TYPE_UNSUPPORTED
    if not draft.content:
        yield problems.FILE_EMPTY
    if former is None and len(books.attachments.of(draft.document_id)) >= FILES_MAX:
        yield problems.TOO_MANY_FILES
