"""Many tenants under one app: the limit is never passed, what is scarce is shared, nobody starves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync_engine.calls import Remaining
from sync_engine.configuration import LimitsKnown
from sync_engine.pacing import Pacing
from sync_engine.sharing import WINDOW, AppBudget

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTES = 8


def calls_of(minute: int, demands: Sequence[int], order: Sequence[int]) -> list[list[float]]:
    """Let tenants call as often as they may, at most so many at once a second; return each one's seconds."""
    budget = AppBudget(minute)
    seats = [budget.join() for _ in demands]
    back = [0.0] * len(demands)
    called: list[list[float]] = [[] for _ in demands]
    for second in range(MINUTES * 60):
        now = NOON + timedelta(seconds=second)
        for tenant in order:
            for _ in range(demands[tenant]):
                if back[tenant] > second:
                    break
                wait = seats[tenant].wait(now)
                if wait:
                    back[tenant] = second + wait
                    break
                seats[tenant].left()
                seats[tenant].count(now)
                seats[tenant].came_back()
                called[tenant].append(second)
    return called


@st.composite
def tenants(draw: st.DrawFn) -> tuple[int, list[int], list[int]]:
    demands = draw(st.lists(st.integers(1, 40), min_size=1, max_size=8))
    return draw(st.integers(len(demands), 60)), demands, draw(st.permutations(range(len(demands))))


@given(tenants())
def test_no_minute_sees_more_calls_than_the_app_may_make(drawn: tuple[int, list[int], list[int]]) -> None:
    minute, demands, order = drawn

    seconds = sorted(second for each in calls_of(minute, demands, order) for second in each)

    for place, first in enumerate(seconds):
        assert sum(second < first + WINDOW.total_seconds() for second in seconds[place:]) <= minute


@given(tenants())
def test_whoever_always_wants_to_call_gets_its_share(drawn: tuple[int, list[int], list[int]]) -> None:
    minute, demands, order = drawn
    share = minute // len(demands)

    called = calls_of(minute, demands, order)

    settled = 2 * 60  # the first minutes go to whoever came first
    for each in called:
        later = sum(second >= settled for second in each)
        assert later >= (MINUTES - 3) * share - MINUTES


def test_one_that_calls_now_and_then_goes_before_the_greedy() -> None:
    budget = AppBudget(10)
    greedy, modest = budget.join(), budget.join()
    for _ in range(10):
        greedy.left()
        greedy.count(NOON)
        greedy.came_back()
    first = NOON + timedelta(seconds=30)
    told = modest.wait(first)
    again = first + timedelta(seconds=told)

    assert greedy.wait(first) > 0
    assert modest.wait(again) == 0
    assert again <= NOON + WINDOW


def test_what_nobody_else_wants_is_anybodys() -> None:
    budget = AppBudget(10)
    alone, _ = budget.join(), budget.join()

    for _ in range(10):
        assert alone.wait(NOON) == 0
        alone.left()

    assert alone.wait(NOON) > 0


def test_a_refusal_of_the_app_holds_every_tenant() -> None:
    budget = AppBudget()
    first, second = (Pacing(LimitsKnown(), budget.join()) for _ in range(2))
    first.left()

    first.refused(NOON, "appminute", 20)

    assert second.wait(NOON) == 20


def test_a_minute_of_the_app_that_is_spent_holds_every_tenant() -> None:
    budget = AppBudget()
    first, second = (Pacing(LimitsKnown(), budget.join()) for _ in range(2))
    first.left()

    first.answered(NOON, Remaining(app_minute=0))

    assert second.wait(NOON) >= 60
