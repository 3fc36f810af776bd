"""`harness gallery`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from harness.batch import Orders
from harness.commands.endings import BROKEN, refuse
from harness.commands.reading import ClusterAddress, Jobs
from harness.engines.broken import GALLERY
from harness.exploration.catching import FIRST_SEED, Caught, catch, never_caught
from harness.exploration.executors import Lost, NoClusterError, Workers, Workforce, hired, run_all
from harness.exploration.exploring import explored
from harness.exploration.telling_the_gallery import as_json, line, summary, table
from harness.reporting.outputs import UnwritableError, try_out, write
from harness.scenario.words import meant


def gallery(
    members: Annotated[
        list[str] | None, typer.Argument(help="Only these broken engines (default: all).")
    ] = None,
    *,
    runs: Annotated[int, typer.Option(min=1, help="How many stories to try on each, at the most.")] = 1000,
    jobs: Jobs = 1,
    cluster: ClusterAddress = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="The table for machines, stories included.")
    ] = None,
) -> None:
    """Explore engines that are broken on purpose, each by one mistake, until a promise catches it.

    0 if each is caught and the good engine kept every promise over the same stories, 1 if not, 2 for
    bad input.
    """
    names = _named(members)
    console = Console()
    try:
        if json_file is not None:
            try_out(json_file)
        with hired(Workforce(jobs, cluster), None) as workers:
            caught = [*_caught(console, workers, names, runs)]
            compared = max(each.runs for each in caught)
            broken = _broken_by_the_good(workers, compared)
        console.print(table(caught))
        for sentence in summary(caught, broken, compared):
            console.print(sentence, highlight=False)
        if json_file is not None:
            write(json_file, as_json(caught, broken))
    except (NoClusterError, UnwritableError) as wrong:
        refuse([str(wrong)])
    if broken or any(each.shrunk is None for each in caught):
        raise typer.Exit(BROKEN)


def _named(members: list[str] | None) -> list[str]:
    known = [member.name for member in GALLERY]
    unknown = [name for name in members or () if name not in known]
    if unknown:
        refuse(f'there is no broken engine "{name}"; {meant(name, known)}' for name in unknown)
    return members or known


def _caught(console: Console, workers: Workers, names: list[str], runs: int) -> Iterator[Caught]:
    for each in run_all(workers, partial(catch, runs=runs), names):
        caught = never_caught(each.item, runs) if isinstance(each, Lost) else each
        console.print(line(caught), highlight=False, markup=False)
        yield caught


def _broken_by_the_good(workers: Workers, compared: int) -> list[int]:
    """Return the seeds of the same stories in which the good engine breaks a promise."""
    seeds = range(FIRST_SEED, FIRST_SEED + compared)
    return [each.seed for each in explored(seeds, Orders(), workers) if each.failures]
