"""Runs scenarios as ordered, one here or several in processes of their own, and hands the outcomes back.

It reports nothing and judges nothing.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
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
from harness.scenario.demands import demanded
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.admission import AdmissionOrder, Decider
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
    """How a scenario is to be run; None leaves the choice to the scenario, the seed or the harness."""

    seed: int | None = None
    engine: str | None = None
    interruptions: tuple[Interruption, ...] = ()
    admission: AdmissionOrder | None = None

    def __str__(self) -> str:
        seed = [] if self.seed is None else [f"seed {self.seed}"]
        admission = [] if self.admission is None else [self.admission]
        return ", ".join(map(str, [*seed, *self.interruptions, *admission])) or "as it stands"

    def effects(self) -> Effects | None:
        """Return what interrupts one run as ordered."""
        return Effects(*self.interruptions) if self.interruptions else None

    def decider(self) -> Decider | None:
        """Return what decides the admissions of one run as ordered."""
        return self.admission.decider() if self.admission else None


def run_one(
    scenario: Scenario, orders: Orders, progress: Progress, *, decider: Decider | None = None
) -> Outcome:
    """Run one scenario here; a `decider` of the orders' that is brought along can be asked afterwards."""
    effects, admission = orders.effects(), decider or orders.decider()
    try:
        return run_scenario(
            scenario.model_copy(update={"expect": demanded(scenario.expect, orders.interruptions)}),
            seed=orders.seed,
            engine=orders.engine,
            progress=progress,
            effects=effects,
            admission=admission,
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
            reproduce=command_for(scenario, seed, orders.engine, effects, admission),
        )


def run_apart(paths: Sequence[Path], orders: Orders, jobs: int) -> Iterator[Outcome]:
    """Run scenario files in that many processes; each process reads its file anew."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(paths)), spawning, get_ready, (orders.engine,)) as workers:
        yield from workers.map(_run_file, paths, [orders] * len(paths))


def get_ready(engine: str | None) -> None:
    """Import the engine first: classes that are built while the clock is frozen would keep frozen types."""
    engine_named(engine or BUILT_IN)
    freeze_for_good()


def _run_file(path: Path, orders: Orders) -> Outcome:
    return run_one(load(path), orders, Unwatched())
