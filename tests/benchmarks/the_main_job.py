"""`make bench`, first part: requests a second of the main job, as a fraction of the floor; memory a document.

The rate is taken while the backfill delivers, that is between the first and the last look at the run;
the whole run, with the ten days of trade before it and the judgement after it, is told beside it.
"""

import gc
import resource
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from rich.console import Console
from rich.table import Table

from harness.commands.reading import SHIPPED
from harness.result import RunResult
from harness.runner import BUILT_IN, engine_named, run_scenario
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.tripwire import frozen_at_1999, stopwatch
from tests.benchmarks.floor import calls_a_second

ROUNDS = 3


@dataclass
class Looks:
    """Real seconds and requests at each look at the run."""

    taken: list[tuple[float, int]] = field(default_factory=list)

    def begin(self, scenario: Scenario) -> None: ...

    def at(self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> None:
        del instant, day, doing, delivered, due
        self.taken.append((stopwatch(), requests))

    def end(self, result: RunResult) -> None: ...

    @property
    def requests_a_second(self) -> float:
        (began, first), (ended, last) = self.taken[0], self.taken[-1]
        return (last - first) / (ended - began)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run the rounds and print the table."""
    scenario = load(SHIPPED / "the-batch-sync-of-5000.yaml")
    table = Table(
        "round", "requests", "requests/s", "floor/s", "fraction", "whole run, s", title=scenario.name
    )
    before = megabytes()
    engine_named(BUILT_IN)
    with frozen_at_1999():
        rounds = [measured(scenario) for _ in range(ROUNDS)]
    for number, each in enumerate(rounds, 1):
        table.add_row(str(number), *each.cells())
    grown = (rounds[0].peak_megabytes - before) * 1024 / rounds[0].documents
    console = Console()
    console.print(table)
    console.print(f"median fraction of the floor: {median(each.fraction for each in rounds):.2f}")
    console.print(f"memory: {grown:.1f} KiB a document, peak {rounds[-1].peak_megabytes:.0f} MiB")


@dataclass(frozen=True)
class Round:
    """What one round measured."""

    requests: int
    documents: int
    requests_a_second: float
    floor_a_second: float
    whole_run_seconds: float
    peak_megabytes: float

    @property
    def fraction(self) -> float:
        return self.requests_a_second / self.floor_a_second

    def cells(self) -> tuple[str, ...]:
        return (
            f"{self.requests:,}",
            f"{self.requests_a_second:,.0f}",
            f"{self.floor_a_second:,.0f}",
            f"{self.fraction:.2f}",
            f"{self.whole_run_seconds:.1f}",
        )


def measured(scenario: Scenario) -> Round:
    """Run the scenario once, then the floor with as many calls."""
    gc.collect()
    looks = Looks()
    result = run_scenario(scenario, progress=looks)
    requests, documents = len(result.calls), result.xero_totals.invoices + result.xero_totals.payments
    seconds, peak = result.wall_seconds, megabytes()
    del result
    gc.collect()  # the floor must not pay for what the run has left behind
    return Round(
        requests=requests,
        documents=documents,
        requests_a_second=looks.requests_a_second,
        peak_megabytes=peak,
        floor_a_second=calls_a_second(requests),
        whole_run_seconds=seconds,
    )


if __name__ == "__main__":
    main()
