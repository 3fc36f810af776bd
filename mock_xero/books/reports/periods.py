"""The stretches of time that reports look at, how they are compared, and how their days are spelled."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

_MONTHS: Final = tuple(calendar.month_name)  # the C locale's, which is English


class Timeframe(Enum):
    """The size of the periods that a report compares, in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are included."""

    first: date
    last: date


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or that month's last day where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(max(years, 1), month + 1)[1]
    return date(max(years, 1), month + 1, min(day.day, last))


def month_of(day: date) -> Period:
    return Period(day.replace(day=1), month_end(day))


def compared(period: Period, timeframe: Timeframe, count: int, *, whole: bool) -> Iterator[Period]:
    """The period and so many before it; a range that the caller chose is carried back as it is."""
    for steps in range(count + 1):
        back = steps * timeframe.value
        last = months_before(period.last, back)
        yield Period(months_before(period.first, back), month_end(last) if whole else last)


def year_start(day: date, year_end: tuple[int, int]) -> date:
    """Return the first day of the financial year in which the day lies; `year_end` is day and month."""
    end_day, end_month = year_end
    this_years = date(day.year, end_month, min(end_day, calendar.monthrange(day.year, end_month)[1]))
    if day > this_years:
        return this_years + timedelta(days=1)
    last = calendar.monthrange(max(day.year - 1, 1), end_month)[1]
    return date(max(day.year - 1, 1), end_month, min(end_day, last)) + timedelta(days=1)


def spelled(day: date) -> str:
    """24 April 2019."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def spelled_short(day: date) -> str:
    """24 Apr 2019."""
    return f"{day.day} {_MONTHS[day.month][:3]} {day.year}"


def spelled_shortest(day: date) -> str:
    """24 Apr 19."""
    return f"{day.day} {_MONTHS[day.month][:3]} {day.year % 100:02d}"


def spelled_month(day: date) -> str:
    """April 2019."""
    return f"{_MONTHS[day.month]} {day.year}"


def spelled_american(day: date) -> str:
    """4/24/2019, as the balance sheet's attributes have it."""
    return f"{day.month}/{day.day}/{day.year}"
