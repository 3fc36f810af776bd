"""In which order Xero takes things where it documents none: admission, a batch's elements, some lists."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

from mock_xero.seams import Choices

T = TypeVar("T")


class Ordering(Enum):
    RANDOM = "random"
    OLDEST_FIRST = "oldest-first"
    NEWEST_FIRST = "newest-first"

    def arranged(self, items: Iterable[T], choices: Choices, *, label: str) -> list[T]:
        """Return the items, given from the oldest to the newest, in the order in which Xero takes them."""
        given = list(items)
        if len(given) < 2 or self is Ordering.OLDEST_FIRST:
            return given
        return given[::-1] if self is Ordering.NEWEST_FIRST else choices.shuffled(given, label=label)
