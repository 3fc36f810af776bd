"""A large backlog put together from the courses of smaller ones, in the same weather. Pure.

Begin and end come from a whole course each; between them the steady middle is drawn in blocks, so that what
hangs together stays together. The pool is itself drawn anew each time: what small runs do not know for
sure widens the range. Xero's minutes and days are applied to the calls of the whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.estimating.backlog import Backlog
from harness.estimating.course import Course, Kind, Lane, Piece
from harness.lower_bound import DAY_SECONDS, MINUTE_SECONDS, LimitsView
from harness.simulation.choices import Choices

BLOCK: Final = 20  # arrivals drawn together


@dataclass(frozen=True, slots=True)
class Arrived:
    """So many documents of a kind, so many seconds after the press."""

    seconds: float
    kind: Kind
    documents: int


@dataclass(slots=True)
class Window:
    """One of Xero's fixed windows: so many calls in so many seconds; the first one ends at `ends_at`."""

    limit: int
    length: float
    ends_at: float
    used: int = 0

    def admit(self, seconds: float, calls: int) -> float:
        """Count calls made at an instant, and return when the last of them is let in."""
        if seconds >= self.ends_at:
            self.ends_at += self.length * ((seconds - self.ends_at) // self.length + 1)
            self.used = 0
        self.used += calls
        while self.used > self.limit:
            self.used -= self.limit
            seconds, self.ends_at = self.ends_at, self.ends_at + self.length
        return seconds


def compose(
    courses: Sequence[Course], backlog: Backlog, limits: LimitsView, choices: Choices
) -> Iterator[Arrived]:
    """Yield the arrivals of one backfill of this backlog, drawn from courses in one weather."""
    pool = [choices.pick(courses, label="a course of the pool") for _ in courses]
    walk = _Walk(_windows(limits, choices), choices)
    wanted = {Kind.INVOICE: backlog.invoices, Kind.PAYMENT: backlog.payments}
    live = {Kind.INVOICE: backlog.live_invoices, Kind.PAYMENT: backlog.live_payments}
    for kind in Kind:
        if wanted[kind]:
            lanes = [course.lane(kind) for course in pool]
            yield from walk.bring(lanes, wanted[kind], live[kind])


def _windows(limits: LimitsView, choices: Choices) -> list[Window]:
    windows = []
    if limits.minute is not None:
        windows.append(Window(limits.minute, MINUTE_SECONDS, MINUTE_SECONDS))
    if limits.day is not None:  # each organisation's day turns at an hour of its own (facts §2.1)
        turns_in = choices.integer(1, DAY_SECONDS, label="seconds until Xero's day turns")
        windows.append(Window(limits.day, DAY_SECONDS, turns_in))
    return windows


@dataclass(slots=True)
class _Walk:
    """Goes from arrival to arrival."""

    windows: Sequence[Window]
    choices: Choices
    seconds: float = field(default=0.0)

    def bring(self, lanes: Sequence[Lane], wanted: int, live_a_day: int) -> Iterator[Arrived]:
        """Bring so many documents of a kind; live work that comes meanwhile goes first (R8)."""
        tail = self.choices.pick(lanes, label="how it ends").tail
        steady = wanted - sum(piece.brought for piece in tail)
        lived = 0
        for piece in self._begin_and_middle(lanes):
            if steady <= 0:
                break
            self._go(piece)
            if lived < int(live_a_day * self.seconds / DAY_SECONDS):
                lived += piece.brought
                continue
            brought = min(piece.brought, steady)
            steady -= brought
            yield Arrived(self.seconds, piece.kind, brought)
        for piece in tail:
            self._go(piece)
            yield Arrived(self.seconds, piece.kind, piece.brought)

    def _begin_and_middle(self, lanes: Sequence[Lane]) -> Iterator[Piece]:
        yield from self.choices.pick(lanes, label="how it begins").head
        while True:
            body = self.choices.pick(lanes, label="whose middle").body
            first = self.choices.integer(0, len(body) - 1, label="the block's first arrival")
            yield from (body[(first + place) % len(body)] for place in range(min(BLOCK, len(body))))

    def _go(self, piece: Piece) -> None:
        self.seconds += piece.seconds
        for window in self.windows:
            self.seconds = window.admit(self.seconds, piece.calls)
