"""Dates and times as exports write them. Which comes first, day or month, is decided from a whole column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

YEARS: Final = range(2000, 2101)
DAY_FIRST: Final = "day first"
MONTH_FIRST: Final = "month first"
EXCEL_BEGINS: Final = date(1899, 12, 30)
EXCEL_DAYS: Final = range(36_526, 73_051)  # the years 2000 to 2099
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY: Final = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_TIME: Final = re.compile(
    r"(?:[T ,]|\bat\b)\s*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_NUMBERS: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})\.?,?[-/. ]+(\d{4}|\d{2})", re.IGNORECASE
)
_MONTH_DAY: Final = re.compile(
    r"([a-z]{3,9})\.?[-/. ]+(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4}|\d{2})", re.IGNORECASE
)


class UnreadableDateError(Exception):
    """A cell that is no date; the message says why, never what stands there."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day of the clinic, with the instant where the export says it."""

    day: date
    instant: datetime | None = None


def order_of(cells: Iterable[str]) -> tuple[str, bool]:
    """Return what comes first in a column of dates, and whether any of its cells proves it."""
    numbers = [_numbers(cell) for cell in cells]
    days = sum(1 for each in numbers if each and each[0] > 12)
    months = sum(1 for each in numbers if each and each[1] > 12)
    undecided = not days and not months and any(each and each[0] != each[1] for each in numbers)
    return (MONTH_FIRST if months > days else DAY_FIRST), not undecided


def goes_against(cell: str, order: str) -> bool:
    """Say whether a cell can only be read in the other order than its column."""
    numbers = _numbers(cell)
    return numbers is not None and numbers[1 if order == DAY_FIRST else 0] > 12


def read_stamp(cell: str, order: str, zone: tzinfo) -> Stamp:
    """Read a date, with its time if there is one, in the clinic's zone. Raises UnreadableDateError."""
    text, clock = _without_time(" ".join(cell.split()))
    try:
        day = _day(text, order)
        if day.year not in YEARS:
            raise UnreadableDateError(f"a year from {YEARS[0]} to {YEARS[-1]} is expected")
        return _stamp(day, clock, zone)
    except (ValueError, OverflowError) as wrong:
        raise UnreadableDateError("there is no such day or time") from wrong


def _stamp(day: date, clock: re.Match[str] | None, zone: tzinfo) -> Stamp:
    if clock is None:
        return Stamp(day)
    moment = time(_hour(int(clock[1]), clock[4]), int(clock[2]), int(clock[3] or 0))
    if moment == time() and not clock[5]:
        return Stamp(day)  # midnight is how spreadsheets write "no time"
    if clock[5] and clock[5][0] in "+-":
        offset = f"{clock[5][:3]}:{clock[5][-2:]}"
        instant = datetime.fromisoformat(f"{day}T{moment}{offset}").astimezone(zone)
    else:
        own = UTC if clock[5] else zone
        instant = datetime.combine(day, moment, tzinfo=own).astimezone(zone)
    return Stamp(instant.date(), instant)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _without_time(text: str) -> tuple[str, re.Match[str] | None]:
    found = _TIME.search(text)
    bare = text[: found.start()] if found else text
    return _WEEKDAY.sub("", bare).strip(" ,"), found


def _day(text: str, order: str) -> date:
    if written := _YEAR_FIRST.fullmatch(text):
        return date(*(int(part) for part in written.groups() if part))
    if written := _NUMBERS.fullmatch(text):
        first, second, year = int(written[1]), int(written[2]), _year(written[3])
        day_first = first > 12 or (order == DAY_FIRST and second <= 12)
        return date(year, second, first) if day_first else date(year, first, second)
    if written := _DAY_MONTH.fullmatch(text):
        return date(_year(written[3]), _month(written[2]), int(written[1]))
    if written := _MONTH_DAY.fullmatch(text):
        return date(_year(written[3]), _month(written[1]), int(written[2]))
    serial = text.partition(".")[0]
    if serial.isascii() and serial.isdigit() and int(serial[:9]) in EXCEL_DAYS:
        return EXCEL_BEGINS + timedelta(days=int(serial))
    raise UnreadableDateError("this is no date")


def _month(word: str) -> int:
    if word[:3].lower() not in MONTHS:
        raise UnreadableDateError("this is no month")
    return MONTHS.index(word[:3].lower()) + 1


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _numbers(cell: str) -> tuple[int, int] | None:
    written = _NUMBERS.fullmatch(_without_time(" ".join(cell.split()))[0])
    return (int(written[1]), int(written[2])) if written else None
