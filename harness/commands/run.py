"""`harness run`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from harness.batch import BrokenRun, Orders, Outcome, run_apart, run_one
from harness.commands.endings import BROKEN, refuse
from harness.commands.files import Files
from harness.commands.reading import (
    SHIPPED,
    EngineName,
    Jobs,
    Paths,
    Seed,
    engines_may_lie_here,
    read_scenarios,
)
from harness.reporting.annotations import annotations
from harness.reporting.console import tell, tell_summary
from harness.reporting.outputs import UnwritableError
from harness.reporting.phrasing import slugs
from harness.reporting.progress import watcher_on
from harness.runner import BUILT_IN, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.schema import Scenario
from harness.simulation.admission import UnreadableOrderError, read_order
from harness.simulation.effects import Interruption, UnreadableInterruptionError
from harness.simulation.tripwire import frozen_at_1999

ReportDir = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A page for each scenario, and an index.")
]
JsonFile = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The results for machines.")]
JunitFile = Annotated[Path | None, typer.Option(metavar="FILE", help="The verdicts as JUnit XML.")]
SummaryFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A summary in Markdown, for a CI job's page.")
]
HistoryFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Everything that happened, as JSON Lines.")
]
WitnessFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Which request made which document, as JSON.")
]
Interruptions = Annotated[
    list[str] | None,
    typer.Option(
        "--interrupt", metavar="'MISHAP at effect N'", help="A mishap, as `torture` names it; may come again."
    ),
]
Admission = Annotated[
    str | None,
    typer.Option(metavar="ORDER", help="In which order Xero takes deeds, as `torture` names it."),
]
BAD: Final = (
    UnwritableError,
    UnknownEngineError,
    ImpossibleStoryError,
    UnreadableInterruptionError,
    UnreadableOrderError,
)


def run(
    paths: Paths = None,
    *,
    seed: Seed = None,
    report: ReportDir = None,
    json_file: JsonFile = None,
    junit: JunitFile = None,
    summary: SummaryFile = None,
    history: HistoryFile = None,
    witness: WitnessFile = None,
    engine: EngineName = None,
    jobs: Jobs = 1,
    interrupt: Interruptions = None,
    admission: Admission = None,
) -> None:
    """Run scenarios and judge them: 0 if all expectations hold, 1 if one does not, 2 for bad input.

    In a GitHub job (GITHUB_ACTIONS is true) each broken expectation is also an annotation of its file.
    """
    try:
        scenarios = read_scenarios(paths or [SHIPPED])
        names = slugs([each.name for each in scenarios])
        files = Files(report, json_file, junit, summary, history, witness, names)
        files.try_out()
        engines_may_lie_here()
        engine_named(engine or BUILT_IN)
        orders = _orders(seed, engine, interrupt or [], admission)
        with frozen_at_1999():
            outcomes = list(_run(scenarios, orders, jobs, files))
        files.write_all(outcomes)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            typer.echo("\n".join(annotations(outcomes)))
    except BAD as wrong:
        refuse([str(wrong)])
    if any(isinstance(each, BrokenRun) or not each.held for each in outcomes):
        raise typer.Exit(BROKEN)


def _orders(seed: int | None, engine: str | None, interrupt: list[str], admission: str | None) -> Orders:
    """Read what is told in words. Raises UnreadableInterruptionError, UnreadableOrderError."""
    return Orders(
        seed=seed,
        engine=engine,
        interruptions=tuple(map(Interruption.read, interrupt)),
        admission=read_order(admission) if admission else None,
    )


def _run(scenarios: list[Scenario], orders: Orders, jobs: int, files: Files) -> Iterator[Outcome]:
    console = Console()
    outcomes = []
    for place, outcome in enumerate(_outcomes(console, scenarios, orders, jobs)):
        tell(console, outcome)
        files.write_one(place, outcome)
        outcomes.append(outcome)
        yield outcome
    if len(outcomes) > 1:
        tell_summary(console, outcomes)


def _outcomes(console: Console, scenarios: list[Scenario], orders: Orders, jobs: int) -> Iterator[Outcome]:
    if jobs > 1 and len(scenarios) > 1:
        console.print(f"Running {len(scenarios)} scenarios, {jobs} at a time.")
        yield from run_apart([scenario.path for scenario in scenarios if scenario.path], orders, jobs)
        return
    for number, scenario in enumerate(scenarios, 1):
        watcher = watcher_on(console, f"{number}/{len(scenarios)}")
        try:
            yield run_one(scenario, orders, watcher)
        finally:
            watcher.leave()
