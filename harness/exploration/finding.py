"""What was found: a failing story, shrunk and kept as a scenario file, and the command that runs it."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from harness.batch import Orders
from harness.exploration.shrinking import Shrunk, shrink
from harness.reporting.outputs import write as write_file
from harness.reporting.phrasing import slug
from harness.scenario import schema
from harness.scenario.writing import write


@dataclass(frozen=True, slots=True)
class Finding:
    """A shrunk failure and where it is kept."""

    shrunk: Shrunk
    path: Path
    command: str


def keep(scenario: schema.Scenario, orders: Orders, path: Path) -> Finding:
    """Shrink a failing scenario into a file. Raises NothingBreaksError, UnwritableError."""
    shrunk = shrink(scenario, orders)
    write_file(path, write(shrunk.scenario).encode())
    return Finding(shrunk, path, command_for(path, orders))


def command_for(path: Path, orders: Orders) -> str:
    """Return the command that runs a file on the engine in which it was found."""
    engine = ["--engine", orders.engine] if orders.engine else []
    return shlex.join(["harness", "run", str(path), *engine])


def name_of(failure: str, seed: int) -> str:
    """Name the file of what a seed has found."""
    return f"{slug(failure)}-seed-{seed}.yaml"
