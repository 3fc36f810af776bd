"""`make bench`, third part: what a backfill's estimate was at its start and on the way, against what it took.

An error is the estimate's distance from the time that was truly left, as a share of the whole time; plus is
too long. Each row is one simulated run on virtual time.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from rich.console import Console
from rich.table import Table

from harness.engines.builtin import BuiltIn, sync_engine_for
from harness.engines.protocol import Engine, Seat
from harness.runner import run_with
from harness.scenario.loader import loads
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from harness.simulation.tripwire import frozen_at_1999

MARKS: Final = (0, 25, 50, 75)
LOOKS: Final = 400
STORMY: Final = "{answers lost: 2%, requests lost: 1%, server errors: 1%, delay: 0s to 5s}"
SMALL_PLAN: Final = "{minute: 60, day: 1000, concurrent: 5, payments per minute: 1}"
CASES: Final = (("article", "article", 600), ("standard", "standard", 6_000), ("starter", "starter", 6_000))
ALL_CASES: Final = (*CASES, ("starter, one payment a minute", SMALL_PLAN, 1_300))


@dataclass
class Diary:
    """What the engine said of its backfill, and when."""

    looks: list[tuple[datetime, float, timedelta]] = field(default_factory=list)

    def error_at(self, percent: int) -> float:
        """Return the estimate's error once so much was done, as a share of what the whole took."""
        began, ended = self.looks[0][0], self.looks[-1][0]
        at, _, estimate = next(look for look in self.looks if look[1] * 100 >= percent)
        whole = max((ended - began).total_seconds(), 1.0)
        return (estimate.total_seconds() - (ended - at).total_seconds()) / whole

    @property
    def whole(self) -> timedelta:
        return self.looks[-1][0] - self.looks[0][0]


class Watched(BuiltIn):
    """The built-in engine with somebody who keeps asking how long it will take."""

    def __init__(self, seat: Seat, diary: Diary) -> None:
        self._watched = sync_engine_for(seat)
        super().__init__(self._watched, seat)
        self._clock, self._diary = seat.clock, diary
        self._asking: asyncio.Task[None] | None = None

    async def synchronise(self, since: date) -> None:
        await super().synchronise(since)
        self._asking = asyncio.create_task(self._keep_asking())

    async def _keep_asking(self) -> None:
        pause = 0.0
        while status := self._watched.backfill.status():
            self._diary.looks.append((self._clock.now(), status.done / status.total, status.estimate))
            if status.done == status.total:
                return
            pause = pause or max(0.2, status.estimate.total_seconds() / LOOKS)
            await asyncio.sleep(pause)


def scenario(profile: str, weather: str, invoices: int) -> Scenario:
    """A backlog of so many invoices, each of them paid."""
    return loads(f"""
scenario: How long it takes
about: A backlog of paid invoices, and nothing else.
seed: 4
starts: 2026-03-02T08:00:00+11:00
clinic:
  name: Harbour Physio
  time zone: Australia/Sydney
  payment types: {{EFTPOS: "611"}}
xero: {{profile: {profile}}}
weather: {weather}
timeline:
  - {{at: day 1 08:15, do: connect}}
  - {{at: day 1 08:30, do: disconnect}}
  - {{at: day 1 09:00, do: trade, for: 4d, invoices per day: {invoices // 4}, paid: 100%}}
  - {{at: day 7 08:00, do: reconnect}}
  - {{at: day 7 08:05, do: synchronise, from: day 1}}
expect: [nothing missing]
""")


def diary_of(story: Scenario) -> Diary:
    """Run a backfill and keep asking."""
    diary = Diary()

    def watched(seat: Seat) -> Engine:
        return Watched(seat, diary)

    run_with(story, SeededChoices(story.seed), watched)
    return diary


def cells(name: str, weather: str, diary: Diary) -> Sequence[str]:
    """Spell one row of the table."""
    whole = timedelta(seconds=round(diary.whole.total_seconds()))
    return [name, weather, str(whole), *(f"{100 * diary.error_at(mark):+.1f}%" for mark in MARKS)]


def main() -> None:
    """Run every case in calm and stormy weather, and print the table."""
    heads = ["at the start", *(f"at {mark}%" for mark in MARKS[1:])]
    table = Table("profile", "weather", "took", *heads, title="The estimate's error, of the whole time")
    with frozen_at_1999():
        for name, profile, invoices in ALL_CASES:
            for word, weather in (("calm", "calm"), ("stormy", STORMY)):
                table.add_row(*cells(name, word, diary_of(scenario(profile, weather, invoices))))
    Console().print(table)


if __name__ == "__main__":
    main()
