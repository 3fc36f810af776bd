"""`reached` is read as a person writes it, and each mistake gets the word that would have been right."""

import pytest

from harness.coverage.cells import Cell
from harness.scenario.expectations import read_expectation
from harness.scenario.reached import Reached
from harness.scenario.words import MisreadError


def test_a_row_may_name_one_column_or_several() -> None:
    read = read_expectation({"reached": {"crash": "mid-batch", "refused at": ["bearer", "day limit"]}})

    assert read == Reached(
        (Cell("crash", "mid-batch"), Cell("refused at", "bearer"), Cell("refused at", "day limit"))
    )
    assert read.phrase == "reached: {crash: [mid-batch], refused at: [bearer, day limit]}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("reached", 'write "reached: {answer lost: [refreshing, backfill]}"'),
        ({"reached": []}, 'write for example "reached: {answer lost: [refreshing, backfill]}"'),
        (
            {"reached": {"answers lost": "live"}},
            'unknown trouble "answers lost"; did you mean "answer lost"?',
        ),
        ({"reached": {"crash": "back fill"}}, '"crash" has no "back fill"; did you mean "backfill"?'),
        (
            {"reached": {"parked": ["number take"]}},
            '"parked" has no "number take"; did you mean "number taken"?',
        ),
        ({"reached": {"crash": []}}, "write what of crash was reached, for example connecting"),
        ({"reched": {"crash": "live"}}, 'unknown expectation "reched"; did you mean "reached"?'),
    ],
)
def test_a_mistake_is_told_with_the_right_word(written: object, told: str) -> None:
    with pytest.raises(MisreadError) as misread:
        read_expectation(written)

    assert told in str(misread.value)
