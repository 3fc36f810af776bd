"""A run that never got to what it claims to test fails, however well the engine did."""

from dataclasses import replace

from harness.checkers import judge
from harness.checkers.verdict import Outcome, Verdict
from harness.coverage.cells import Cell
from harness.scenario.reached import Reached
from tests.harness.checkers.test_verdicts import a_run
from tests.harness.coverage.runs import CONNECTED, STILL_AT_WORK, call


def verdict(*cells: Cell) -> Verdict:
    run = replace(
        a_run(), history=(*CONNECTED, STILL_AT_WORK), calls=(call(10, took=None, trouble="answer lost"),)
    )
    return judge([Reached(cells)], run)[0]


def test_what_was_reached_once_is_reached() -> None:
    assert verdict(Cell("answer lost", "live"), Cell("unknown", "live")).outcome is Outcome.VALID


def test_each_cell_that_was_not_is_named() -> None:
    told = verdict(Cell("answer lost", "live"), Cell("crash", "backfill"), Cell("parked", "overpaid"))

    assert told.outcome is Outcome.INVALID
    assert told.evidence == (
        "The run never reached crash: backfill.",
        "The run never reached parked: overpaid.",
    )
    assert told.expectation == "reached: {answer lost: [live], crash: [backfill], parked: [overpaid]}"
