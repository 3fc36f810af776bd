"""Pacing as a pure function of instants: what may leave when, and what an answer changes."""

import math
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync_engine.calls import Remaining
from sync_engine.configuration import LimitsKnown
from sync_engine.pacing import WINDOW, Pacing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLENTY = Remaining()


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def exchange(pacing: Pacing, left: datetime, came_back: datetime, *, payments: int = 0) -> None:
    pacing.left(payments)
    pacing.answered(came_back, PLENTY, payments=payments)


def test_the_next_payment_leaves_a_minute_after_the_last_answer_and_hardly_later() -> None:
    pacing = Pacing(LimitsKnown(payments_per_minute=1))

    exchange(pacing, NOON, after(3), payments=1)

    assert pacing.payments_at_once(after(62)) == 0
    assert 60 <= pacing.wait(after(3), payments=1) <= 60.5
    assert pacing.payments_at_once(after(3) + WINDOW) == 1


def test_a_payment_under_way_keeps_the_next_one_back_until_its_answer() -> None:
    pacing = Pacing(LimitsKnown(payments_per_minute=1))

    pacing.left(payments=1)

    assert math.isinf(pacing.wait(NOON, payments=1))
    assert pacing.wait(NOON) == 0


def test_a_used_payment_slot_holds_no_invoice() -> None:
    pacing = Pacing(LimitsKnown(payments_per_minute=1))

    exchange(pacing, NOON, NOON, payments=1)

    assert pacing.wait(NOON) == 0


def test_no_more_calls_are_under_way_than_xero_allows() -> None:
    pacing = Pacing(LimitsKnown(concurrent=2))

    pacing.left()
    pacing.left()

    assert math.isinf(pacing.wait(NOON))


def test_a_minute_limit_holds_everything_for_as_long_as_xero_says() -> None:
    pacing = Pacing(LimitsKnown())
    pacing.left()

    pacing.refused(NOON, "minute", 26)

    assert pacing.wait(NOON) == 26
    assert pacing.wait(after(26)) == 0


def test_a_payment_limit_holds_payments_only() -> None:
    pacing = Pacing(LimitsKnown(payments_per_minute=1))
    pacing.left(payments=1)

    pacing.refused(NOON, "paymentminute", 40, payments=1)

    assert pacing.wait(NOON) == 0
    assert pacing.wait(NOON, payments=1) == 40


def test_a_concurrent_limit_is_a_short_wait_and_fewer_calls_at_once() -> None:
    pacing = Pacing(LimitsKnown(concurrent=3))
    for _ in range(3):
        pacing.left()

    pacing.refused(NOON, "concurrent", None)

    assert 0 < pacing.wait(NOON) <= 5 or math.isinf(pacing.wait(NOON))
    assert math.isinf(pacing.wait(after(10)))
    pacing.answered(after(10), PLENTY)
    assert pacing.wait(after(10)) == 0


def test_an_unknown_payment_limit_is_learnt_from_its_refusal() -> None:
    pacing = Pacing(LimitsKnown())
    assert pacing.payments_at_once(NOON) == 50
    pacing.left(payments=50)

    pacing.refused(NOON, "paymentminute", 60, payments=50)

    assert pacing.payments_at_once(after(60)) == 1


def test_a_minute_that_somebody_else_has_spent_is_waited_for() -> None:
    pacing = Pacing(LimitsKnown())
    pacing.left()

    pacing.answered(NOON, Remaining(minute=0))

    assert pacing.wait(NOON) >= 60


def test_a_spent_day_lets_one_call_at_a_time_find_out_when_it_ends() -> None:
    pacing = Pacing(LimitsKnown())
    pacing.left()
    pacing.answered(NOON, Remaining(day=0))

    assert pacing.wait(NOON) == 0
    pacing.left()
    assert math.isinf(pacing.wait(NOON))

    pacing.refused(NOON, "day", 66_975)
    assert pacing.wait(NOON) == 66_975


def test_silence_makes_the_waits_longer_up_to_five_minutes_and_an_answer_ends_that() -> None:
    pacing, now, waits = Pacing(LimitsKnown()), NOON, []

    for _ in range(12):
        pacing.left()
        pacing.lost(now, left_at=now)
        waits.append(pacing.wait(now))
        now += timedelta(seconds=waits[-1])
    exchange(pacing, now, now)

    assert waits == sorted(waits)
    assert waits[-1] == 300
    assert pacing.wait(now) == 0


def test_calls_that_are_lost_together_count_once() -> None:
    pacing = Pacing(LimitsKnown())
    for _ in range(3):
        pacing.left()

    for _ in range(3):
        pacing.lost(after(30), left_at=NOON)

    assert pacing.wait(after(30)) == 2


@given(
    limit=st.integers(1, 5),
    latencies=st.lists(st.integers(0, 45), min_size=1, max_size=40),
    window_begins=st.integers(0, 59),
)
def test_whatever_the_latency_no_fixed_or_rolling_minute_sees_too_many_payments(
    limit: int, latencies: list[int], window_begins: int
) -> None:
    pacing, now = Pacing(LimitsKnown(minute=None, payments_per_minute=limit)), NOON
    arrived: list[datetime] = []

    for seconds in latencies:
        now += timedelta(seconds=pacing.wait(now, payments=1))
        pacing.left(payments=1)
        arrived.append(now + timedelta(seconds=seconds / 2))
        now += timedelta(seconds=seconds)
        pacing.answered(now, PLENTY, payments=1)

    rolling = [sum(first <= other < first + timedelta(minutes=1) for other in arrived) for first in arrived]
    fixed = [int((each - NOON).total_seconds() + window_begins) // 60 for each in arrived]
    assert max(rolling) <= limit
    assert max(fixed.count(minute) for minute in fixed) <= limit
