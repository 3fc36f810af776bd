"""What an answer leaves to think, who refused, what was set aside, what disagrees: each is a cell."""

import pickle
from decimal import Decimal

import pytest

from harness.coverage.cells import Cell
from harness.coverage.counting import coverage_of
from harness.coverage.coverage import Coverage, total
from harness.coverage.explained import EXPLAINED, stale, unexplained
from harness.reconciliation.breaks import Break, BreakKind
from harness.simulation.history import Actor, Call, Ended
from harness.simulation.papers import CONSENT, REFRESH
from harness.simulation.refusals import Gate
from tests.harness.coverage.runs import (
    CONNECTED,
    INVOICE,
    STILL_AT_WORK,
    call,
    entry,
    nemesis,
    reached,
    taken,
)

AT_WORK = (*CONNECTED, STILL_AT_WORK)


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        (call(10), "accepted: live"),
        (call(10, gate=Gate.BOOKS, status=400), "rejected: live"),
        (call(10, gate=Gate.BEARER, status=401), "token refused: live"),
        (call(10, gate=Gate.TENANCY, status=403), "disconnected: live"),
        (call(10, gate=Gate.MINUTE, status=429), "throttled: live"),
        (call(10, gate=Gate.IDEMPOTENCY, status=400), "unknown: live"),
        (call(10, status=500), "unknown: live"),
        (call(10, trouble="connection reset"), "unknown: live"),
        (call(10, took=None), "unknown: live"),
        (call(10, gate=Gate.TOKENS, status=400, grant=REFRESH), "disconnected: refreshing"),
        (call(10, status=503), "outage: live"),
    ],
)
def test_an_answer_leaves_one_thing_to_think(answer: Call, cell: str) -> None:
    assert cell in reached(AT_WORK, [answer])


def test_a_good_answer_that_refuses_one_document_is_both() -> None:
    mixed = call(10, documents=2)
    mixed.returns = (taken(), taken(refused=True))

    cells = reached(AT_WORK, [mixed])

    assert {"accepted: mid-batch", "rejected: mid-batch", "refused at: books"} <= cells


def test_an_engine_that_died_thinks_nothing_of_the_answer() -> None:
    cells = reached([*AT_WORK, nemesis(10.1, "crash")], [call(10, took=None)])

    assert "unknown: live" not in cells


def test_a_refused_consent_is_rejected_at_the_token_endpoint() -> None:
    cells = reached(AT_WORK, [call(10, gate=Gate.TOKENS, status=400, grant=CONSENT)])

    assert {"rejected: connecting", "refused at: token endpoint"} <= cells


def test_what_was_set_aside_is_counted_by_its_reason_even_if_it_was_cured_later() -> None:
    parked = entry(10, Actor.ENGINE, "parked: number taken", INVOICE, Ended.FAILED)

    assert reached([*AT_WORK, parked]) == {"parked: number taken"}


def test_breaks_are_counted_by_kind() -> None:
    missing = Break(BreakKind.MISSING_IN_XERO, INVOICE, Decimal("-120.00"), "Invoice 1 is not in Xero.")

    assert reached(AT_WORK, breaks=[missing]) == {"break: MISSING_IN_XERO"}


def test_coverages_add_up_and_travel_between_processes() -> None:
    one = coverage_of(AT_WORK, [call(10)], ())
    live = Cell("accepted", "live")

    both = total([one, pickle.loads(pickle.dumps(one))])  # noqa: S301  our own bytes

    assert both[live] == (one + one)[live] == 2
    assert both[Cell("crash", "live")] == 0


def test_an_empty_cell_has_to_be_explained_and_an_explanation_has_to_be_true() -> None:
    impossible = next(iter(EXPLAINED))
    nothing = Coverage()

    assert Cell("crash", "live") in unexplained(nothing.empty())
    assert impossible not in unexplained(nothing.empty())
    assert stale({impossible: 1}) == [impossible]
    assert stale({impossible: 0}) == []
