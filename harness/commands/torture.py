"""`harness torture`."""

from typing import Annotated

import typer

from harness.batch import Orders
from harness.commands.endings import BROKEN, refuse
from harness.commands.reading import (
    SHIPPED,
    ClusterAddress,
    EngineName,
    Jobs,
    Paths,
    Seed,
    engines_may_lie_here,
    read_scenarios,
)
from harness.exploration.executors import NoClusterError, Workforce, hired
from harness.exploration.progress import Extent, Torture
from harness.exploration.telling import Teller
from harness.runner import BUILT_IN, BrokenRunError, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError


def torture(
    paths: Paths = None,
    *,
    seed: Seed = None,
    engine: EngineName = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="So many cases of each scenario, evenly spread (default: all).")
    ] = None,
    pairs: Annotated[int, typer.Option(min=0, help="So many pairs of cases, evenly spread.")] = 0,
    admissions: Annotated[
        int, typer.Option(min=0, help="So many orders of what comes to Xero together: all, or a sample.")
    ] = 0,
    depth: Annotated[
        int, typer.Option(min=1, help="The depth of the bugs that sampled orders are bound to find.")
    ] = 2,
    documents: Annotated[
        int, typer.Option(min=1, help="Leave out scenarios of more invoices and payments than this.")
    ] = 200,
    jobs: Jobs = 1,
    cluster: ClusterAddress = None,
) -> None:
    """Interrupt every effect of the engine in turn: crashes, losses, expired tokens, disconnections.

    0 if all expectations hold in every run, 1 if one does not, 2 for bad input.
    """
    scenarios = read_scenarios(paths or [SHIPPED])
    engines_may_lie_here()
    extent = Extent(sample=sample, pairs=pairs, admissions=admissions, depth=depth, documents=documents)
    teller = Teller()
    try:
        engine_named(engine or BUILT_IN)
        with hired(Workforce(jobs, cluster), engine) as workers:
            search = Torture(workers, Orders(seed=seed, engine=engine), extent, teller)
            for scenario in scenarios:
                search.of(scenario)
    except (UnknownEngineError, ImpossibleStoryError, BrokenRunError, NoClusterError) as wrong:
        refuse([str(wrong)])
    teller.sum_up()
    if teller.broken:
        raise typer.Exit(BROKEN)
