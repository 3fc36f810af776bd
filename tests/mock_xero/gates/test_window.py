"""Windows of time: how many calls fit, and how long until there is room."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mock_xero.gates.window import FixedWindow, RollingWindow, Unlimited

MINUTE = timedelta(minutes=1)
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_a_fixed_window_opens_with_the_first_call_and_closes_a_minute_later() -> None:
    window = FixedWindow(2, MINUTE)

    window.count(after(10))
    window.count(after(50))

    assert window.left(after(69)) == 0
    assert window.wait(after(69)) == timedelta(seconds=1)
    assert window.left(after(70)) == 2


def test_fixed_windows_follow_one_another_while_calls_keep_coming() -> None:
    window = FixedWindow(2, MINUTE)

    for seconds in (0, 59, 61, 110):
        window.count(after(seconds))

    assert window.left(after(119)) == 0
    assert window.left(after(120)) == 2


def test_after_an_idle_minute_the_next_call_opens_a_window_of_its_own() -> None:
    window = FixedWindow(1, MINUTE)
    window.count(after(0))

    window.count(after(90))

    assert window.wait(after(90)) == MINUTE


def test_a_window_that_was_under_way_closes_at_its_own_time() -> None:
    window = FixedWindow(1, timedelta(days=1), opened_at=START - timedelta(hours=23))

    window.count(START)

    assert window.wait(START) == timedelta(hours=1)


def test_a_rolling_window_makes_room_when_its_oldest_call_is_a_minute_old() -> None:
    window = RollingWindow(2, MINUTE)

    window.count(after(0))
    window.count(after(59))

    assert window.wait(after(59)) == timedelta(seconds=1)
    assert window.left(after(60)) == 1


def test_what_is_taken_back_leaves_room_again() -> None:
    window = RollingWindow(1, MINUTE)
    window.count(START)

    window.take_back(START)

    assert window.left(START) == 1


def test_more_calls_than_ever_fit_are_told_to_wait_a_whole_length() -> None:
    window = RollingWindow(1, MINUTE)

    assert window.wait(START, calls=3) == MINUTE


def test_without_a_limit_what_is_left_stays_pinned() -> None:
    window = Unlimited(60)

    window.count(START)

    assert (window.left(START), window.wait(START)) == (60, timedelta(0))


@given(limit=st.integers(1, 5), pauses=st.lists(st.integers(0, 90), max_size=60))
def test_no_sixty_seconds_ever_hold_more_rolling_calls_than_the_limit(limit: int, pauses: list[int]) -> None:
    window, let_through, now = RollingWindow(limit, MINUTE), [], START

    for pause in pauses:
        now += timedelta(seconds=pause)
        if window.left(now):
            window.count(now)
            let_through.append(now)

    for first in let_through:
        assert sum(first <= each < first + MINUTE for each in let_through) <= limit


@given(rolling=st.booleans(), limit=st.integers(1, 5), pauses=st.lists(st.integers(0, 90), max_size=60))
def test_the_wait_that_is_told_is_exactly_long_enough(
    rolling: bool,  # noqa: FBT001 - Hypothesis passes by name
    limit: int,
    pauses: list[int],
) -> None:
    window = RollingWindow(limit, MINUTE) if rolling else FixedWindow(limit, MINUTE)
    now = START

    for pause in pauses:
        now += timedelta(seconds=pause)
        wait = window.wait(now)
        assert (window.left(now) == 0) == (wait > timedelta(0))
        assert window.left(now + wait - timedelta(seconds=1)) == 0 or wait == timedelta(0)
        now += wait
        assert window.left(now) >= 1
        window.count(now)
