"""One backfill summed up: when it finished, and how much was done by the end of each day. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.estimating.backlog import Setting
from harness.estimating.composing import Arrived
from harness.estimating.course import Course, Kind


@dataclass(frozen=True, slots=True)
class Passage:
    """The seconds from press to finish, and (invoices, payments) done by the end of day 0, 1, ..."""

    seconds: float
    by_day: tuple[tuple[int, int], ...]


def arrivals_of(course: Course) -> Iterator[Arrived]:
    """Tell a course in seconds since the press."""
    seconds = 0.0
    for piece in course.pieces:
        seconds += piece.seconds
        yield Arrived(seconds, piece.kind, piece.brought)


def passage_of(arrivals: Iterable[Arrived], setting: Setting) -> Passage:
    """Sum arrivals up, which come in the order of time."""
    done, seconds = {Kind.INVOICE: 0, Kind.PAYMENT: 0}, 0.0
    days: list[tuple[int, int]] = []
    for each in arrivals:
        while len(days) < setting.day_of(each.seconds):
            days.append((done[Kind.INVOICE], done[Kind.PAYMENT]))
        done[each.kind] += each.documents
        seconds = each.seconds
    return Passage(seconds, (*days, (done[Kind.INVOICE], done[Kind.PAYMENT])))
