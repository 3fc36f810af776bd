"""How one backfill went: what came to Xero when, and how many of Xero's calls that took. Pure."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from harness.nemesis.weather import Weather
from harness.result import RunResult
from harness.standings import arrivals_in

EDGE: Final = 10  # a tenth of a course is its begin, a tenth its end; between the two it is steady
AT_LEAST: Final = (
    6  # arrivals of either, so that what went out together before it was steady is not in between
)


class Kind(Enum):
    INVOICE = "invoice"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Piece:
    """One arrival: the seconds since the one before, what it brought, and the calls counted since then."""

    seconds: float
    kind: Kind
    brought: int
    calls: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The arrivals of one kind, cut into a begin, a steady middle and an end."""

    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    tail: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A backfill in its weather, as its arrivals in the order of time."""

    weather: Weather
    pieces: tuple[Piece, ...]

    def lane(self, kind: Kind) -> Lane:
        """Return the arrivals of one kind."""
        pieces = tuple(each for each in self.pieces if each.kind is kind)
        edge = max(len(pieces) // EDGE, min(AT_LEAST, len(pieces) // 3))
        return Lane(pieces[:edge], pieces[edge : len(pieces) - edge], pieces[len(pieces) - edge :])


class UnfinishedError(Exception):
    """A simulated backfill did not bring everything to Xero: there is no finish to tell."""


def course_of(result: RunResult, weather: Weather, pressed_at: datetime, last: int, documents: int) -> Course:
    """Read the course of the backlog, invoices 1 to `last`, from a run. Raises UnfinishedError."""
    came = Counter(
        (each.instant, Kind(each.kind))
        for each in arrivals_in(result.standings)
        if each.instant >= pressed_at and int(each.number) <= last
    )
    if came.total() != documents:
        raise UnfinishedError(
            f"of {documents:,} documents {came.total():,} came to Xero in a simulated backfill "
            f"(seed {result.seed})"
        )
    calls = sorted(
        call.arrived_at
        for call in result.calls
        if call.arrived_at is not None and call.arrived_at >= pressed_at and call.day_left is not None
    )
    return Course(weather, tuple(_pieces(came, calls, pressed_at)))


def _pieces(
    came: Counter[tuple[datetime, Kind]], calls: list[datetime], pressed_at: datetime
) -> Iterable[Piece]:
    before, counted = pressed_at, 0
    for (instant, kind), brought in came.items():  # in the order of time
        until = bisect_right(calls, instant)
        yield Piece((instant - before).total_seconds(), kind, brought, until - counted)
        before, counted = instant, until
