"""A fair sample of `make torture`: mishaps spread evenly over the shipped scenarios."""

from pathlib import Path
from typing import Final

import pytest

from harness.batch import Orders
from harness.commands.reading import SHIPPED
from harness.exploration.torture import cases_of, run_interrupted
from harness.scenario.loader import find, load

CASES_EACH: Final = 8
TOO_LARGE: Final = {"the-batch-sync-of-5000.yaml", "disconnected-for-eleven-days.yaml", "a-small-plan.yaml"}
FILES: Final = [file for file in find([SHIPPED]) if file.name not in TOO_LARGE]


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_promise_is_kept_wherever_the_run_is_interrupted(file: Path) -> None:
    scenario = load(file)

    ended = [
        run_interrupted(scenario, Orders(), each) for each in cases_of(scenario, Orders()).spread(CASES_EACH)
    ]

    assert len(ended) == CASES_EACH
    assert [f"{each.why} ({each.reproduce})" for each in ended if each.why] == []
