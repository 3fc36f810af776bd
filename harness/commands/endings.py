"""How a command ends: exit code 1 where an expectation does not hold, 2 for bad input."""

from collections.abc import Iterable
from typing import Final, NoReturn

import typer

BROKEN: Final = 1
BAD_INPUT: Final = 2


def refuse(problems: Iterable[str]) -> NoReturn:
    """Tell each problem on the error channel and end."""
    for problem in problems:
        typer.echo(problem, err=True)
    raise typer.Exit(BAD_INPUT)
