"""`harness coverage`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from harness.batch import Orders
from harness.commands.endings import BROKEN, refuse
from harness.commands.reading import SHIPPED, EngineName, Paths, Seed, engines_may_lie_here, read_scenarios
from harness.coverage.coverage import Coverage, total
from harness.coverage.explained import stale, unexplained
from harness.exploration.reaching import visit_each
from harness.reporting import outputs
from harness.reporting.coverage_tables import coverage_as_json, tell_gaps, tell_tables
from harness.reporting.outputs import UnwritableError
from harness.reporting.phrasing import counted
from harness.runner import BUILT_IN, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.schema import Scenario
from harness.simulation.tripwire import frozen_at_1999


def coverage(
    paths: Paths = None,
    *,
    seed: Seed = None,
    seeds: Annotated[
        int, typer.Option(min=0, help="So many more runs of each scenario, under other seeds in a storm.")
    ] = 0,
    engine: EngineName = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="The tables for machines.")
    ] = None,
) -> None:
    """Show which trouble the scenarios reach, and what the engine was at: fault by phase, answers, refusals.

    0 if every empty cell is explained, 1 if one is not or an explanation is untrue, 2 for bad input.
    """
    scenarios = read_scenarios(paths or [SHIPPED])
    engines_may_lie_here()
    console = Console()
    try:
        if json_file is not None:
            outputs.try_out(json_file)
        engine_named(engine or BUILT_IN)
        with frozen_at_1999():
            reached, runs, whole = _reached(console, scenarios, Orders(seed=seed, engine=engine), seeds)
        tell_tables(console, reached)
        tell_gaps(console, reached)
        if json_file is not None:
            outputs.write(json_file, coverage_as_json(reached, runs))
    except (UnwritableError, UnknownEngineError, ImpossibleStoryError) as wrong:
        refuse([str(wrong)])
    if not whole or unexplained(reached.empty()) or stale(reached.counts):
        raise typer.Exit(BROKEN)


def _reached(
    console: Console, scenarios: list[Scenario], orders: Orders, seeds: int
) -> tuple[Coverage, int, bool]:
    """Run everything: what was reached, in how many runs, and whether all of them came to their end."""
    visits = []
    with console.status("Running") as status:
        for visit in visit_each(scenarios, orders, seeds):
            visits.append(visit)
            status.update(f"Running: {len(visits)} of {len(scenarios) * (1 + seeds)}, {visit.scenario}")
            if visit.broken:
                console.print(f"{visit.scenario}: {visit.broken}", highlight=False, markup=False)
    console.print(f"{counted(len(visits), 'run')} of {counted(len(scenarios), 'scenario')}.")
    return total(each.coverage for each in visits), len(visits), not any(each.broken for each in visits)
