"""Single values of a body, converted as Xero converts them: text, guids, dates, numbers and enumerations.

What can't be converted is `PostDataInvalid`, as in Xero: the whole request is refused (facts §4.6).
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from mock_xero.books.contacts import UNSAVED
from mock_xero.wire.bodies import Text
from mock_xero.wire.dates import DateUnreadableError, read_date
from mock_xero.wire.problems import PostDataInvalid

E = TypeVar("E", bound=Enum)
D = TypeVar("D")
_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LARGEST: Final = Decimal(10) ** 12  # far above Xero's own limits
_DIGITS: Final = 28  # of a Decimal of Xero's


def is_guid(text: str) -> bool:
    return _GUID.fullmatch(text.lower()) is not None


def each(convert: Callable[[Any], D], found: list[Any] | None) -> tuple[D, ...] | None:
    """Convert every element; None stays None, which means that nothing was said."""
    return None if found is None else tuple(map(convert, found))


def text(value: Text) -> str | None:
    """The text without spaces around it, or None if nothing was said."""
    return str(value).strip() if value is not None else None


def said(value: Text) -> str:
    """The text, empty if nothing was said."""
    return text(value) or ""


def guid(value: Text) -> str | None:
    """The id in lower case; a zero or empty guid says nothing."""
    found = said(value).lower()
    if found in {"", UNSAVED}:
        return None
    if not is_guid(found):
        raise unconvertible(value)
    return found


def day(value: Text) -> dt.date | None:
    """The calendar date, or None if nothing was said."""
    found = text(value)
    if not found:
        return None
    try:
        return read_date(found)
    except DateUnreadableError:
        raise unconvertible(value) from None


def number(value: Decimal | None) -> Decimal | None:
    """The number as it is, if a Decimal of Xero's can hold it."""
    if value is None:
        return None
    if not (value.is_finite() and value.copy_abs() < _LARGEST):
        raise PostDataInvalid("Value was either too large or too small for a Decimal.")
    return value if value.adjusted() >= -_DIGITS else Decimal(0)


def enum(kind: type[E], value: Text) -> E | None:
    """The member with this value, whatever its case; None if nothing was said."""
    found = text(value)
    if not found:
        return None
    member = _by_value(kind).get(found.lower())
    if not isinstance(member, kind):
        raise unconvertible(value)
    return member


def unconvertible(value: object) -> PostDataInvalid:
    return PostDataInvalid(f"JSON for post data was invalid,Error converting value {value!r}")


@cache
def _by_value(kind: type[Enum]) -> Mapping[str, Enum]:
    return {str(member.value).lower(): member for member in kind}
