"""The command line: `harness run`, `harness check`, `harness schema`.

It calls others to read, run and report. Exit codes: 0 all expectations hold, 1 one does not, 2 bad input.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console

from harness.batch import BrokenRun, Orders, Outcome, run_apart, run_one
from harness.exploration.progress import Extent, run_torture
from harness.reporting import outputs
from harness.reporting.as_json import as_json
from harness.reporting.console import tell, tell_summary
from harness.reporting.junit import as_junit
from harness.reporting.outputs import UnwritableError
from harness.reporting.page import index_page, report_page
from harness.reporting.phrasing import slugs, with_slug
from harness.reporting.progress import watcher_on
from harness.runner import BUILT_IN, BrokenRunError, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.editor_schema import editor_schema
from harness.scenario.loader import NoScenariosError, ScenarioError, find, load
from harness.scenario.schema import Scenario
from harness.simulation.effects import Interruption, UnreadableInterruptionError
from harness.simulation.tripwire import frozen_at_1999

SHIPPED: Final = Path(str(resources.files("scenarios")))
BROKEN: Final = 1
BAD_INPUT: Final = 2

app = typer.Typer(
    help="Runs stories of a clinic's sync to Xero on virtual time, and judges what both books end with.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
Paths = Annotated[
    list[Path] | None, typer.Argument(help="Scenario files or folders (default: the shipped ones).")
]


@app.command()
def run(
    paths: Paths = None,
    *,
    seed: Annotated[int | None, typer.Option(help="Another seed than the scenario's own.")] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A page for each scenario, and an index.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="The results for machines.")
    ] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="The verdicts as JUnit XML.")] = None,
    history: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Everything that happened, as JSON Lines.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="MODULE:FACTORY", help="Another engine to judge.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many scenarios run at once.")] = 1,
    interrupt: Annotated[
        str | None, typer.Option(metavar="'MISHAP at effect N'", help="One mishap, as `torture` names it.")
    ] = None,
) -> None:
    """Run scenarios and judge them: 0 if all expectations hold, 1 if one does not, 2 for bad input."""
    try:
        scenarios = _read(paths or [SHIPPED])
        files = Files(report, json_file, junit, history, slugs([each.name for each in scenarios]))
        files.try_out()
        sys.path.insert(0, str(Path.cwd()))  # an engine may lie beside the scenarios, as with uvicorn
        engine_named(engine or BUILT_IN)
        orders = Orders(
            seed=seed, engine=engine, interruption=Interruption.read(interrupt) if interrupt else None
        )
        with frozen_at_1999():
            outcomes = list(_run(scenarios, orders, jobs, files))
        files.write_all(outcomes)
    except (UnwritableError, UnknownEngineError, ImpossibleStoryError, UnreadableInterruptionError) as wrong:
        _refuse([str(wrong)])
    if any(isinstance(each, BrokenRun) or not each.held for each in outcomes):
        raise typer.Exit(BROKEN)


@app.command()
def check(paths: Annotated[list[Path], typer.Argument(help="Scenario files or folders.")]) -> None:
    """Read scenario files without running them: 0 if all can be run, else 2."""
    for scenario in _read(paths):
        typer.echo(f"{scenario.path}: {scenario.name}: good")


@app.command()
def torture(
    paths: Paths = None,
    *,
    seed: Annotated[int | None, typer.Option(help="Another seed than the scenario's own.")] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="MODULE:FACTORY", help="Another engine to judge.")
    ] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="So many cases of each scenario, evenly spread (default: all).")
    ] = None,
    documents: Annotated[
        int, typer.Option(min=1, help="Leave out scenarios of more invoices and payments than this.")
    ] = 200,
    jobs: Annotated[int, typer.Option(min=1, help="How many cases run at once.")] = 1,
) -> None:
    """Interrupt every effect of the engine in turn: a crash at each, each request lost, each answer lost.

    0 if all expectations hold in every run, 1 if one does not, 2 for bad input.
    """
    scenarios = _read(paths or [SHIPPED])
    sys.path.insert(0, str(Path.cwd()))
    orders = Orders(seed=seed, engine=engine)
    try:
        engine_named(engine or BUILT_IN)
        with frozen_at_1999():
            kept = run_torture(Console(), scenarios, orders, Extent(sample, documents, jobs))
    except (UnknownEngineError, ImpossibleStoryError, BrokenRunError) as wrong:
        _refuse([str(wrong)])
    if not kept:
        raise typer.Exit(BROKEN)


@app.command()
def schema() -> None:
    """Print the scenario language as JSON Schema, for editors."""
    typer.echo(json.dumps(editor_schema(), indent=2, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Files:
    """Where the results go, as asked for on the command line."""

    report: Path | None
    json_file: Path | None
    junit: Path | None
    history: Path | None
    slugs: list[str]

    def try_out(self) -> None:
        """Find out before anything runs. Raises UnwritableError."""
        named = [file for file in (self.json_file, self.junit, *self._histories()) if file]
        outputs.refuse_clashes(named)
        for file in named:
            outputs.try_out(file)
        if self.report is not None:
            outputs.try_out_folder(self.report)

    def write_one(self, place: int, outcome: Outcome) -> None:
        """Write what belongs to one run as soon as it has ended."""
        if isinstance(outcome, BrokenRun):
            return
        if self.report is not None:
            page = self.report / f"{self.slugs[place]}.html"
            outputs.write(page, report_page(outcome).encode())
        if self.history is not None:
            lines = b"".join(line + b"\n" for line in outcome.history.lines())
            outputs.write(self._histories()[place], lines)

    def write_all(self, outcomes: list[Outcome]) -> None:
        """Write what is about all runs."""
        if self.report is not None:
            pages = [f"{slug}.html" for slug in self.slugs]
            outputs.write(
                self.report / "index.html", index_page(list(zip(pages, outcomes, strict=True))).encode()
            )
        if self.json_file is not None:
            outputs.write(self.json_file, as_json(outcomes))
        if self.junit is not None:
            outputs.write(self.junit, as_junit(outcomes))

    def _histories(self) -> list[Path]:
        if self.history is None or len(self.slugs) == 1:
            return [self.history] if self.history else []
        return [with_slug(self.history, slug) for slug in self.slugs]


def _read(paths: list[Path]) -> list[Scenario]:
    """Read every file; where one is no scenario, tell the problems of all of them and end."""
    scenarios, problems = [], []
    try:
        for file in find(paths):
            try:
                scenarios.append(load(file))
            except ScenarioError as wrong:
                problems += wrong.messages
    except NoScenariosError as wrong:
        problems.append(str(wrong))
    if problems:
        _refuse(problems)
    return scenarios


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


def _refuse(problems: list[str]) -> NoReturn:
    for problem in problems:
        typer.echo(problem, err=True)
    raise typer.Exit(BAD_INPUT)


def main() -> None:
    """The `harness` command."""
    app()


if __name__ == "__main__":
    main()
