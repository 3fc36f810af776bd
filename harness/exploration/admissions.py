"""The orders in which Xero may take what comes together: every one where they are few, a fair draw otherwise.

Few orders are enumerated as a tree: from each run branch off those that decide otherwise at one later point,
so that those that differ least from "oldest first" come first. Many are sampled by priorities, which finds a
bug that needs `depth` ordered pairs with a probability that is known (Burckhardt et al., 2010).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import prod

from harness.batch import Orders, run_one
from harness.exploration.cases import Ended, ended
from harness.exploration.executors import Lost, Workers, run_all
from harness.runner import BrokenRunError, Unwatched
from harness.scenario.schema import Scenario
from harness.simulation.admission import Places, Priorities

OLDEST_FIRST = Places()


@dataclass(frozen=True, slots=True)
class Tried:
    """One run in a given order: how many waited at each decision, and how many things waited at all."""

    places: Places
    widths: Sequence[int]
    things: int
    ended: Ended

    @property
    def branches(self) -> Iterator[Places]:
        """Yield the orders that decide as this one did, and otherwise at one point after its last word."""
        told = self.places.places
        for decision in range(len(told), len(self.widths)):
            oldest = (0,) * (decision - len(told))
            for other in range(1, self.widths[decision]):
                yield Places((*told, *oldest, other))

    @property
    def orders(self) -> int:
        """How many orders there are, if others have as many decisions as this one."""
        return prod(self.widths)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a number of sampled runs is worth against bugs of a depth."""

    things: int
    decisions: int
    depth: int

    @property
    def found_by_one(self) -> float:
        """The least chance that one run shows a bug of this depth."""
        return 1 / (self.things * float(self.decisions) ** (self.depth - 1))

    def missed_by(self, runs: int) -> float:
        """The greatest chance that none of so many runs shows it."""
        return float((1 - self.found_by_one) ** runs)


def try_order(scenario: Scenario, orders: Orders, places: Places) -> Tried:
    """Run a scenario in one order."""
    decider = places.decider()
    decided = replace(orders, admission=places)
    outcome = run_one(scenario, decided, Unwatched(), decider=decider)
    return Tried(places, tuple(decider.widths), len(decider.ordered), ended(decided, outcome))


def first_try(workers: Workers, scenario: Scenario, orders: Orders) -> Tried:
    """Run a scenario once, the oldest first, to learn what is decided in it. Raises BrokenRunError."""
    return next(_try_all(workers, scenario, orders, [OLDEST_FIRST]))


def enumerated(workers: Workers, scenario: Scenario, orders: Orders, first: Tried) -> Iterator[Ended]:
    """Run every order there is, level by level."""
    level = [first]
    while level:
        yield from (each.ended for each in level)
        further = [branch for each in level for branch in each.branches]
        level = list(_try_all(workers, scenario, orders, further))


def sampled(orders: Orders, bound: Bound, runs: int) -> list[Orders]:
    """Return so many cases by priorities."""
    changes, decisions = bound.depth - 1, bound.decisions
    return [replace(orders, admission=Priorities(draw, changes, decisions)) for draw in range(1, runs + 1)]


def _try_all(
    workers: Workers, scenario: Scenario, orders: Orders, places: Sequence[Places]
) -> Iterator[Tried]:
    for tried in run_all(workers, partial(try_order, scenario, orders), places):
        if isinstance(tried, Lost):
            raise BrokenRunError(f"the process that ran {scenario.name} died (admission {tried.item})")
        yield tried
