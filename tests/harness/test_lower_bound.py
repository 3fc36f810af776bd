"""How long a backlog takes at the very least."""

from datetime import timedelta

import pytest

from harness.lower_bound import DayAtStart, LimitsView, LiveWork, Waiting, lower_bound

ARTICLE = LimitsView(minute=60, day=5000, payments_per_minute=1)
STANDARD = LimitsView(minute=60, day=5000, payments_per_minute=None)
DAILY = LimitsView(minute=None, day=5000, payments_per_minute=None)
UNLIMITED = LimitsView(minute=None, day=None, payments_per_minute=None)


@pytest.mark.parametrize(
    ("invoices", "payments", "limits", "least"),
    [
        (0, 0, ARTICLE, timedelta(0)),
        (50, 1, ARTICLE, timedelta(0)),
        (440, 374, ARTICLE, timedelta(minutes=373)),
        (3000, 0, ARTICLE, timedelta(0)),
        (3001, 0, ARTICLE, timedelta(minutes=1)),
        (3000, 50, STANDARD, timedelta(minutes=1)),
        (100_000, 100_000, UNLIMITED, timedelta(0)),
    ],
)
def test_the_slowest_limit_rules(invoices: int, payments: int, limits: LimitsView, least: timedelta) -> None:
    assert lower_bound(invoices, payments, limits) == least


def test_more_calls_than_two_days_allow_take_a_whole_day_between() -> None:
    assert lower_bound(10_000 * 50, 0, DAILY) == timedelta(0)
    assert lower_bound(10_000 * 50 + 1, 0, DAILY) == timedelta(days=1)


def test_payments_go_in_batches_no_larger_than_a_minute_allows() -> None:
    ten_a_minute = LimitsView(minute=None, day=2, payments_per_minute=10)

    assert lower_bound(0, 40, ten_a_minute) == timedelta(minutes=3)
    assert lower_bound(0, 41, ten_a_minute) == timedelta(days=1)


def test_smaller_batches_take_more_calls() -> None:
    assert lower_bound(61, 0, STANDARD, batch=1) == timedelta(minutes=1)


SMALL_PLAN = LimitsView(minute=60, day=1000, payments_per_minute=1)


@pytest.mark.parametrize(
    ("payments", "day", "least"),
    [
        (500, DayAtStart(1000, 86_400), timedelta(minutes=499)),
        (1000, DayAtStart(1000, 86_400), timedelta(minutes=999)),
        (1001, DayAtStart(1000, 86_400), timedelta(days=1)),
        (1500, DayAtStart(1000, 86_400), timedelta(days=1, minutes=499)),
        (1500, DayAtStart(1000, 60 * 500), timedelta(minutes=1498)),
        (100, DayAtStart(0, 3600), timedelta(hours=1, minutes=99)),
    ],
)
def test_where_a_day_of_xero_stands_is_known_it_counts(
    payments: int, day: DayAtStart, least: timedelta
) -> None:
    assert lower_bound(0, payments, SMALL_PLAN, day=day) == least


def test_payments_wait_for_the_calls_that_bring_their_invoices() -> None:
    day = DayAtStart(1000, 86_400)

    together = lower_bound(1000, 1000, SMALL_PLAN, day=day, waiting=Waiting(0, 1))
    apart = lower_bound(1000, 1000, SMALL_PLAN, day=day, waiting=Waiting(1000, 1))

    assert together == timedelta(days=1, minutes=19)
    assert apart == timedelta(days=1)


def test_live_payments_that_came_meanwhile_take_their_minutes() -> None:
    live = LiveWork([(60.0 * minute, 1) for minute in (1, 2, 3)])

    assert lower_bound(0, 10, ARTICLE, live=live) == timedelta(minutes=12)


def test_live_payments_that_came_later_take_none() -> None:
    live = LiveWork([(60.0 * 100, 1)])

    assert lower_bound(0, 10, ARTICLE, live=live) == timedelta(minutes=9)


def test_live_calls_take_their_share_of_a_day() -> None:
    live = LiveWork([(3600.0 * hour, 0) for hour in range(1, 11)])
    day = DayAtStart(1000, 86_400)

    assert lower_bound(0, 990, SMALL_PLAN, day=day, live=live) == timedelta(minutes=989)
    assert lower_bound(0, 995, SMALL_PLAN, day=day, live=live) == timedelta(days=1, minutes=4)
