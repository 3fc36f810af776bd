"""`make bench`: how often a backfill finishes within the range of its estimate, for several kinds of backlog.

Each row of the first table is one estimate of 60 runs, and then twenty backfills that it has not seen; the
width is the range's, of the expected time. The second table sets what is put together from smaller runs
beside whole runs of the same backlog, which the estimate has not seen either.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from rich.console import Console
from rich.table import Table

from harness.estimating.backlog import Backlog
from harness.estimating.estimate import Estimate
from harness.runner import BUILT_IN, engine_named
from harness.scenario.schema import LimitWords
from harness.simulation.tripwire import frozen_at_1999
from tests.simulation.foretelling import CASES, MIXED, UNSEEN, Case, estimated, true_finishes

RUNS: Final = 60
WHOLE_RUNS: Final = 19
BACKFILLS: Final = 20
SMALL_DAYS: Final = LimitWords(day=150, payments_per_minute=1)
LARGE: Final = (
    (Case("article", MIXED, Backlog(invoices=400, payments=360)), 300),
    (Case("150 calls a day", MIXED, Backlog(invoices=100, payments=380), SMALL_DAYS), 100),
    (Case("standard", "storm", Backlog(invoices=2_000, payments=1_800)), 1_500),
)


def measured(case: Case, seed: int) -> tuple[int, list[str]]:
    """Measure one estimate: how many finished inside, and the row that is shown."""
    question = case.question(RUNS, seed)
    estimate = estimated(question)
    inside = sum(estimate.holds(seconds) for seconds in true_finishes(question, BACKFILLS))
    width = (estimate.latest - estimate.earliest) / estimate.expected
    documents = f"{case.backlog.invoices} + {case.backlog.payments}"
    row = [
        case.profile,
        case.weather,
        documents,
        _told(estimate.expected),
        f"{width:.0%}",
        f"{inside}/{BACKFILLS}",
    ]
    return inside, row


def beside(case: Case, sample: int) -> Iterator[list[str]]:
    """Estimate from smaller runs, then from whole ones."""
    small = replace(case.question(RUNS, 1), simulated=case.backlog.sample(sample))
    whole = replace(case.question(WHOLE_RUNS, 1 + UNSEEN), simulated=case.backlog)
    documents = f"{case.backlog.invoices} + {case.backlog.payments}"
    for question in (small, whole):
        yield [case.profile, documents, f"{question.simulated.documents:,}", *_range_of(estimated(question))]


def _range_of(estimate: Estimate) -> list[str]:
    return [_told(seconds) for seconds in (estimate.earliest, estimate.expected, estimate.latest)]


def _told(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))


def main() -> None:
    """Measure every case and print both tables."""
    console, inside = Console(), 0
    heads = ("profile", "weather", "invoices + payments", "expected", "width", "inside")
    table = Table(*heads, title="Backfills that finished within the range of 90%")
    others = Table(
        "profile",
        "invoices + payments",
        "documents a run",
        "from",
        "expected",
        "to",
        title="Put together, and whole",
    )
    engine_named(BUILT_IN)
    with frozen_at_1999():
        for seed, case in enumerate(CASES, 1):
            found, row = measured(case, seed)
            inside += found
            table.add_row(*row)
        for case, sample in LARGE:
            for row in beside(case, sample):
                others.add_row(*row)
    console.print(table)
    console.print(f"all together: {inside / (len(CASES) * BACKFILLS):.1%}")
    console.print(others)


if __name__ == "__main__":
    main()
