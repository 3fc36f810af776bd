"""How reports put things into words: durations, money, counts, local times. Pure; shared by every report."""

import re
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Final

from harness.result import RunResult
from harness.scenario.moments import zone_named

_NAMED: Final = re.compile(r"(contact name\s+)(.+?)(\s+is already assigned)", re.IGNORECASE | re.DOTALL)
_NOT_IN_A_SLUG: Final = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """The title as a file name: `Account credit, whole and in part` -> `account-credit-whole-and-in-part`."""
    return _NOT_IN_A_SLUG.sub("-", title.lower().replace("'", "")).strip("-") or "scenario"


def slugs(titles: list[str]) -> list[str]:
    """One slug for each title; a second scenario of the same name gets a number."""
    given: dict[str, int] = {}
    found = []
    for each in map(slug, titles):
        given[each] = given.get(each, 0) + 1
        found.append(each if given[each] == 1 else f"{each}-{given[each]}")
    return found


def with_slug(path: Path, name: str) -> Path:
    """Insert a slug before the suffix: `history.jsonl` -> `history-first-connection.jsonl`."""
    return path.with_name(f"{path.stem}-{name}{path.suffix}")


def duration(seconds: float) -> str:
    """Two units at most: `13 d 4 h`, `11 h 20 m`, `4.1 s`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    left, parts = round(seconds), []
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)):
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def signed(amount: Decimal) -> str:
    """With a sign, so that too much and too little can be told apart; nothing is just nothing."""
    return f"{amount:+,.2f}" if amount else "0.00"


def counted(number: int, noun: str) -> str:
    """`1 payment`, `1,200 payments`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def zone_of(result: RunResult) -> tzinfo:
    return zone_named(result.time_zone)


def local(instant: datetime, zone: tzinfo) -> str:
    """An instant in the clinic's time: `Mon 2 Mar 2026, 09:30`."""
    there = instant.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M}"


def offsets(start: datetime, end: datetime, zone: tzinfo) -> list[tuple[int, int]]:
    """The zone's offsets during a run as (from this UTC second on, offset in minutes), found hour by hour."""
    found: list[tuple[int, int]] = []
    instant = start
    while instant <= end:
        minutes = round((instant.astimezone(zone).utcoffset() or timedelta()).total_seconds() / 60)
        if not found or found[-1][1] != minutes:
            found.append((int(instant.timestamp()), minutes))
        instant += timedelta(hours=1)
    return found


def without_names(words: str) -> str:
    """Xero's own words, without the patient's name that one of its refusals quotes."""
    return _NAMED.sub(r"\1(withheld)\3", words)


def pace(result: RunResult) -> str | None:
    """How the backfill did against the least time that Xero's limits allow; None where none ran."""
    took, least = result.backfill_seconds, result.lower_bound_seconds
    if took is None or least is None:
        return None
    ratio = f", {took / least:.2f} times that" if least else ""
    ended_at = result.backfill_ended_at
    rest = f"; the last of it was in Xero on {local(ended_at, zone_of(result))}" if ended_at else ""
    return f"the backfill took {duration(took)}; Xero's limits allow {duration(least)}{ratio}{rest}"
