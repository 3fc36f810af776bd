"""Shrinks a failing scenario: data, timeline, troubles and order together, while the same expectation breaks.

Delta debugging over the scenario language: every candidate is itself a scenario that adds up, and is run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from harness.batch import Orders, Outcome, run_one
from harness.exploration.failing import evidence_in, failures_in
from harness.exploration.fairness import is_fair
from harness.exploration.narrating import about
from harness.exploration.repairing import names_in, repaired
from harness.exploration.simpler import PASSES, Candidates, fewer_steps
from harness.exploration.spelling_out import with_explicit_trade, with_explicit_troubles
from harness.result import RunResult
from harness.runner import BUILT_IN, Unwatched
from harness.scenario import schema
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.expectations import Expected
from harness.scenario.writing import write
from harness.simulation.tripwire import stopwatch

PATIENCE_SECONDS: Final = 60.0


class NothingBreaksError(Exception):
    """The scenario keeps every expectation: there is nothing to shrink."""


class _TimeIsUpError(Exception):
    """The patience is at its end: what is smallest by now has to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """The shortest story found, what it breaks, what that took, and whether there was time for everything."""

    scenario: schema.Scenario
    failure: str
    evidence: str
    runs: int
    seconds: float
    finished: bool


def shrink(scenario: schema.Scenario, orders: Orders, *, patience: float = PATIENCE_SECONDS) -> Shrunk:
    """Shrink a scenario that fails. Raises NothingBreaksError where it doesn't, and ImpossibleStoryError."""
    sown = scenario if orders.seed is None else scenario.model_copy(update={"seed": orders.seed})
    began = stopwatch()
    failures = failures_in(run_one(sown, orders, Unwatched()))
    if not failures:
        raise NothingBreaksError(
            f"{scenario.path or scenario.name}: every expectation holds; nothing to shrink"
        )
    names = names_in(with_explicit_trade(sown))
    bench = _Bench(orders, failures[0], names, began + patience, sown, _fairness_of(sown, orders))
    finished = bench.shrink(sown)
    last = run_one(bench.smallest, orders, Unwatched())
    evidence = evidence_in(last, bench.failure)
    return Shrunk(
        scenario=bench.smallest.model_copy(update={"about": about(bench.smallest, bench.failure, evidence)}),
        failure=bench.failure,
        evidence=evidence,
        runs=bench.runs,
        seconds=stopwatch() - began,
        finished=finished,
    )


@dataclass
class _Bench:
    """Runs candidates and remembers the smallest that fails as the first one did."""

    orders: Orders
    failure: str
    names: dict[str, str]
    deadline: float
    smallest: schema.Scenario
    is_fair: Callable[[schema.Scenario], bool]
    runs: int = 0
    known: dict[str, bool] = field(default_factory=dict)

    def shrink(self, scenario: schema.Scenario) -> bool:
        """Go through all passes until none finds anything simpler; whether there was time for that."""
        try:
            self._take_first(_with_one_expectation(scenario, self.failure))
            self._take_first(with_explicit_trade(self.smallest))
            self._name_the_troubles()
            before = ""
            while before != (before := write(self.smallest)):
                for candidates in PASSES:
                    self._exhaust(candidates)
                self._name_the_troubles()
        except _TimeIsUpError:
            return False
        return True

    def _take_first(self, *candidates: schema.Scenario) -> bool:
        """Make the first of them that fails the smallest."""
        for each in candidates:
            candidate = repaired(each, self.names)
            if candidate is not None and write(candidate) != write(self.smallest) and self._fails(candidate):
                self.smallest = candidate
                return True
        return False

    def _exhaust(self, candidates: Candidates) -> None:
        while any(self._take_first(each) for each in candidates(self.smallest)):
            pass

    def _name_the_troubles(self) -> None:
        """Fewer steps first: what the weather does to requests that nobody needs is not worth a name."""
        self._exhaust(fewer_steps)
        outcome = self._run(self.smallest)
        if isinstance(outcome, RunResult):
            named = (
                with_explicit_troubles(self.smallest, outcome.calls, delays=delays)
                for delays in (False, True)
            )
            self._take_first(*named)

    def _fails(self, candidate: schema.Scenario) -> bool:
        text = write(candidate)
        if text not in self.known:
            outcome = self._run(candidate)
            failed = outcome is not None and self.failure in failures_in(outcome)
            self.known[text] = failed and self.is_fair(candidate)
        return self.known[text]

    def _run(self, candidate: schema.Scenario) -> Outcome | None:
        if stopwatch() > self.deadline:
            raise _TimeIsUpError
        self.runs += 1
        try:
            return run_one(candidate, self.orders, Unwatched())
        except ImpossibleStoryError:
            return None


def _fairness_of(scenario: schema.Scenario, orders: Orders) -> Callable[[schema.Scenario], bool]:
    """What every candidate has to be, as far as the scenario is: fair, and kept by the built-in engine."""

    def is_kept(candidate: schema.Scenario) -> bool:
        return not failures_in(run_one(candidate, Orders(), Unwatched()))

    rules = [is_fair] if orders.engine in {None, BUILT_IN} else [is_fair, is_kept]
    kept = [rule for rule in rules if rule(scenario)]
    return lambda candidate: all(rule(candidate) for rule in kept)


def _with_one_expectation(scenario: schema.Scenario, failure: str) -> schema.Scenario:
    """Expect only what breaks; a run that breaks off needs no expectation at all."""
    kept: Iterator[Expected] = (each for each in scenario.expect if each.phrase == failure)
    return scenario.model_copy(update={"expect": tuple(kept) or scenario.expect[:1]})
