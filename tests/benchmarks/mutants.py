"""`make mutants`: what the promises notice when the engine's pure rooms are broken in one place.

Each mutant runs in a process of its own, through the stories of the gallery and the shorter shipped ones. It
is killed by the first story whose expectations do not hold, that breaks off, or that does not end in time. No
unit test has a say: the score is the promises' own.
"""

import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from harness.checkers.verdict import Outcome
from harness.commands.reading import SHIPPED
from harness.runner import BUILT_IN, BrokenRunError, engine_named, run_scenario
from harness.scenario.loader import load, loads
from harness.scenario.schema import Scenario
from harness.simulation.tripwire import frozen_at_1999
from tests.benchmarks.mutating import Mutant, infect, mutants_of
from tests.simulation.gallery_stories import STORIES

ROOMS: Final = (
    "sync_engine.plan",
    "sync_engine.pacing",
    "sync_engine.reasons",
    "sync_engine.day_budget",
    "sync_engine.estimate",
    "sync_engine.calls",
    "sync_engine.dispatch.judging",
    "sync_engine.dispatch.concluding",
    "sync_engine.dispatch.asking",
    "sync_engine.dispatch.naming",
    "sync_engine.dispatch.spelling",
    "sync_engine.dispatch.mapped",
    "sync_engine.xero.replies",
    "sync_engine.xero.counting",
    "sync_engine.xero.wire",
    "sync_engine.clinic.drafts",
)
LONG: Final = frozenset(
    {
        "the-batch-sync-of-5000",
        "disconnected-for-eleven-days",
        "new-work-during-a-backfill",
        "a-small-plan",
    }
)
SECONDS_A_STORY: Final = 20  # the longest takes about one
SURVIVED: Final = "survived"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: who killed it, if anybody did."""

    mutant: Mutant
    killed_by: str | None


def main(
    every: Annotated[int, typer.Option(min=1, help="Try each so-manieth mutant only.")] = 1,
    room: Annotated[list[str] | None, typer.Option(help="Only these modules.")] = None,
) -> None:
    """Print the score of each room, and the survivors."""
    engine_named(BUILT_IN)
    console, scenarios = Console(), stories()
    rooms = room or ROOMS
    chosen = [mutant for name in rooms for mutant in mutants_of(import_module(name))][::every]
    with frozen_at_1999():
        for broken in filter(None, map(broken_in, scenarios)):
            raise typer.BadParameter(f"without any mutant, this does not hold: {broken}")
        fates = []
        for fate in tried(chosen, scenarios):
            fates.append(fate)
            place = f"{len(fates)}/{len(chosen)}"
            console.print(f"{place}  {fate.killed_by or SURVIVED}  {fate.mutant}", highlight=False)
    console.print(score(rooms, fates))


def stories() -> list[Scenario]:
    """The stories, the shortest first."""
    shipped = [load(path) for path in sorted(SHIPPED.rglob("*.yaml")) if path.stem not in LONG]
    return [*(loads(text) for text in STORIES.values()), *shipped]


def tried(mutants: Sequence[Mutant], scenarios: Sequence[Scenario]) -> Iterator[Fate]:
    """Run each mutant in a process of its own, which has everything imported."""
    forking = multiprocessing.get_context("fork")
    for mutant in mutants:
        heard, told = forking.Pipe(duplex=False)
        process = forking.Process(target=_suffer, args=(mutant, scenarios, told))
        process.start()
        told.close()
        yield Fate(mutant, _killer(heard, scenarios))
        process.kill()
        process.join()


def broken_in(scenario: Scenario) -> str | None:
    """Return the first expectation that does not hold in a story."""
    try:
        result = run_scenario(scenario)
    except BrokenRunError as broken:
        return f"{broken} in {scenario.name}"
    invalid = (each.expectation for each in result.verdicts if each.outcome is Outcome.INVALID)
    return next((f"{expectation} in {scenario.name}" for expectation in invalid), None)


def score(rooms: Sequence[str], fates: Sequence[Fate]) -> Table:
    """Say what share of each room's mutants was killed."""
    tried_in = Counter(fate.mutant.module for fate in fates)
    killed_in = Counter(fate.mutant.module for fate in fates if fate.killed_by is not None)
    table = Table("room", "mutants", "killed", "score")
    for room in rooms:
        if tried_in[room]:
            share = killed_in[room] / tried_in[room]
            table.add_row(room, str(tried_in[room]), str(killed_in[room]), f"{share:.0%}")
    share = killed_in.total() / max(tried_in.total(), 1)
    table.add_row("all", str(tried_in.total()), str(killed_in.total()), f"{share:.0%}")
    return table


def _suffer(mutant: Mutant, scenarios: Sequence[Scenario], told: Connection) -> None:
    infect(import_module(mutant.module), mutant)
    for scenario in scenarios:
        told.send(broken_in(scenario))


def _killer(heard: Connection, scenarios: Sequence[Scenario]) -> str | None:
    """Hear of one story after the other what became of it; whoever says nothing does not come back."""
    for scenario in scenarios:
        if not heard.poll(SECONDS_A_STORY):
            return f"no end in {scenario.name}"
        try:
            said: str | None = heard.recv()
        except EOFError:
            return f"the end of its process in {scenario.name}"
        if said is not None:
            return said
    return None


if __name__ == "__main__":
    typer.run(main)
