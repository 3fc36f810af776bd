"""History records and attachments as Xero spells them."""

from collections.abc import Sequence
from urllib.parse import quote

from mock_xero.books.problems import Problem
from mock_xero.books.records.attachments import Attachment
from mock_xero.books.records.history import HistoryRecord
from mock_xero.wire.dates import spelled_bare, spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages


def history_json(record: HistoryRecord) -> Json:
    return {
        "Changes": record.changes,
        "DateUTCString": record.instant.isoformat(timespec="seconds")[:19],
        "DateUTC": spelled_instant(record.instant),
        "User": record.user,
        "Details": record.details,
    }


def written_note(record: HistoryRecord) -> Json:
    """In the answer to a write: neither who nor what, and the date without an offset (OpenAPI)."""
    return {
        "DateUTCString": record.instant.isoformat(timespec="seconds")[:19],
        "DateUTC": spelled_bare(record.instant),
        "Details": record.details,
        "ValidationErrors": [],
    }


def failed_note(details: str, problems: Sequence[Problem]) -> Json:
    return {"Details": details, "ValidationErrors": messages(problems)}


def attachment_json(attachment: Attachment, address: str) -> Json:
    """`address` is that of all attachments of the document."""
    return {
        "AttachmentID": attachment.attachment_id,
        "FileName": attachment.file_name,
        "Url": f"{address}/{quote(attachment.file_name)}",
        "MimeType": attachment.mime_type,
        "ContentLength": len(attachment.content),
        "IncludeOnline": attachment.include_online,
    }


def failed_attachment(file_name: str, problems: Sequence[Problem]) -> Json:
    return {"FileName": file_name, "ValidationErrors": messages(problems)}
