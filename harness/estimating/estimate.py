"""The estimate: the least, the expected finish and its range, and what is done day by day. Pure.

The range is made of order statistics: of R finishes and one more of the same kind, the one more lies below
the k-th in k of R + 1 cases. So a range of 90% holds nine in ten backfills, not nine in ten of those seen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from harness.estimating.backlog import Backlog, Setting, least
from harness.estimating.passage import Passage

SHARE: Final = 0.90
FEWEST_RUNS: Final = 19  # of nineteen runs the first and the last hold the twentieth in nine of ten cases


@dataclass(frozen=True, slots=True)
class Day:
    """What is expected to be done by the end of a local day, and in how many of the runs all of it."""

    number: int
    date: date
    invoices: int
    payments: int
    finished: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """When a backlog will be in Xero. Durations in seconds after the press of *Synchronise*."""

    backlog: Backlog
    setting: Setting
    runs: int
    simulated: int
    least: float
    expected: float
    earliest: float
    latest: float
    days: tuple[Day, ...]

    def holds(self, seconds: float) -> bool:
        """Say whether a finish lies in the range."""
        return self.earliest <= seconds <= self.latest


def estimate_of(
    backlog: Backlog, setting: Setting, simulated: Backlog, passages: Sequence[Passage]
) -> Estimate:
    """Return what the passages say of one more."""
    finishes = sorted(each.seconds for each in passages)
    return Estimate(
        backlog=backlog,
        setting=setting,
        runs=len(passages),
        simulated=simulated.documents,
        least=least(backlog, setting).total_seconds(),
        expected=fmean(finishes),
        earliest=quantile(finishes, (1 - SHARE) / 2),
        latest=quantile(finishes, (1 + SHARE) / 2),
        days=tuple(_days(setting, passages)),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which one more of the same kind lies with this probability."""
    place = min(max(share * (len(ordered) + 1), 1.0), float(len(ordered)))
    below, part = math.floor(place), place - math.floor(place)
    low, high = ordered[below - 1], ordered[min(below, len(ordered) - 1)]
    return low + (high - low) * part


def _days(setting: Setting, passages: Sequence[Passage]) -> list[Day]:
    found = []
    for number in range(max(len(each.by_day) for each in passages)):
        done = [each.by_day[min(number, len(each.by_day) - 1)] for each in passages]
        ended = sum(1 for each in passages if len(each.by_day) <= number + 1)
        found.append(
            Day(
                number + 1,
                setting.local(0).date() + timedelta(days=number),
                math.floor(fmean(invoices for invoices, _ in done)),
                math.floor(fmean(payments for _, payments in done)),
                ended / len(passages),
            )
        )
    return found
