"""`harness compare`."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from harness.batch import BrokenRun, Orders, run_one
from harness.commands.endings import refuse
from harness.commands.reading import EngineName, Seed, engines_may_lie_here, read_scenario
from harness.reporting import outputs
from harness.reporting.outputs import UnwritableError
from harness.reporting.whatif import tell_whatif, whatif_json
from harness.result import RunResult
from harness.runner import BUILT_IN, UnknownEngineError, Unwatched, engine_named
from harness.scenario.agenda import ImpossibleStoryError
from harness.scenario.schema import Scenario
from harness.scenario.words import MisreadError
from harness.simulation.tripwire import frozen_at_1999
from harness.whatif.consequences import consequences_of

DIFFERENT: Final = 1
First = Annotated[Path, typer.Argument(metavar="A", help="A scenario file.")]
Second = Annotated[Path | None, typer.Argument(metavar="[B]", help="Another one (default: the same).")]
OtherSeed = Annotated[int | None, typer.Option(help="Another seed for B.")]
OtherEngine = Annotated[str | None, typer.Option(metavar="MODULE:FACTORY", help="Another engine for B.")]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="The differences for machines.")
]
BAD: Final = (ImpossibleStoryError, MisreadError, UnknownEngineError, UnwritableError)


def compare(
    first: First,
    second: Second = None,
    *,
    seed: Seed = None,
    engine: EngineName = None,
    seed_b: OtherSeed = None,
    engine_b: OtherEngine = None,
    json_file: JsonFile = None,
) -> None:
    """Run two scenarios, or one with two seeds or two engines; tell the first difference and what it did.

    0 if both runs are alike, 1 if they differ or one breaks, 2 for bad input.
    """
    try:
        if second is None and seed_b is None and engine_b is None:
            raise MisreadError("there is nothing to compare with; name a second file, --seed-b or --engine-b")
        if json_file is not None:
            outputs.try_out(json_file)
        engines_may_lie_here()
        orders = Orders(seed=seed, engine=engine)
        orders_b = Orders(seed=seed if seed_b is None else seed_b, engine=engine_b or engine)
        sides = ((read_scenario(first), orders), (read_scenario(second or first), orders_b))
        ours, theirs = _run(*sides[0]), _run(*sides[1])
        found = consequences_of(ours, theirs)
        tell_whatif(Console(), (ours, theirs), found)
        if json_file is not None:
            outputs.write(json_file, whatif_json((ours, theirs), found))
    except BAD as wrong:
        refuse([str(wrong)])
    if not found.alike:
        raise typer.Exit(DIFFERENT)


def _run(scenario: Scenario, orders: Orders) -> RunResult:
    """Run one side; where it breaks there is nothing to compare, and the command ends."""
    engine_named(orders.engine or BUILT_IN)
    with frozen_at_1999():
        outcome = run_one(scenario, orders, Unwatched())
    if isinstance(outcome, BrokenRun):
        typer.echo(f"{outcome.scenario}: {outcome.reason}\nrun it again: {outcome.reproduce}", err=True)
        raise typer.Exit(DIFFERENT)
    return outcome
