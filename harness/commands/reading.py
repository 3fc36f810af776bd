"""Scenario files as commands take them: the shipped ones, files or folders."""

import sys
from importlib import resources
from pathlib import Path
from typing import Annotated, Final

import typer

from harness.commands.endings import refuse
from harness.scenario.loader import NoScenariosError, ScenarioError, find, load
from harness.scenario.schema import Scenario

SHIPPED: Final = Path(str(resources.files("scenarios")))
Paths = Annotated[
    list[Path] | None, typer.Argument(help="Scenario files or folders (default: the shipped ones).")
]
Seed = Annotated[int | None, typer.Option(help="Another seed than the scenario's own.")]
EngineName = Annotated[
    str | None, typer.Option("--engine", metavar="MODULE:FACTORY", help="Another engine to judge.")
]

Jobs = Annotated[int, typer.Option(min=1, help="How many processes work at once.")]
ClusterAddress = Annotated[
    str | None,
    typer.Option("--cluster", metavar="tcp://HOST:PORT", help="Work on this Dask cluster instead."),
]


def read_scenarios(paths: list[Path]) -> list[Scenario]:
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
        refuse(problems)
    return scenarios


def read_scenario(path: Path) -> Scenario:
    """Read one file; where it is none, or a folder of several, tell so and end."""
    scenarios = read_scenarios([path])
    if len(scenarios) > 1:
        refuse([f"{path}: there are {len(scenarios)} scenarios in this folder; name one file"])
    return scenarios[0]


def engines_may_lie_here() -> None:
    """An engine may lie beside the scenarios, as with uvicorn."""
    sys.path.insert(0, str(Path.cwd()))
