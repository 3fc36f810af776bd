"""Every effect of a scenario interrupted in turn: a crash at each, each request lost, each answer lost.

A calm run counts the effects; each case is the same run with one interruption. Nothing is drawn.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from harness.batch import BrokenRun, Orders, get_ready, run_one
from harness.checkers.verdict import Outcome
from harness.result import RunResult
from harness.runner import Unwatched, run_scenario
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.effects import POSSIBLE, Effect, Effects, Interruption


@dataclass(frozen=True, slots=True)
class Cases:
    """What can befall one scenario: its documents, its effects, and every interruption there is."""

    scenario: Scenario
    documents: int
    effects: int
    every: Sequence[Interruption]

    def spread(self, most: int) -> list[Interruption]:
        """Return so many at the most, evenly over the run."""
        count = len(self.every)
        return [self.every[place * count // most] for place in range(most)] if count > most else [*self.every]


@dataclass(frozen=True, slots=True)
class Ended:
    """How one interrupted run ended; `why` names the promises broken, and is empty where all were kept."""

    interruption: Interruption
    why: str
    reproduce: str


def cases_of(scenario: Scenario, orders: Orders) -> Cases:
    """Run the scenario once without interruption and list what can befall it. Raises BrokenRunError."""
    effects = Effects()
    result = run_scenario(scenario, seed=orders.seed, engine=orders.engine, effects=effects)
    documents = result.clinic_totals.invoices + result.clinic_totals.payments
    return Cases(scenario, documents, len(effects.seen), interruptions_of(effects.seen))


def interruptions_of(effects: Sequence[Effect]) -> list[Interruption]:
    """Return each mishap that is possible at each effect."""
    return [
        Interruption(place, mishap) for place, effect in enumerate(effects, 1) for mishap in POSSIBLE[effect]
    ]


def run_interrupted(scenario: Scenario, orders: Orders, interruption: Interruption) -> Ended:
    """Run one case here."""
    outcome = run_one(scenario, orders.interrupted(interruption), Unwatched())
    return Ended(interruption, _why(outcome), outcome.reproduce)


def run_each(path: Path, orders: Orders, interruptions: Sequence[Interruption], jobs: int) -> Iterator[Ended]:
    """Run the cases of a scenario file in processes of their own, and yield how each ended, in order."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, spawning, _get_ready, (path, orders)) as workers:
        yield from workers.map(_run_case, interruptions, chunksize=8)


class _Here:
    """What a worker process keeps: its scenario is read once."""

    scenario: Scenario
    orders: Orders


def _get_ready(path: Path, orders: Orders) -> None:
    _Here.scenario, _Here.orders = load(path), orders
    get_ready(orders)


def _run_case(interruption: Interruption) -> Ended:
    return run_interrupted(_Here.scenario, _Here.orders, interruption)


def _why(outcome: RunResult | BrokenRun) -> str:
    if isinstance(outcome, BrokenRun):
        return outcome.reason
    broken = [each for each in outcome.verdicts if each.outcome is not Outcome.VALID]
    return "; ".join(f"{each.expectation}: {' '.join(each.evidence[:1])}" for each in broken)
