"""`harness shrink`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from harness.batch import Orders
from harness.commands.endings import refuse
from harness.commands.reading import EngineName, Seed, engines_may_lie_here, read_scenarios
from harness.exploration.finding import keep
from harness.exploration.shrinking import NothingBreaksError
from harness.exploration.telling_findings import tell_finding
from harness.reporting.outputs import UnwritableError, try_out
from harness.reporting.phrasing import with_slug
from harness.runner import BUILT_IN, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError
from harness.simulation.tripwire import frozen_at_1999


def shrink(
    file: Annotated[Path, typer.Argument(help="A scenario file whose expectations do not hold.")],
    *,
    seed: Seed = None,
    engine: EngineName = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The shrunk scenario (default: beside FILE).")
    ] = None,
) -> None:
    """Shrink a failing scenario to the shortest story that still fails: 0 if done, 2 for bad input."""
    [scenario, *others] = read_scenarios([file])
    if others:
        refuse([f"{file} is a folder; name one scenario file"])
    engines_may_lie_here()
    target = out or with_slug(file, "shrunk")
    try:
        try_out(target)
        engine_named(engine or BUILT_IN)
        with frozen_at_1999():
            finding = keep(scenario, Orders(seed=seed, engine=engine), target)
    except (UnknownEngineError, UnwritableError, NothingBreaksError, ImpossibleStoryError) as wrong:
        refuse([str(wrong)])
    tell_finding(Console(), finding)
