"""What a difference between two runs did: to verdicts, breaks, totals, arrivals and requests."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Generic, TypeVar

from harness.checkers.evidence import Parked
from harness.checkers.verdict import Outcome
from harness.reconciliation.breaks import Break
from harness.result import BooksTotals, RunResult
from harness.standings import Arrival, arrivals_in
from harness.whatif.parting import Parting, parting_of

T = TypeVar("T")
U = TypeVar("U")
H = TypeVar("H", bound=Hashable)
Document = tuple[str, int]  # an invoice's number, and 0 or which payment on it


@dataclass(frozen=True, slots=True)
class Changed(Generic[T]):
    """Something that both runs have a word for, with what each says; None where one says nothing."""

    name: str
    first: T | None
    second: T | None


@dataclass(frozen=True, slots=True)
class OnlyIn(Generic[T]):
    """What the one run has and the other has not."""

    first: tuple[T, ...]
    second: tuple[T, ...]

    def __bool__(self) -> bool:
        return bool(self.first or self.second)

    def map(self, function: Callable[[T], U]) -> "OnlyIn[U]":
        """Return both sides with the function applied to each."""
        return OnlyIn(tuple(map(function, self.first)), tuple(map(function, self.second)))


@dataclass(frozen=True, slots=True)
class Moved:
    """A document that came to Xero in both runs, at another time."""

    first: Arrival
    second: Arrival

    @property
    def later_seconds(self) -> float:
        """How much later it came in the second run; less than nothing is earlier."""
        return (self.second.instant - self.first.instant).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """Everything in which two runs differ; empty where they are alike."""

    parting: Parting | None
    verdicts: tuple[Changed[Outcome], ...]
    totals: tuple[Changed[int | Decimal], ...]
    breaks: OnlyIn[Break]
    parked: OnlyIn[Parked]
    arrivals: OnlyIn[Arrival]
    moved: tuple[Moved, ...]  # the furthest first
    requests: tuple[Changed[int], ...]
    backfill: Changed[float] | None

    @property
    def alike(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


def consequences_of(first: RunResult, second: RunResult) -> Consequences:
    """Compare two finished runs."""
    came, came_too = _arrivals(first), _arrivals(second)
    took, took_too = first.backfill_seconds, second.backfill_seconds
    return Consequences(
        parting=parting_of(first.history.entries, second.history.entries),
        verdicts=tuple(_changed(_verdicts(first), _verdicts(second))),
        totals=tuple(_changed(_totals(first), _totals(second))),
        breaks=_only_in(first.breaks, second.breaks),
        parked=_only_in(first.parked, second.parked),
        arrivals=OnlyIn(
            tuple(each for document, each in came.items() if document not in came_too),
            tuple(each for document, each in came_too.items() if document not in came),
        ),
        moved=_moved(came, came_too),
        requests=tuple(_changed(first.requests, second.requests)),
        backfill=None if took == took_too else Changed("backfill", took, took_too),
    )


def _changed(first: Mapping[str, T], second: Mapping[str, T]) -> Iterator[Changed[T]]:
    for name in dict.fromkeys((*first, *second)):
        if first.get(name) != second.get(name):
            yield Changed(name, first.get(name), second.get(name))


def _only_in(first: Iterable[H], second: Iterable[H]) -> OnlyIn[H]:
    counted, counted_too = Counter(first), Counter(second)
    return OnlyIn(tuple((counted - counted_too).elements()), tuple((counted_too - counted).elements()))


def _moved(first: Mapping[Document, Arrival], second: Mapping[Document, Arrival]) -> tuple[Moved, ...]:
    both = (Moved(each, second[document]) for document, each in first.items() if document in second)
    return tuple(
        sorted((each for each in both if each.later_seconds), key=lambda each: -abs(each.later_seconds))
    )


def _arrivals(run: RunResult) -> dict[Document, Arrival]:
    return {(each.number, each.place): each for each in arrivals_in(run.standings)}


def _verdicts(run: RunResult) -> dict[str, Outcome]:
    return {each.expectation: each.outcome for each in run.verdicts}


def _totals(run: RunResult) -> dict[str, int | Decimal]:
    sides = (("clinic", run.clinic_totals), ("Xero", run.xero_totals))
    return {
        f"{side}: {field.name.replace('_', ' ')}": getattr(totals, field.name)
        for side, totals in sides
        for field in fields(BooksTotals)
    }
