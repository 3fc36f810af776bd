"""A lookup from a key to the documents that have it, in the order in which they came."""

import unicodedata
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Index(Generic[K, T]):
    def __init__(self) -> None:
        self._found: dict[K, list[T]] = {}

    def add(self, key: K, document: T) -> None:
        self._found.setdefault(key, []).append(document)

    def remove(self, key: K, document: T) -> None:
        rest = [each for each in self._found[key] if each is not document]
        if rest:
            self._found[key] = rest
        else:
            del self._found[key]

    def get(self, key: K) -> list[T]:
        """Return a list of the caller's own."""
        return list(self._found.get(key, ()))

    def first(self, key: K) -> T | None:
        found = self._found.get(key)
        return found[0] if found else None


def folded(text: str) -> str:
    """The form in which Xero compares text: case does not count (facts §4.8)."""
    return text.casefold()


def unaccented(text: str) -> str:
    """The form in which Xero compares contacts' names: neither case nor accents count (facts §4.8)."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
