"""Runs several scenarios, here or in processes of their own, and hands the outcomes back in the order given.

It reports nothing and judges nothing.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from harness.result import RunResult
from harness.runner import (
    BUILT_IN,
    BrokenRunError,
    Progress,
    Unwatched,
    command_for,
    engine_named,
    run_scenario,
)
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.effects import Effects, Interruption
from harness.simulation.tripwire import freeze_for_good


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRun:
    """A run that ended before its time: there is a reason, but nothing to judge."""

    scenario: str
    seed: int
    path: Path | None
    reason: str
    reproduce: str


Outcome = RunResult | BrokenRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """How every scenario of a batch is to be run; None leaves the choice to the scenario or the harness."""

    seed: int | None = None
    engine: str | None = None
    interruption: Interruption | None = None

    def interrupted(self, interruption: Interruption) -> "Orders":
        """The same orders, with this in their way."""
        return replace(self, interruption=interruption)


def run_one(scenario: Scenario, orders: Orders, progress: Progress) -> Outcome:
    """Run one scenario here."""
    try:
        return run_scenario(
            scenario,
            seed=orders.seed,
            engine=orders.engine,
            progress=progress,
            effects=Effects(orders.interruption) if orders.interruption else None,
        )
    except ImpossibleStoryError as wrong:
        raise ImpossibleStoryError(f"{scenario.path or scenario.name}: {wrong}") from wrong
    except BrokenRunError as broken:
        seed = scenario.seed if orders.seed is None else orders.seed
        return BrokenRun(
            scenario=scenario.name,
            seed=seed,
            path=scenario.path,
            reason=str(broken),
            reproduce=command_for(scenario, seed, orders.engine, orders.interruption),
        )


def run_apart(paths: Sequence[Path], orders: Orders, jobs: int) -> Iterator[Outcome]:
    """Run scenario files in that many processes; each process reads its file anew."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(paths)), spawning, get_ready, (orders,)) as workers:
        yield from workers.map(_run_file, paths, [orders] * len(paths))


def get_ready(orders: Orders) -> None:
    """Import the engine first: classes that are built while the clock is frozen would keep frozen types."""
    engine_named(orders.engine or BUILT_IN)
    freeze_for_good()


def _run_file(path: Path, orders: Orders) -> Outcome:
    return run_one(load(path), orders, Unwatched())
