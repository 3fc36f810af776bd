"""In which order Xero takes what comes together, decided instead of drawn.

What is decided is the order of deeds: which of the requests that wait is admitted next, and which element
of a batch is done next. The order in which lists are shown changes nothing in Xero and stays drawn.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from harness.simulation.choices import Choices, SeededChoices

T = TypeVar("T")

ADMITTED: Final = "who is admitted next"  # the label of the draw at Xero's door
ELEMENT: Final = "element"  # the label of the order in which a batch is done
_PLACES: Final = re.compile(r"places( \d+)*")
_PRIORITIES: Final = re.compile(r"priorities (\d+), (\d+) changes in (\d+) decisions")
_PRIORITY_MAX: Final = 10**12


class UnreadableOrderError(ValueError):
    """The text names no admission order."""


class NoSuchOrderError(Exception):
    """The run has other decisions than this order was found for."""


class Decider(ABC):
    """Decides one run, and keeps how many waited at each decision. One that waits alone needs none."""

    def __init__(self, order: "AdmissionOrder") -> None:
        self.order = order
        self.widths: list[int] = []
        self.ordered: set[object] = set()  # whatever waited with others; kept, so that none takes its place

    def choose(self, waiting: Sequence[object]) -> int:
        """Return the place of who is next among those that wait, the oldest first."""
        if len(waiting) == 1:
            return 0
        self.ordered.update(waiting)
        place = self._place(waiting)
        self.widths.append(len(waiting))
        return place

    @abstractmethod
    def _place(self, waiting: Sequence[object]) -> int: ...


class AdmissionOrder(Protocol):
    """An order as a value: its text is what `harness run --admission` takes."""

    def decider(self) -> Decider: ...


@dataclass(frozen=True, slots=True)
class Places:
    """The place of who is next, decision by decision; when they have run out, the oldest."""

    places: tuple[int, ...] = ()

    def __str__(self) -> str:
        return " ".join(["places", *map(str, self.places)])

    def decider(self) -> Decider:
        return _ByPlaces(self)


@dataclass(frozen=True, slots=True)
class Priorities:
    """Whoever has the highest priority is next; priorities are drawn, and change at some decisions.

    This is the scheduler of Burckhardt, Kothari, Musuvathi and Nagarakatte, *A randomized scheduler with
    probabilistic guarantees of finding bugs* (2010), each thing that waits being a thread of one step.
    """

    draw: int
    changes: int
    decisions: int

    def __str__(self) -> str:
        return f"priorities {self.draw}, {self.changes} changes in {self.decisions} decisions"

    def decider(self) -> Decider:
        return _ByPriority(self)


def read_order(text: str) -> AdmissionOrder:
    """Read what `str` of an order writes. Raises UnreadableOrderError."""
    if _PLACES.fullmatch(text):
        return Places(tuple(map(int, text.split()[1:])))
    if (found := _PRIORITIES.fullmatch(text)) and int(found[3]):
        return Priorities(*map(int, found.groups()))
    raise UnreadableOrderError(
        f"{text!r} is no admission order; write it as `harness torture` does, like 'places 0 2' "
        f"or '{Priorities(17, 1, 120)}'"
    )


class DecidedChoices(Choices):
    """Another stream of choices, but for the order of deeds."""

    def __init__(self, inner: Choices, decider: Decider) -> None:
        super().__init__(inner.names)
        self._inner, self._decider = inner, decider

    def integer(self, low: int, high: int, *, label: str) -> int:
        return self._inner.integer(low, high, label=label)

    def fork(self, name: str) -> "DecidedChoices":
        return DecidedChoices(self._inner.fork(name), self._decider)

    def pick(self, options: Sequence[T], *, label: str) -> T:
        if label != ADMITTED:
            return super().pick(options, label=label)
        return options[self._decider.choose(options)]

    def shuffled(self, items: Iterable[T], *, label: str) -> list[T]:
        if label != ELEMENT:
            return super().shuffled(items, label=label)
        waiting = [_Element(item) for item in items]
        return [waiting.pop(self._decider.choose(waiting)).item for _ in range(len(waiting))]


@dataclass(frozen=True, slots=True, eq=False)
class _Element(Generic[T]):
    """One element of one batch: equal to no other, though its place in the batch may be the same."""

    item: T


class _ByPlaces(Decider):
    def __init__(self, order: Places) -> None:
        super().__init__(order)
        self._places = order.places

    def _place(self, waiting: Sequence[object]) -> int:
        decision = len(self.widths)
        place = self._places[decision] if decision < len(self._places) else 0
        if place >= len(waiting):
            raise NoSuchOrderError(f"at decision {decision + 1} only {len(waiting)} wait, not {place + 1}")
        return place


class _ByPriority(Decider):
    def __init__(self, order: Priorities) -> None:
        super().__init__(order)
        chance = SeededChoices(f"admission {order.draw}")
        self._chance, changes = chance.fork("priorities"), chance.fork("changes")
        self._priorities: dict[object, int] = {}
        self._lowered = {
            changes.integer(1, order.decisions, label="when a priority changes"): change
            for change in range(-order.changes, 0)
        }

    def _place(self, waiting: Sequence[object]) -> int:
        for each in waiting:
            if each not in self._priorities:
                self._priorities[each] = self._chance.integer(1, _PRIORITY_MAX, label="priority")
        first = self._highest(waiting)
        lowered = self._lowered.get(len(self.widths) + 1)
        if lowered is None:
            return first
        self._priorities[waiting[first]] = lowered
        return self._highest(waiting)

    def _highest(self, waiting: Sequence[object]) -> int:
        return max(range(len(waiting)), key=lambda place: self._priorities[waiting[place]])
