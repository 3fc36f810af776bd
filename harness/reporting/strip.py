"""A run drawn on one axis of time: when Xero was connected, what went wrong, how much was done in each hour.

Pure: history and calls in, places out; all places are shares of the axis from 0 to 1000.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from harness.reporting.phrasing import duration, local, zone_of
from harness.result import RunResult
from harness.simulation.history import Actor, Call, Ended, Entry

WIDTH: Final = 1000
BARS_AT_MOST: Final = 240
TICKS_AT_MOST: Final = 14
LAST_TICK: Final = 950  # further to the right a label would leave the page
COMES: Final = {"connect", "reconnect"}
GOES: Final = {"disconnect", "consent lapses"}
TROUBLES: Final = ("crash", "outage", "storm")


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted, with words for whoever points at it."""

    kind: str
    left: float
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How much there was in one stretch of time; `height` is a share of the lane's highest, 0 to 100."""

    left: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the drawing: spans or bars."""

    name: str
    kind: str
    says: str
    spans: tuple[Span, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    left: float
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole drawing. `bar_length` says in words what one bar stands for."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    bar_length: str


def strip_of(result: RunResult) -> Strip:
    """Draw a finished run."""
    return _Drawing(result).strip()


class _Drawing:
    """Knows the axis of one run."""

    def __init__(self, result: RunResult) -> None:
        self._result = result
        self._zone = zone_of(result)
        self._start = result.started_at
        self._end = max(result.ended_at, result.started_at + timedelta(hours=1))
        self._hours = self._hours_of_a_bar()
        self._entries = result.history.entries

    def strip(self) -> Strip:
        lanes = (
            Lane("Connection", "connection", "when Xero was connected", spans=tuple(self._connection())),
            Lane("Trouble", "trouble", "crashes, outages and storms", spans=tuple(self._troubles())),
            self._bars("Clinic", "clinic", "the clinic's deeds", _instants(self._entries, Actor.CLINIC)),
            self._bars("Delivered", "delivered", "documents accepted", _delivered(self._entries)),
            self._bars("Refused", "refused", "calls refused by a limit", _refused(self._result.calls)),
            self._bars("Lost", "lost", "calls that came to grief", _in_trouble(self._result.calls)),
        )
        unit = "an hour" if self._hours == 1 else f"{self._hours} hours"
        return Strip(tuple(lane for lane in lanes if lane.spans or lane.bars), tuple(self._ticks()), unit)

    def _hours_of_a_bar(self) -> int:
        hours = (self._end - self._start) / timedelta(hours=1)
        return next(
            length for length in (1, 2, 3, 4, 6, 12, 24, 72, 168, 10**6) if hours / length <= BARS_AT_MOST
        )

    def _place(self, instant: datetime) -> float:
        share = (instant - self._start) / (self._end - self._start)
        return round(min(max(share, 0.0), 1.0) * WIDTH, 2)

    def _span(self, kind: str, began: datetime, ended: datetime, name: str) -> Span:
        left = self._place(began)
        lasted = duration((ended - began).total_seconds())
        words = f"{name}: {local(began, self._zone)}, for {lasted}"
        return Span(kind, left, round(self._place(ended) - left, 2), words)

    def _connection(self) -> Iterable[Span]:
        since: datetime | None = None
        for entry in _ok(self._entries):
            if entry.operation in COMES and entry.actor is Actor.CLINIC and since is None:
                since = entry.instant
            elif entry.operation in GOES and entry.actor is Actor.NEMESIS and since is not None:
                yield self._span("connected", since, entry.instant, "Connected")
                since = None
        if since is not None:
            yield self._span("connected", since, self._end, "Connected")

    def _troubles(self) -> Iterable[Span]:
        began: dict[str, datetime] = {}
        for entry in self._entries:
            if entry.actor is not Actor.NEMESIS:
                continue
            name = entry.operation.removesuffix(" ends")
            if entry.operation in TROUBLES:
                began.setdefault(name, entry.instant)
            elif name in began and name != entry.operation:
                yield self._span(name, began.pop(name), entry.instant, name.capitalize())
        for name, instant in began.items():
            yield self._span(name, instant, self._end, name.capitalize())

    def _bars(self, name: str, kind: str, says: str, instants: Iterable[datetime]) -> Lane:
        length = timedelta(hours=self._hours)
        counts = Counter((instant - self._start) // length for instant in instants)
        highest = max(counts.values(), default=0)
        bars = tuple(self._bar(place, count, highest, length) for place, count in sorted(counts.items()))
        return Lane(name, kind, f"{says}, at most {highest:,} in one bar", bars=bars)

    def _bar(self, place: int, count: int, highest: int, length: timedelta) -> Bar:
        began = self._start + place * length
        left = self._place(began)
        width = max(self._place(began + length) - left, 0.8)
        words = f"{count:,} from {local(began, self._zone)}"
        return Bar(left, round(width, 2), round(max(100 * count / highest, 4), 1), words)

    def _ticks(self) -> Iterable[Tick]:
        """A tick at each midnight of the clinic, or each so many where they would crowd."""
        first = self._start.astimezone(self._zone).date()
        days = (self._end.astimezone(self._zone).date() - first).days + 1
        step = next(step for step in (1, 2, 7, 14, 28, 10**6) if days / step <= TICKS_AT_MOST)
        for day in range(0, days, step):
            midnight = datetime.combine(first + timedelta(days=day), time(), tzinfo=self._zone)
            if (place := self._place(midnight)) < LAST_TICK:
                yield Tick(place, f"day {day + 1}")


def _ok(entries: Sequence[Entry]) -> Iterable[Entry]:
    return (entry for entry in entries if entry.outcome is Ended.OK)


def _instants(entries: Sequence[Entry], actor: Actor) -> Iterable[datetime]:
    return (entry.instant for entry in entries if entry.actor is actor)


def _delivered(entries: Sequence[Entry]) -> Iterable[datetime]:
    told = (entry for entry in _ok(entries) if entry.actor is Actor.ENGINE and entry.record is not None)
    return (entry.instant for entry in told if entry.operation != "ask")


def _refused(calls: Sequence[Call]) -> Iterable[datetime]:
    return (call.departed_at for call in calls if call.refused_by)


def _in_trouble(calls: Sequence[Call]) -> Iterable[datetime]:
    return (call.departed_at for call in calls if call.trouble)
