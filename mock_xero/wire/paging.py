"""Pages: 1-based, 100 elements unless asked otherwise; what is out of range is clamped (facts §4.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from mock_xero.wire.encoding import Json

T = TypeVar("T")
SIZE: Final = 100
SIZE_MAX: Final = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of `item_count` elements. A page past the end is empty."""

    number: int
    size: int
    item_count: int

    def of(self, elements: Sequence[T]) -> Sequence[T]:
        begin = (self.number - 1) * self.size
        return elements[begin : begin + self.size]

    def as_json(self) -> Json:
        return {
            "page": self.number,
            "pageSize": self.size,
            "pageCount": -(-self.item_count // self.size),
            "itemCount": self.item_count,
        }


@dataclass(frozen=True, slots=True)
class PageAsked:
    number: int
    size: int

    def among(self, item_count: int) -> Page:
        return Page(self.number, self.size, item_count)


def page_asked(parameters: Mapping[str, str], *, forced: bool = False) -> PageAsked | None:
    """Return the page asked for, by lower-case names; None if there was none and nothing forces paging."""
    if not (forced or "page" in parameters or "pagesize" in parameters):
        return None
    number = _whole(parameters.get("page"), 1)
    size = _whole(parameters.get("pagesize"), SIZE)
    return PageAsked(max(1, number), min(max(1, size), SIZE_MAX))


def _whole(text: str | None, otherwise: int) -> int:
    """A number that is none, or absurdly long, counts as not said (our reading; facts are silent)."""
    if text is None or len(text) > 9:
        return otherwise
    return int(text) if text.lstrip("-").isdecimal() and text.count("-") < 2 else otherwise
