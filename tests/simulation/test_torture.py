"""A fair sample of `make torture`: mishaps and pairs of them, spread evenly over the shipped scenarios."""

from pathlib import Path
from typing import Final

import pytest

from harness.batch import Orders
from harness.commands.reading import SHIPPED
from harness.exploration.cases import Work, do
from harness.exploration.torture import cases_of
from harness.scenario.loader import find, load

CASES_EACH: Final = 8
PAIRS_EACH: Final = 2
TOO_LARGE: Final = {"the-batch-sync-of-5000.yaml", "disconnected-for-eleven-days.yaml", "a-small-plan.yaml"}
FILES: Final = [file for file in find([SHIPPED]) if file.name not in TOO_LARGE]


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_promise_is_kept_wherever_the_run_is_interrupted(file: Path) -> None:
    scenario = load(file)
    cases = cases_of(scenario, Orders())
    singles = [(each,) for each in cases.spread(CASES_EACH)]
    pairs = cases.spread_pairs(PAIRS_EACH)

    ended = do(Work(scenario, [Orders(interruptions=each) for each in (*singles, *pairs)]))

    assert len(ended) == CASES_EACH + PAIRS_EACH
    assert [f"{each.why} ({each.reproduce})" for each in ended if each.why] == []
