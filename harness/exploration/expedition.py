"""Explores for a while, tells how it goes, and keeps the first failure of each kind, shrunk."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console

from harness.batch import Orders
from harness.coverage.coverage import Coverage
from harness.exploration.drawn import Drawn
from harness.exploration.executors import Workers
from harness.exploration.exploring import KILLED, Explored, explored, story_of
from harness.exploration.finding import keep, name_of
from harness.exploration.telling_findings import tell_finding
from harness.reporting.coverage_tables import tell_tables
from harness.reporting.phrasing import counted
from harness.simulation.tripwire import frozen_at_1999, stopwatch

TELL_EVERY_SECONDS: Final = 10.0
MOST_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How far to go: the first seed, runs and seconds at the most (None is no end)."""

    first_seed: int
    runs: int | None
    seconds: float | None

    def seeds(self) -> Iterator[int]:
        """Yield one seed after the other while there is time."""
        began = stopwatch()
        for seed in itertools.islice(itertools.count(self.first_seed), self.runs):
            if self.seconds is not None and stopwatch() - began > self.seconds:
                return
            yield seed


@dataclass
class Expedition:
    """What has been seen so far, and where findings are kept."""

    console: Console
    orders: Orders
    out: Path
    runs: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    drawn: Counter[Drawn] = field(default_factory=Counter)
    reached: Coverage = field(default_factory=Coverage)

    def go(self, extent: Extent, workers: Workers) -> bool:
        """Explore; returns whether every promise was kept. Raises ImpossibleStoryError, UnwritableError."""
        began = told_at = stopwatch()
        shrinking = 0.0
        for each in explored(extent.seeds(), self.orders, workers):
            self.runs += 1
            self.drawn += each.drawn
            self.reached += each.reached
            shrinking += self._look_at(each)
            if stopwatch() - told_at > TELL_EVERY_SECONDS:
                told_at = stopwatch()
                self._tell_progress(told_at - began - shrinking)
        self._tell_end(extent, stopwatch() - began - shrinking)
        return not self.failed

    def _look_at(self, run: Explored) -> float:
        """Shrink and keep what is the first of its kind; returns the seconds that this took."""
        if not run.failures:
            return 0.0
        failure = run.failures[0]
        self.failed[failure] += 1
        if self.failed[failure] > 1:
            return 0.0
        self.console.print(f"Seed {run.seed} breaks: {', '.join(run.failures)}", markup=False)
        if failure == KILLED:
            return 0.0
        with frozen_at_1999():
            finding = keep(story_of(run.seed), self.orders, self.out / name_of(failure, run.seed))
        tell_finding(self.console, finding)
        return finding.shrunk.seconds

    def _tell_progress(self, seconds: float) -> None:
        rate = f"{self.runs / seconds:.1f} runs a second" if seconds > 0 else ""
        self.console.print(f"  {counted(self.runs, 'run')}, {rate}, {self._told_failures()}", markup=False)

    def _tell_end(self, extent: Extent, seconds: float) -> None:
        tell_tables(self.console, self.reached)
        for heading in dict.fromkeys(each.heading for each in self.drawn):
            self.console.print(f"  {heading}: {self._told_drawn(heading)}", markup=False, highlight=False)
        last = extent.first_seed + self.runs - 1
        seeds = f"seeds {extent.first_seed} to {last}"
        rate = f"{self.runs / seconds:.1f} a second" if seconds > 0 else "at once"
        self.console.print(
            f"{counted(self.runs, 'run')} in {seconds:.0f} s ({rate}), {seeds}: {self._told_failures()}.",
            markup=False,
        )
        for failure, runs in self.failed.most_common():
            self.console.print(f"  {failure}: {counted(runs, 'run')}", markup=False)

    def _told_failures(self) -> str:
        broken = sum(self.failed.values())
        return f"{counted(broken, 'run')} broke a promise" if broken else "every promise kept"

    def _told_drawn(self, heading: str) -> str:
        under = Counter({each.what: count for each, count in self.drawn.items() if each.heading == heading})
        shown = [f"{what} {count:,}" for what, count in under.most_common(MOST_SHOWN)]
        more = len(under) - len(shown)
        return ", ".join([*shown, *([f"and {more} more"] if more > 0 else [])])
