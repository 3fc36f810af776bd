"""Progress while a scenario runs: a bar on a terminal, plain lines in a log. Both are `runner.Progress`."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from harness.result import RunResult
from harness.scenario.schema import Scenario
from harness.simulation.tripwire import stopwatch

REDRAW_SECONDS: Final = 0.1


@dataclass
class Bar:
    """One line that redraws itself, gone when the run has ended. No thread draws: the run's own calls do."""

    console: Console
    place: str
    drawn_at: float = 0.0

    def begin(self, scenario: Scenario) -> None:
        self._zone: tzinfo = scenario.zone
        self._bar = Progress(
            TextColumn("[dim]{task.fields[place]}[/dim] {task.description}", markup=True),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[stand]}", markup=False),
            console=self.console,
            auto_refresh=False,
            transient=True,
            get_time=stopwatch,
        )
        self._task: TaskID = self._bar.add_task(
            scenario.name.replace("[", "("), total=None, place=self.place, stand="setting out"
        )
        self._bar.start()
        self._bar.refresh()

    def at(self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> None:
        if stopwatch() - self.drawn_at < REDRAW_SECONDS:
            return
        self.drawn_at = stopwatch()
        stand = _stand(instant.astimezone(self._zone), day, doing, delivered, due, requests)
        self._bar.update(self._task, total=due or None, completed=delivered, stand=stand)
        self._bar.refresh()

    def end(self, result: RunResult) -> None:
        del result
        self.give_up()

    def give_up(self) -> None:
        """Take the bar away, also where the run broke."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


@dataclass
class Lines:
    """A line at the beginning and one for each day of the clinic's, so that a log shows that it goes on."""

    console: Console
    place: str
    last_day: int = field(default=0)

    def begin(self, scenario: Scenario) -> None:
        self._zone: tzinfo = scenario.zone
        self._say(f"{self.place} {scenario.name}")

    def at(self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> None:
        if day != self.last_day:
            self.last_day = day
            self._say(f"      {_stand(instant.astimezone(self._zone), day, doing, delivered, due, requests)}")

    def end(self, result: RunResult) -> None:
        self._say(f"      {'held' if result.held else 'broken'} after {result.wall_seconds:.1f} s")

    def give_up(self) -> None:
        """Say nothing more: what broke the run is told by others."""

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)


def watcher_on(console: Console, place: str) -> Bar | Lines:
    """Return who watches a run on this console; `place` says which of how many it is (`3/15`)."""
    return Bar(console, place) if console.is_terminal else Lines(console, place)


def _stand(local: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> str:
    return f"day {day} {local:%H:%M}  {doing}  {delivered:,} of {due:,} in Xero  {requests:,} requests"
