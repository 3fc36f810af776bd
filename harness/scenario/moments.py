"""Days, times, durations and shares as a person writes them. Pure: text in, values out, and back again.

Raises MisreadError with a sentence that says what to write instead.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from harness.scenario.words import MisreadError, nearest

UNITS: Final = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION: Final = re.compile(r"(\d{1,9})\s*([A-Za-z]+)")
_DAY_AND_TIME: Final = re.compile(r"day\s+(\d{1,6})\s+(\d{1,2}):(\d{2})")
_DAY: Final = re.compile(r"day\s+(\d{1,6})")
_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%")
_OFFSET: Final = re.compile(r"UTC([+-])(\d{2}):(\d{2})")
HOW_TO_WRITE_AN_INSTANT: Final = (
    'write "day N HH:MM", for example "day 1 09:00", or an ISO instant with its offset'
)
HOW_TO_WRITE_A_DATE: Final = 'write "day N" or a date like 2026-03-06'
HOW_TO_WRITE_A_DURATION: Final = "write a number and a unit: 30s, 10m, 2h or 20d"
HOW_TO_WRITE_A_SHARE: Final = "write a share from 0% to 100%, for example 80%"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a scenario: day 1 is the date of `starts` in the clinic's time zone."""

    starts: datetime
    zone: tzinfo

    def day(self, number: int) -> date:
        """Return the date of day N. Raises MisreadError where there is none."""
        if number < 1:
            raise MisreadError(f'there is no day {number}; day 1 is the date of "starts"')
        try:
            return self.starts.astimezone(self.zone).date() + timedelta(days=number - 1)
        except OverflowError as too_late:
            raise MisreadError(f"day {number} is after the year 9999") from too_late

    def number_of(self, instant: datetime) -> int:
        """Return on which day of the scenario an instant falls."""
        return (self.date_of(instant) - self.starts.astimezone(self.zone).date()).days + 1

    def date_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def instant(self, day: int, clock_time: time) -> datetime:
        """Return the instant of a local time; of two in the hour that comes twice, the first."""
        local = datetime.combine(self.day(day), clock_time, tzinfo=self.zone)
        if local.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise MisreadError(
                f"day {day} {clock_time:%H:%M} does not exist in {self.zone}: the clocks go forward then; "
                "write a time before or after that hour"
            )
        return local


def read_instant(text: str, calendar: Calendar | None) -> datetime:
    """Read `day N HH:MM` or an ISO instant."""
    if written := _DAY_AND_TIME.fullmatch(text.strip()):
        day, hour, minute = (int(part) for part in written.groups())
        clock_time = _time_of_day(hour, minute)
        if calendar is None:
            raise MisreadError('"day N" needs a scenario that says when it starts')
        return calendar.instant(day, clock_time)
    if _DAY.fullmatch(text.strip()):
        raise MisreadError(f'"{text}" has no time of day; write for example "{text} 09:00"')
    return read_iso_instant(text)


def read_iso_instant(text: str) -> datetime:
    """Read an ISO instant that says its offset."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise MisreadError(f'"{text}" is no instant; {HOW_TO_WRITE_AN_INSTANT}') from wrong
    return aware(instant, text)


def aware(instant: datetime, text: str) -> datetime:
    """Insist on an offset. Raises MisreadError."""
    if instant.utcoffset() is None:
        raise MisreadError(f'"{text}" has no offset; write for example {instant:%Y-%m-%dT%H:%M:%S}+11:00')
    return instant


def read_date(text: str, calendar: Calendar | None) -> date:
    """Read `day N` or an ISO date."""
    if written := _DAY.fullmatch(text.strip()):
        if calendar is None:
            raise MisreadError('"day N" needs a scenario that says when it starts')
        return calendar.day(int(written.group(1)))
    try:
        return date.fromisoformat(text.strip())
    except ValueError as wrong:
        raise MisreadError(f'"{text}" is no date; {HOW_TO_WRITE_A_DATE}') from wrong


def read_duration(text: str) -> timedelta:
    """Read a duration: a whole number and a unit."""
    written = _DURATION.fullmatch(text.strip())
    if written is None:
        raise MisreadError(f'"{text}" is no duration; {HOW_TO_WRITE_A_DURATION}')
    number, unit = int(written.group(1)), written.group(2)
    if unit not in UNITS:
        raise MisreadError(f'unknown unit "{unit}"; {_in_known_units(number, unit)}')
    return timedelta(seconds=number * UNITS[unit])


def duration_text(duration: timedelta) -> str:
    """Write a duration in the largest unit that leaves nothing over."""
    seconds = round(duration.total_seconds())
    unit = next(unit for unit, length in UNITS.items() if seconds % length == 0)
    return f"{seconds // UNITS[unit]}{unit}" if seconds else "0s"


def read_share(text: str) -> Decimal:
    """Read a percentage as a number from 0 to 1."""
    written = _PERCENT.fullmatch(text.strip())
    if written is None:
        raise MisreadError(f'"{text}" is no share; {HOW_TO_WRITE_A_SHARE}')
    return between_nothing_and_all(Decimal(written.group(1)) / 100, text)


def between_nothing_and_all(share: Decimal, text: str) -> Decimal:
    """Insist on 0 to 1. Raises MisreadError."""
    if not 0 <= share <= 1:
        raise MisreadError(f'"{text}" is no share; {HOW_TO_WRITE_A_SHARE}')
    return share


def share_text(share: Decimal) -> str:
    """Write a share as a percentage without idle zeros."""
    return f"{(share * 100).normalize():f}%"


def zone_named(name: str) -> tzinfo:
    """Find a time zone by its IANA name, or a fixed offset by the name that `offset_name` gives it."""
    if written := _OFFSET.fullmatch(name):
        sign, hours, minutes = written.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(offset if sign == "+" else -offset, name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise MisreadError(f'unknown time zone "{name}"; {_zone_meant(name)}') from unknown


def offset_name(instant: datetime) -> str:
    """Name an instant's offset: the IANA name of a whole hour, else UTC with hours and minutes."""
    minutes = round((instant.utcoffset() or timedelta()).total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    if rest == 0 and -12 <= minutes // 60 <= 14:
        return f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}"  # POSIX counts the other way round
    return f"UTC{'+' if minutes > 0 else '-'}{hours:02}:{rest:02}"


def _time_of_day(hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise MisreadError(
            f"{hour:02}:{minute:02} is no time of day; hours go from 00 to 23 and minutes from 00 to 59"
        )
    return time(hour, minute)


def _in_known_units(number: int, unit: str) -> str:
    letter = unit[0].lower()
    if letter == "w":
        return f"write {number * 7}d"
    return f"write {number}{letter}" if letter in UNITS else HOW_TO_WRITE_A_DURATION


def _zone_meant(name: str) -> str:
    """Look for the city first: people remember it better than the continent."""
    zones = sorted(available_timezones(), reverse=True)
    cities = {zone.rpartition("/")[2].replace("_", " "): zone for zone in zones if "/" in zone}
    city = nearest(name.rpartition("/")[2], cities)
    return f'did you mean "{cities[city]}"?' if city else "write an IANA name like Australia/Sydney"
