"""List elements as they were encoded last, kept until somebody does a deed.

A deed may change how a document is spelled without any date that tells of it (a contact is renamed, a file is
attached), so that every deed forgets everything. Walking the pages of a large organisation costs little then.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import msgspec

T = TypeVar("T")
KEPT_MAX: Final = 5_000  # elements; about a kilobyte each


class Spellings:
    """Of one organisation."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, str], msgspec.Raw] = {}

    def of(
        self, way: object, documents: Sequence[T], name: Callable[[T], str], encode: Callable[[T], bytes]
    ) -> list[msgspec.Raw]:
        """Return the documents' elements in this way of spelling, encoded now or before."""
        if len(self._kept) >= KEPT_MAX:
            self.forget()
        kept = self._kept
        elements = []
        for document in documents:
            key = (way, name(document))
            element = kept.get(key)
            if element is None:
                element = kept[key] = msgspec.Raw(encode(document))
            elements.append(element)
        return elements

    def forget(self) -> None:
        self._kept.clear()
