"""The estimate as a pure function: of what is left, the limits, the day and the share of live work."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_engine.day_budget import DAY, DayView
from sync_engine.estimate import Backlog, Outlook, calls_needed, time_needed

ARTICLE = Outlook(minute=60, minute_free=60, payments_per_minute=1, width=5, window=60)
STANDARD = Outlook(minute=60, minute_free=60, payments_per_minute=None, width=5, window=60)
UNLIMITED = Outlook(minute=None, minute_free=None, payments_per_minute=None, width=5, window=60)


def small_plan(left: int, turns_in: timedelta, reserve: float = 0.0) -> Outlook:
    day = DayView(left, turns_in, reserve, 1000)
    return Outlook(minute=60, minute_free=60, payments_per_minute=1, width=5, window=60, day=day)


@pytest.mark.parametrize(
    ("outlook", "invoices", "payments", "least"),
    [
        (ARTICLE, 0, 0, timedelta(0)),
        (ARTICLE, 100, 4500, timedelta(minutes=4499)),
        (STANDARD, 3000, 0, timedelta(0)),
        (STANDARD, 3001, 0, timedelta(minutes=1)),
        (UNLIMITED, 50, 50, timedelta(0)),
        (small_plan(1000, DAY), 0, 1000, timedelta(minutes=999)),
        (small_plan(500, timedelta(hours=10)), 0, 600, timedelta(hours=10) + timedelta(seconds=5990)),
    ],
)
def test_the_slowest_limit_rules(outlook: Outlook, invoices: int, payments: int, least: timedelta) -> None:
    backlog = Backlog.of(invoices=invoices, payments=payments)

    assert abs(time_needed(backlog, outlook) - least) < timedelta(seconds=61)


def test_the_last_calls_of_a_day_wait_until_their_share_is_free() -> None:
    backlog = Backlog.of(invoices=0, payments=990)

    free = time_needed(backlog, small_plan(1000, DAY))
    kept = time_needed(backlog, small_plan(1000, DAY, reserve=100))

    assert free == timedelta(minutes=989)
    assert abs(kept - timedelta(hours=21.6)) < timedelta(minutes=1)


def test_what_was_lost_so_far_makes_it_longer() -> None:
    lossy = Outlook(minute=60, minute_free=60, payments_per_minute=1, width=5, toll=1.1, latency=3.0)

    assert time_needed(Backlog(0, 100), lossy) > 1.1 * time_needed(Backlog(0, 100), ARTICLE)


def test_fifty_go_in_a_call_and_some_alone() -> None:
    backlog = Backlog.of(invoices=101, payments=120, alone=4)

    assert calls_needed(backlog, None) == 3 + 4 + 3
    assert calls_needed(backlog, 1) == 3 + 4 + 120


@given(
    invoices=st.integers(0, 5000),
    payments=st.integers(0, 5000),
    left=st.integers(0, 1000),
    minutes=st.integers(1, 1440),
)
def test_more_to_do_never_takes_less(invoices: int, payments: int, left: int, minutes: int) -> None:
    outlook = small_plan(left, timedelta(minutes=minutes))

    some = time_needed(Backlog.of(invoices=invoices, payments=payments), outlook)
    more = time_needed(Backlog.of(invoices=invoices, payments=payments + 100), outlook)

    assert some <= more
