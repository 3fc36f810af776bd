"""The estimate's range against what then happens: ten kinds of backlog, each estimated twice."""

import pytest

from harness.simulation.tripwire import frozen_at_1999
from tests.simulation.foretelling import CASES, estimated, true_finishes

RUNS = 39
BACKFILLS = 20
ESTIMATED = CASES * 2


@pytest.mark.slow
def test_of_400_backfills_nine_in_ten_finish_within_the_range() -> None:
    with frozen_at_1999():
        inside = 0
        for seed, case in enumerate(ESTIMATED, 1):
            question = case.question(RUNS, seed)
            estimate = estimated(question)
            inside += sum(estimate.holds(seconds) for seconds in true_finishes(question, BACKFILLS))

    share = inside / (len(ESTIMATED) * BACKFILLS)

    assert 0.85 <= share <= 0.95, f"{share:.1%} of the backfills finished within the range of 90%"
