"""`harness explore`."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from harness.batch import Orders
from harness.commands.endings import BROKEN, refuse
from harness.commands.reading import ClusterAddress, EngineName, Jobs, engines_may_lie_here
from harness.exploration.executors import NoClusterError, Workforce, hired
from harness.exploration.expedition import Expedition, Extent
from harness.reporting.outputs import UnwritableError, try_out_folder
from harness.runner import BUILT_IN, UnknownEngineError, engine_named
from harness.scenario.moments import read_duration
from harness.scenario.words import MisreadError

UNLESS_SAID: Final = 60.0  # seconds
FOUND: Final = Path("found")


def explore(
    lasts: Annotated[
        str | None, typer.Option("--for", metavar="DURATION", help="For how long, like 10m (default: 1m).")
    ] = None,
    runs: Annotated[int | None, typer.Option(min=1, help="How many runs at the most.")] = None,
    *,
    seed: Annotated[int, typer.Option(min=0, help="The first seed; each run takes the next one.")] = 1,
    engine: EngineName = None,
    jobs: Jobs = 1,
    cluster: ClusterAddress = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where what is found is kept.")] = FOUND,
) -> None:
    """Draw stories nobody wrote, run them, and shrink what fails to a scenario file.

    0 if every promise was kept in every run, 1 if one was not, 2 for bad input.
    """
    engines_may_lie_here()
    orders = Orders(engine=engine)
    try:
        extent = Extent(first_seed=seed, runs=runs, seconds=_seconds(lasts, runs))
        engine_named(engine or BUILT_IN)
        try_out_folder(out)
        with hired(Workforce(jobs, cluster), engine) as workers:
            kept = Expedition(Console(), orders, out).go(extent, workers)
    except (MisreadError, NoClusterError, UnknownEngineError, UnwritableError) as wrong:
        refuse([str(wrong)])
    if not kept:
        raise typer.Exit(BROKEN)


def _seconds(lasts: str | None, runs: int | None) -> float | None:
    if lasts is not None:
        return read_duration(lasts).total_seconds()
    return UNLESS_SAID if runs is None else None
