"""`make bench`: how often a backfill finishes within the range of its estimate, for several kinds of backlog.

Each row is one estimate of 60 runs, and then backfills that it has not seen; the last row is a backlog so
large that the estimate puts it together from smaller runs. The width is the range's, of the expected time.
"""

from datetime import timedelta

from rich.console import Console
from rich.table import Table

from harness.estimating.backlog import Backlog
from harness.runner import BUILT_IN, engine_named
from harness.simulation.tripwire import frozen_at_1999
from tests.simulation.foretelling import CASES, MIXED, Case, estimated, true_finishes

RUNS = 60
BACKFILLS = 20
LARGE = Case("article", MIXED, Backlog(invoices=400, payments=360))


def cells(case: Case, seed: int, console: Console) -> tuple[int, list[str]]:
    """Measure one row: how many finished inside, and what is shown."""
    question = case.question(RUNS, seed)
    estimate = estimated(question)
    inside = sum(estimate.holds(seconds) for seconds in true_finishes(question, BACKFILLS))
    width = (estimate.latest - estimate.earliest) / estimate.expected
    whole = "" if question.simulated == question.backlog else ", put together"
    documents = f"{case.backlog.invoices} + {case.backlog.payments}{whole}"
    expected = str(timedelta(seconds=round(estimate.expected)))
    console.print(f"{case.profile}, {documents}: {inside} of {BACKFILLS}")
    return inside, [case.profile, case.weather, documents, expected, f"{width:.0%}", f"{inside}/{BACKFILLS}"]


def main() -> None:
    """Measure every case and print the table."""
    console = Console()
    heads = ("profile", "weather", "invoices + payments", "expected", "width", "inside")
    table = Table(*heads, title="Backfills that finished within the range of 90%")
    every, inside = (*CASES, LARGE), 0
    engine_named(BUILT_IN)
    with frozen_at_1999():
        for seed, case in enumerate(every, 1):
            found, row = cells(case, seed, console)
            inside += found
            table.add_row(*row)
    console.print(table)
    console.print(f"all together: {inside / (len(every) * BACKFILLS):.1%}")


if __name__ == "__main__":
    main()
