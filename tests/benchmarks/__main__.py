"""`make bench`: requests a second of the main job, as a fraction of the floor; memory a document.

The rate is taken while the backfill delivers, that is between the first and the last look at the run;
the whole run, with the ten days of trade before it and the judgement after it, is told beside it.
"""

import gc
import resource
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console
from rich.table import Table

from harness.cli import SHIPPED
from harness.result import RunResult
from harness.runner import run_scenario
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.tripwire import stopwatch
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
    scenario = load(SHIPPED / "the-batch-sync-of-5000.yaml")
    table = Table(
        "round", "requests", "requests/s", "floor/s", "fraction", "whole run, s", title=scenario.name
    )
    fractions = []
    before = megabytes()
    for number in range(1, ROUNDS + 1):
        gc.collect()
        looks = Looks()
        result = run_scenario(scenario, progress=looks)
        floor = calls_a_second(len(result.calls))
        rate = looks.requests_a_second
        fractions.append(rate / floor)
        table.add_row(
            str(number),
            f"{len(result.calls):,}",
            f"{rate:,.0f}",
            f"{floor:,.0f}",
            f"{rate / floor:.2f}",
            f"{result.wall_seconds:.1f}",
        )
        if number == 1:
            documents = result.xero_totals.invoices + result.xero_totals.payments
            kilobytes = (megabytes() - before) * 1024 / documents
    console = Console()
    console.print(table)
    console.print(f"median fraction of the floor: {sorted(fractions)[ROUNDS // 2]:.2f}")
    console.print(f"memory: {kilobytes:.1f} KiB a document, peak {megabytes():.0f} MiB")


if __name__ == "__main__":
    main()
