"""Xero's day: what is left, when it turns, and the share that a backfill leaves to the day's own work."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync_engine.day_budget import DAY, DayBudget

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def heard(left: int, at: datetime = NOON) -> DayBudget:
    budget = DayBudget(1000)
    budget.heard(at, left)
    return budget


def test_with_plenty_left_a_backfill_goes_at_once() -> None:
    assert heard(999).backfill_from(NOON, 0) == NOON


def test_the_share_kept_for_live_work_shrinks_towards_the_turn() -> None:
    budget = heard(999)
    budget.heard(NOON + 12 * HOUR, 40)

    opens = budget.backfill_from(NOON + 12 * HOUR, 0)

    assert NOON + 14 * HOUR < opens < NOON + 15 * HOUR
    assert budget.backfill_from(opens, 0) == opens


def test_the_last_call_of_a_day_is_nobodys_before_the_turn() -> None:
    budget = heard(999)
    budget.heard(NOON + HOUR, 0)

    assert budget.backfill_from(NOON + HOUR, 0) == NOON + DAY


def test_what_the_same_hours_of_yesterday_needed_is_kept() -> None:
    budget = heard(999)
    for minute in range(150):
        budget.live(NOON + 6 * HOUR + timedelta(minutes=minute), 0)
    budget.heard(NOON + 23 * HOUR, 700)
    tomorrow = NOON + DAY
    budget.heard(tomorrow, 999)
    budget.heard(tomorrow + HOUR, 120)

    assert budget.backfill_from(tomorrow + HOUR, 0) > tomorrow + 6 * HOUR


def test_more_left_than_before_tells_that_the_day_has_turned() -> None:
    budget = heard(500)
    budget.heard(NOON + HOUR, 480)
    budget.heard(NOON + HOUR + timedelta(minutes=1), 999)
    view = budget.view(NOON + HOUR + timedelta(minutes=1))

    assert view is not None
    assert view.turns_in == DAY


def test_a_refusal_with_its_wait_tells_exactly_when_the_day_turns() -> None:
    budget = heard(3)
    budget.refused(NOON, NOON + 5 * HOUR)

    assert budget.spent_until(NOON + HOUR) == NOON + 5 * HOUR
    assert budget.spent_until(NOON + 5 * HOUR) is None
    view = budget.view(NOON + 6 * HOUR)
    assert view is not None
    assert (view.left, view.turns_in) == (1000, 23 * HOUR)


def test_answers_read_out_of_order_are_no_turn() -> None:
    budget = heard(500)
    budget.heard(NOON, 496)
    budget.heard(NOON, 498)
    view = budget.view(NOON)

    assert view is not None
    assert (view.left, view.turns_in) == (496, DAY)


def test_a_plan_smaller_than_was_known_is_learnt_from_the_headers() -> None:
    budget = DayBudget(5000)
    budget.heard(NOON, 999)
    budget.heard(NOON + HOUR, 150)

    assert budget.backfill_from(NOON + HOUR, 0) == NOON + HOUR


def test_without_a_daily_limit_nothing_is_kept() -> None:
    budget = DayBudget(None)
    budget.heard(NOON, 1)

    assert budget.backfill_from(NOON, 5) == NOON
    assert budget.view(NOON) is None


@given(
    turns_after=st.integers(1, 1439),
    live=st.lists(st.integers(0, 1439), max_size=80),
    size=st.integers(200, 1500),
)
def test_a_greedy_backfill_never_runs_into_the_limit(turns_after: int, live: list[int], size: int) -> None:
    """Xero's day turns at an unknown minute; the past takes a call whenever it may, live work as it comes."""
    budget, left, refused = DayBudget(size), size, 0
    for minute in range(2 * 1440):
        now = NOON + timedelta(minutes=minute)
        left = size if minute and (minute - turns_after) % 1440 == 0 else left
        wanted = [True] * live.count(minute % 1440) + [False]
        for is_live in wanted:
            if not is_live and budget.backfill_from(now, 0) > now:
                continue
            refused += left == 0 and not is_live
            left = max(0, left - 1)
            if is_live:
                budget.live(now, 0)
            budget.heard(now, left)

    assert refused == 0
