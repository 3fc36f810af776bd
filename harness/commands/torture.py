"""`harness torture`."""

from typing import Annotated

import typer
from rich.console import Console

from harness.batch import Orders
from harness.commands.endings import BROKEN, refuse
from harness.commands.reading import SHIPPED, EngineName, Paths, Seed, engines_may_lie_here, read_scenarios
from harness.exploration.progress import Extent, run_torture
from harness.runner import BUILT_IN, BrokenRunError, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError
from harness.simulation.tripwire import frozen_at_1999


def torture(
    paths: Paths = None,
    *,
    seed: Seed = None,
    engine: EngineName = None,
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
    scenarios = read_scenarios(paths or [SHIPPED])
    engines_may_lie_here()
    orders = Orders(seed=seed, engine=engine)
    try:
        engine_named(engine or BUILT_IN)
        with frozen_at_1999():
            kept = run_torture(Console(), scenarios, orders, Extent(sample, documents, jobs))
    except (UnknownEngineError, ImpossibleStoryError, BrokenRunError) as wrong:
        refuse([str(wrong)])
    if not kept:
        raise typer.Exit(BROKEN)
