"""Documents in the order of their latest change, so that "what changed since" looks at those alone."""

from datetime import datetime
from typing import Generic, Protocol, TypeVar


class Dated(Protocol):
    updated_at: datetime


T = TypeVar("T", bound=Dated)


class Recency(Generic[T]):
    """Relies on a clock that does not go back."""

    def __init__(self) -> None:
        self._latest_last: dict[str, T] = {}

    def touch(self, document_id: str, document: T) -> None:
        self._latest_last.pop(document_id, None)
        self._latest_last[document_id] = document

    def since(self, instant: datetime) -> list[T]:
        """Return what changed at the instant or later, the oldest change first."""
        found = []
        for document in reversed(self._latest_last.values()):
            if document.updated_at < instant:
                break
            found.append(document)
        return found[::-1]
