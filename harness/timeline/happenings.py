"""What happened to the connection: disconnected, reconnected, synchronised; as options or a CSV say it."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from enum import Enum
from typing import Final

from harness.timeline.cells import Cells, UnusableRowError
from harness.timeline.dates import DAY_FIRST, Stamp, UnreadableDateError, read_stamp
from harness.timeline.table import Table


class Happening(Enum):
    """The words are those of the timeline."""

    DISCONNECTED = "disconnect"
    RECONNECTED = "reconnect"
    SYNCHRONISED = "synchronise"


USUAL: Final = {  # the time of day where only the date is known: all of the day of a disconnection is missed
    Happening.DISCONNECTED: time(0, 1),
    Happening.RECONNECTED: time(9),
    Happening.SYNCHRONISED: time(9, 30),
}
WORDS: Final = (
    (Happening.DISCONNECTED, re.compile(r"disconnect|revoke|remove|lost|lapse|expire", re.IGNORECASE)),
    (Happening.SYNCHRONISED, re.compile(r"synchron|sync|backfill|batch", re.IGNORECASE)),
    (Happening.RECONNECTED, re.compile(r"connect|consent|authori", re.IGNORECASE)),
)
HOW: Final = 'write a date like 2026-03-05 or "2026-03-05 14:12"'


class HappeningError(Exception):
    """Dates that cannot be read, or that no connection could have lived through."""


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. `since` is from where somebody synchronised; `assumed` says what nobody told."""

    at: datetime
    happening: Happening
    since: date | None = None
    assumed: str = ""


def event_said(happening: Happening, said: str, zone: tzinfo) -> Event:
    """Read `WHEN`, or `WHEN from DATE` of a synchronisation. Raises HappeningError."""
    when, _, since = said.partition(" from ")
    try:
        stamp = read_stamp(when, DAY_FIRST, zone)
        first = read_stamp(since, DAY_FIRST, zone).day if since else None
    except UnreadableDateError as wrong:
        raise HappeningError(f'--{happening.name.lower()} "{said}": {wrong}; {HOW}') from wrong
    return _event(happening, stamp, first, zone)


def events_in(table: Table, zone: tzinfo) -> list[Event]:
    """Read a CSV of events: when, what, and from where. Raises HappeningError with the row."""
    return [_event_of(Cells(table, row, zone), zone) for row in table.rows]


def in_order(events: Iterable[Event], first_document: date) -> list[Event]:
    """Order the events, fill in from where each synchronisation went. Raises HappeningError."""
    ordered = sorted(events, key=lambda event: event.at)
    _refuse_twice(ordered)
    return [_with_a_start(event, ordered[:place], first_document) for place, event in enumerate(ordered)]


def _event_of(cells: Cells, zone: tzinfo) -> Event:
    where = f"events, row {cells.row.number}"
    happening = next((kind for kind, words in WORDS if words.search(cells.text("what"))), None)
    if happening is None:
        raise HappeningError(f"{where}: write disconnected, reconnected or synchronised")
    try:
        stamp, since = cells.stamp("date"), cells.stamp("since")
    except UnusableRowError as wrong:
        raise HappeningError(f"{where}, column {wrong.column}: {wrong.what}; {HOW}") from wrong
    if stamp is None:
        raise HappeningError(f"{where}: there is no date; {HOW}")
    return _event(happening, stamp, since.day if since else None, zone)


def _event(happening: Happening, stamp: Stamp, since: date | None, zone: tzinfo) -> Event:
    if stamp.instant is not None:
        return Event(stamp.instant, happening, since)
    usual = USUAL[happening]
    assumed = f"{happening.name.lower()} on {stamp.day}: no time is said, {usual:%H:%M} is assumed"
    return Event(datetime.combine(stamp.day, usual, tzinfo=zone), happening, since, assumed)


def _refuse_twice(ordered: Sequence[Event]) -> None:
    tie = [event for event in ordered if event.happening is not Happening.SYNCHRONISED]
    for before, event in itertools.pairwise(tie):
        if before.happening is event.happening is Happening.DISCONNECTED:
            raise HappeningError(
                f"disconnected at {before.at:%Y-%m-%d %H:%M} and again at {event.at:%Y-%m-%d %H:%M}: "
                "nobody reconnected between; say when, with --reconnected"
            )


def _with_a_start(event: Event, earlier: Sequence[Event], first_document: date) -> Event:
    if event.happening is not Happening.SYNCHRONISED:
        return event
    lost = [each.at.date() for each in earlier if each.happening is Happening.DISCONNECTED]
    since = event.since or (lost[-1] if lost else first_document)
    if since > event.at.date():
        raise HappeningError(
            f"synchronised on {event.at.date()} from {since}: that is a later day; write an earlier one"
        )
    if event.since:
        return event
    start = f"synchronised on {event.at.date()}: from where is not said, {since} is assumed"
    return replace(event, since=since, assumed="; ".join(filter(None, (event.assumed, start))))
