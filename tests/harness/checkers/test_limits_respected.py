"""What Xero's "wait" holds, from when until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from harness.checkers.evidence import Evidence
from harness.checkers.limits_respected import check
from harness.checkers.verdict import Outcome
from harness.ledger import Ledger
from harness.reconciliation.reconcile import Reconciliation
from harness.simulation.history import Actor, Call, Ended, Entry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def refused(limit: str = "minute", *, wait: int | None = 30) -> Call:
    """The first call of every story: it left at 0 and was told at 2 to wait."""
    return Call(1, "PUT", "/Payments", at(0), at(1), at(2), 429, limit, wait)


def run(*calls: Call, crashed_at: datetime | None = None) -> Evidence:
    crash = [] if crashed_at is None else [Entry(crashed_at, Actor.NEMESIS, "crash", None, Ended.OK)]
    return Evidence(
        clinic=Ledger(),
        xero=Ledger(),
        reconciliation=Reconciliation(),
        history=crash,
        calls=calls,
        manual_payments_listed=(),
        settings_wanted=None,
        settings_found=None,
        last_step_at=NOON,
        settled_at=NOON,
        unsettled=None,
    )


def call(seconds: float, path: str = "/Invoices", method: str = "PUT", number: int = 2) -> Call:
    return Call(number, method, path, at(seconds))


def test_a_call_that_leaves_while_it_should_wait_is_told_with_both_instants() -> None:
    verdict = check(run(refused(), call(31)))

    assert verdict.outcome is Outcome.INVALID
    assert " ".join(verdict.evidence) == (
        "Call 2 (PUT /Invoices) left at 2026-03-02T12:00:31.000Z; the limit minute asked at "
        "2026-03-02T12:00:02.000Z to wait till 2026-03-02T12:00:32.000Z."
    )


@pytest.mark.parametrize("seconds", [1, 32, 33])
def test_a_call_that_left_before_the_answer_or_after_the_wait_is_in_order(seconds: float) -> None:
    assert check(run(refused(), call(seconds))).outcome is Outcome.VALID


def test_a_timers_rounding_is_no_disrespect() -> None:
    assert check(run(refused(), call(31.9995))).outcome is Outcome.VALID


@pytest.mark.parametrize("path", ["/connect/token", "/connections", "/.well-known/openid-configuration"])
def test_login_and_connections_are_held_by_no_limit(path: str) -> None:
    assert check(run(refused(), call(10, path, "POST"))).outcome is Outcome.VALID


@pytest.mark.parametrize("limit", ["minute", "day", "appminute"])
@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
def test_the_limits_on_all_calls_hold_every_method(limit: str, method: str) -> None:
    assert check(run(refused(limit), call(10, method=method))).outcome is Outcome.INVALID


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_the_limit_on_payments_holds_new_payments(method: str) -> None:
    assert check(run(refused("paymentminute"), call(10, "/Payments", method))).outcome is Outcome.INVALID


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/Invoices"), ("GET", "/Payments"), ("POST", "/Payments/{id}")]
)
def test_the_limit_on_payments_holds_neither_reading_nor_deleting_nor_invoices(
    method: str, path: str
) -> None:
    assert check(run(refused("paymentminute"), call(10, path, method))).outcome is Outcome.VALID


def test_too_many_at_once_asks_for_no_wait() -> None:
    assert check(run(refused("concurrent", wait=None), call(3))).outcome is Outcome.VALID


@pytest.mark.parametrize("trouble", ["connection reset", "gateway error"])
def test_an_answer_that_was_garbled_on_its_way_tells_the_engine_nothing(trouble: str) -> None:
    assert check(run(replace(refused(), trouble=trouble), call(10))).outcome is Outcome.VALID


def test_an_answer_that_was_lost_tells_the_engine_nothing() -> None:
    assert check(run(replace(refused(), answered_at=None), call(10))).outcome is Outcome.VALID


def test_an_engine_that_crashed_has_forgotten_what_it_was_told() -> None:
    assert check(run(refused(), call(10), crashed_at=at(5))).outcome is Outcome.VALID
    assert check(run(refused(), call(10), crashed_at=at(15))).outcome is Outcome.INVALID


def test_calls_already_on_their_way_at_the_very_instant_are_in_order_but_a_fifth_cannot_be() -> None:
    with_it = [call(2, number=number) for number in range(2, 7)]

    assert check(run(refused(), *with_it[:4])).outcome is Outcome.VALID
    assert len(check(run(refused(), *with_it)).evidence) == 1


def test_a_longer_wait_is_not_ended_by_a_shorter_one() -> None:
    second = Call(2, "PUT", "/Payments", at(1), at(2), at(3), 429, "paymentminute", 1)

    assert check(run(refused(wait=60), second, call(40, number=3))).outcome is Outcome.INVALID


def test_what_left_before_the_answer_came_uses_up_none_of_what_may_leave_with_it() -> None:
    before = [call(1, number=number) for number in range(2, 8)]

    assert check(run(refused(), *before, call(2, number=8))).outcome is Outcome.VALID
