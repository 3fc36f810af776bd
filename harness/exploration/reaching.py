"""Runs scenarios to see what trouble they reach: as they are, and under more seeds in a storm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from harness.batch import BrokenRun, Orders, run_one
from harness.coverage.counting import coverage_of
from harness.coverage.coverage import Coverage
from harness.result import RunResult
from harness.runner import Unwatched
from harness.scenario.schema import Scenario
from harness.scenario.weather import STORM


@dataclass(frozen=True, slots=True)
class Visit:
    """One run: what it reached, or why it broke off."""

    scenario: str
    seed: int
    coverage: Coverage
    broken: str = ""


def coverage_of_result(result: RunResult) -> Coverage:
    """Return what a finished run reached."""
    return coverage_of(result.history.entries, result.calls, result.breaks)


def visit_each(scenarios: Iterable[Scenario], orders: Orders, seeds: int) -> Iterator[Visit]:
    """Run each scenario as it is, then so many times more, each under another seed and in a storm."""
    for scenario in scenarios:
        first = scenario.seed if orders.seed is None else orders.seed
        yield _visit(scenario, orders)
        stormy = scenario.model_copy(update={"weather": STORM})
        for seed in range(first + 1, first + 1 + seeds):
            yield _visit(stormy, replace(orders, seed=seed))


def _visit(scenario: Scenario, orders: Orders) -> Visit:
    outcome = run_one(scenario, orders, Unwatched())
    if isinstance(outcome, BrokenRun):
        return Visit(outcome.scenario, outcome.seed, Coverage(), f"{outcome.reason} ({outcome.reproduce})")
    return Visit(outcome.scenario, outcome.seed, coverage_of_result(outcome))
