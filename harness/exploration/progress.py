"""Tortures scenarios one after the other, and tells how many cases there are and how they end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rich.console import Console

from harness.batch import Orders
from harness.exploration.torture import Cases, Ended, cases_of, run_each, run_interrupted
from harness.scenario.schema import Scenario
from harness.simulation.effects import Interruption
from harness.simulation.tripwire import stopwatch

TELL_EVERY_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Extent:
    """How far to go: cases of a scenario (None is all), its documents at the most, cases run at once."""

    sample: int | None
    documents: int
    jobs: int


def run_torture(console: Console, scenarios: Iterable[Scenario], orders: Orders, extent: Extent) -> bool:
    """Run everything; returns whether every promise was kept in every run. Raises BrokenRunError."""
    run, broken, began = 0, 0, stopwatch()
    for scenario in scenarios:
        cases = cases_of(scenario, orders)
        if cases.documents > extent.documents:
            console.print(f"{scenario.name}: left out, {cases.documents:,} documents")
            continue
        failures = _torture(console, cases, orders, extent)
        run += len(_chosen(cases, extent))
        broken += failures
    seconds = stopwatch() - began
    verdict = f"{broken:,} broke a promise" if broken else "every promise kept"
    console.print(f"{run:,} interrupted runs in {seconds:.0f} s: {verdict}.")
    return not broken


def _torture(console: Console, cases: Cases, orders: Orders, extent: Extent) -> int:
    chosen = _chosen(cases, extent)
    counted = f"{cases.effects:,} effects, {len(cases.every):,} cases, {len(chosen):,} to run"
    console.print(f"{cases.scenario.name}: {counted}")
    if extent.jobs > 1 and cases.scenario.path is not None:
        ended: Iterable[Ended] = run_each(cases.scenario.path, orders, chosen, extent.jobs)
    else:
        ended = (run_interrupted(cases.scenario, orders, each) for each in chosen)
    failures, told_at = 0, stopwatch()
    for number, each in enumerate(ended, 1):
        if each.why:
            failures += 1
            console.print(f"  {each.interruption}: {each.why}", highlight=False, markup=False)
            console.print(f"    {each.reproduce}", highlight=False, markup=False, soft_wrap=True)
        if stopwatch() - told_at > TELL_EVERY_SECONDS:
            told_at = stopwatch()
            console.print(f"  {number:,} of {len(chosen):,} run, {failures:,} broken")
    return failures


def _chosen(cases: Cases, extent: Extent) -> list[Interruption]:
    return cases.spread(len(cases.every) if extent.sample is None else extent.sample)
