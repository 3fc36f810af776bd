"""`harness check`."""

from pathlib import Path
from typing import Annotated

import typer

from harness.commands.reading import read_scenarios


def check(paths: Annotated[list[Path], typer.Argument(help="Scenario files or folders.")]) -> None:
    """Read scenario files without running them: 0 if all can be run, else 2."""
    for scenario in read_scenarios(paths):
        typer.echo(f"{scenario.path}: {scenario.name}: good")
