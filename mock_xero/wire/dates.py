"""Dates and instants as Xero spells them, and all the spellings that it reads (facts §4.2).

A document's date is a calendar date, written as midnight UTC and never shifted by a zone.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_MICROSOFT: Final = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")
_CALENDAR: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class DateUnreadableError(ValueError):
    """The text is no date in any spelling that Xero reads."""


def milliseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // _MILLISECOND


@lru_cache(maxsize=4096)
def midnight(day: date) -> datetime:
    """Return the instant as which a document's date travels."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@lru_cache(maxsize=4096)
def spelled_date(day: date) -> str:
    return f"/Date({milliseconds(midnight(day))}+0000)/"


@lru_cache(maxsize=4096)
def spelled_date_string(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


@lru_cache(maxsize=4096)
def spelled_instant(instant: datetime) -> str:
    """Milliseconds, with an offset: how documents say when they changed."""
    return f"/Date({milliseconds(instant)}+0000)/"


def spelled_bare(instant: datetime) -> str:
    """Milliseconds without an offset: how the envelope says when it was written (facts §4.1)."""
    return f"/Date({milliseconds(instant)})/"


@lru_cache(maxsize=4096)
def spelled_instant_string(instant: datetime) -> str:
    """Whole seconds, as in UpdatedDateUTCString."""
    return f"{instant.isoformat(timespec='seconds')[:19]}Z"


def read_date(text: str) -> date:
    """Return the calendar date in the text, whatever time of day or zone is written after it.

    Raises:
        DateUnreadableError: the text is no date.

    """
    try:
        if found := _MICROSOFT.fullmatch(text):
            return (_EPOCH + int(found[1]) * _MILLISECOND).date()
        datetime.fromisoformat(text)
        return date.fromisoformat(text[:10])
    except (ValueError, OverflowError) as unreadable:
        raise DateUnreadableError(text) from unreadable


def read_instant(text: str) -> datetime | None:
    """Return the instant of an If-Modified-Since header, ISO in UTC or an HTTP date; None if it is neither.

    Xero ignores a header that it can't read, and then sends everything (facts §9, T26).
    """
    try:
        parsed = datetime.fromisoformat(text) if _CALENDAR.match(text) else parsedate_to_datetime(text)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
