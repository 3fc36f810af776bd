"""The history of every document: what was done to it, when and by whom, and the notes left on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mock_xero.books.stamp import Stamp

_SYSTEM: Final = "System Generated"  # whoever comes through the API (OpenAPI, getInvoiceHistory)
_PERSON: Final = "Bookkeeper"


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    changes: str
    details: str
    user: str
    instant: datetime

    def __deepcopy__(self, memo: dict[int, object]) -> "HistoryRecord":
        return self  # immutable: a snapshot shares it


class History:
    """Ids are unique over all kinds of documents, so that one book holds them all."""

    def __init__(self) -> None:
        self._by_document: dict[str, list[HistoryRecord]] = {}

    def of(self, document_id: str) -> list[HistoryRecord]:
        """Return what happened to the document, the latest first."""
        return self._by_document.get(document_id, [])[::-1]

    def note(self, document_id: str, changes: str, stamp: Stamp, details: str = "") -> HistoryRecord:
        """Write down what has just been done; without details it is said where it came from."""
        user = _PERSON if stamp.author is None else _SYSTEM
        record = HistoryRecord(changes, details or _origin(stamp), user, stamp.instant)
        self._by_document.setdefault(document_id, []).append(record)
        return record


def _origin(stamp: Stamp) -> str:
    return "" if stamp.author is None else f"Received through the Xero API from {stamp.author_name}"
