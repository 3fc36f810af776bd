"""Progress while a scenario runs: a bar on a terminal, plain lines in a log. Both are `runner.Progress`."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from harness.result import RunResult
from harness.scenario.schema import Scenario
from harness.simulation.tripwire import stopwatch

REDRAW_SECONDS: Final = 0.1


class Bar:
    """One line that redraws itself, gone when the run has ended. No thread draws: the run's own calls do."""

    def __init__(self, console: Console, place: str) -> None:
        self._place = place
        self._zone: tzinfo = UTC
        self._drawn_at = 0.0
        self._line = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[stand]}", markup=False),
            console=console,
            auto_refresh=False,
            transient=True,
            get_time=stopwatch,
        )
        self._task = self._line.add_task("", total=None, stand="")

    def begin(self, scenario: Scenario) -> None:
        self._zone = scenario.zone
        self._line.update(self._task, description=f"{self._place} {scenario.name}", stand="setting out")
        self._line.start()
        self._line.refresh()

    def at(self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> None:
        if stopwatch() - self._drawn_at < REDRAW_SECONDS:
            return
        self._drawn_at = stopwatch()
        stand = _stand(instant.astimezone(self._zone), day, doing, delivered, due, requests)
        self._line.update(self._task, total=due or None, completed=delivered, stand=stand)
        self._line.refresh()

    def end(self, result: RunResult) -> None:
        del result
        self.leave()

    def leave(self) -> None:
        """Take the bar away, also where the run broke."""
        self._line.stop()


@dataclass
class Lines:
    """A line at the beginning and one for each day of the clinic's, so that a log shows that it goes on."""

    console: Console
    place: str
    last_day: int = 0
    zone: tzinfo = field(default=UTC)

    def begin(self, scenario: Scenario) -> None:
        self.zone = scenario.zone
        self._say(f"{self.place} {scenario.name}")

    def at(self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> None:
        if day != self.last_day:
            self.last_day = day
            self._say(f"      {_stand(instant.astimezone(self.zone), day, doing, delivered, due, requests)}")

    def end(self, result: RunResult) -> None:
        self._say(f"      {'held' if result.held else 'broken'} after {result.wall_seconds:.1f} s")

    def leave(self) -> None:
        """Nothing to take away; what broke a run is told by others."""

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)


def watcher_on(console: Console, place: str) -> Bar | Lines:
    """Return who watches a run on this console; `place` says which of how many it is (`3/15`)."""
    return Bar(console, place) if console.is_terminal else Lines(console, place)


def _stand(local: datetime, day: int, doing: str, delivered: int, due: int, requests: int) -> str:
    return f"day {day} {local:%H:%M}  {doing}  {delivered:,} of {due:,} in Xero  {requests:,} requests"
