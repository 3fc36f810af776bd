"""`harness sweep`."""

from pathlib import Path
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
    engines_may_lie_here,
    read_scenarios,
)
from harness.exploration.executors import NoClusterError, Workforce, hired
from harness.exploration.sweep import as_json, swept
from harness.exploration.telling import Teller
from harness.reporting import outputs
from harness.runner import BUILT_IN, UnknownEngineError, engine_named
from harness.scenario.agenda import ImpossibleStoryError


def sweep(
    paths: Paths = None,
    *,
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds each scenario is run under.")] = 1000,
    first: Annotated[int, typer.Option(min=0, help="The first of the seeds.")] = 1,
    engine: EngineName = None,
    jobs: Jobs = 1,
    cluster: ClusterAddress = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Each run's digest, for machines.")
    ] = None,
) -> None:
    """Run scenarios under many seeds: 0 if all expectations hold in every run, 1 if not, 2 for bad input."""
    scenarios = read_scenarios(paths or [SHIPPED])
    engines_may_lie_here()
    orders, span, teller = Orders(engine=engine), range(first, first + seeds), Teller()
    try:
        engine_named(engine or BUILT_IN)
        if json_file is not None:
            outputs.try_out(json_file)
        with hired(Workforce(jobs, cluster), engine) as workers:
            results = [swept(workers, scenario, orders, span, teller) for scenario in scenarios]
        if json_file is not None:
            outputs.write(json_file, as_json(results))
    except (UnknownEngineError, ImpossibleStoryError, NoClusterError, outputs.UnwritableError) as wrong:
        refuse([str(wrong)])
    teller.sum_up()
    if teller.broken:
        raise typer.Exit(BROKEN)
