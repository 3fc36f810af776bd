"""What other processes have sent counts within the same limits."""

from datetime import UTC, datetime, timedelta

from sync_engine.calls import CallElsewhere
from sync_engine.configuration import LimitsKnown
from sync_engine.pacing import WINDOW, Pacing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OVER = NOON + timedelta(seconds=90)


def test_a_payment_elsewhere_takes_the_minutes_only_place() -> None:
    pacing = Pacing(LimitsKnown(payments_per_minute=1))

    pacing.elsewhere = [CallElsewhere(NOON, OVER, payments=1)]

    assert pacing.payments_at_once(NOON) == 0
    assert pacing.wait(NOON, payments=1) == WINDOW.total_seconds()
    assert pacing.payments_at_once(NOON + WINDOW) == 1


def test_calls_that_are_out_elsewhere_leave_less_room_until_they_are_over() -> None:
    pacing = Pacing(LimitsKnown(concurrent=2))

    pacing.elsewhere = [CallElsewhere(None, OVER, payments=0)] * 2

    assert pacing.wait(NOON) == 90.0
    assert pacing.wait(OVER) == 0.0


def test_calls_elsewhere_count_within_the_minute() -> None:
    pacing = Pacing(LimitsKnown(minute=3))
    pacing.left()

    pacing.elsewhere = [CallElsewhere(NOON - timedelta(seconds=20), OVER, payments=0)] * 2

    assert pacing.wait(NOON) == (WINDOW - timedelta(seconds=20)).total_seconds()
