"""The promises hold in every generated story, whatever the weather, the order and the crashes.

Goal: no generated clinic, timeline and weather finds the built-in engine breaking a promise.
Method: Hypothesis writes scenario files; each is run to its end on virtual time and judged.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from harness.checkers.verdict import Outcome
from harness.runner import run_scenario
from harness.scenario.loader import loads
from tests.simulation.stories import stories

SEARCH = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@SEARCH
@given(story=stories())
def test_every_promise_holds_in_every_story(story: str) -> None:
    result = run_scenario(loads(story))

    broken = [verdict for verdict in result.verdicts if verdict.outcome is not Outcome.VALID]

    assert broken == [], story


@pytest.mark.slow
@SEARCH
@given(story=stories())
def test_the_final_books_do_not_depend_on_the_order(story: str) -> None:
    in_order = {
        order: run_scenario(loads(story.replace(f"ordering: {given_order}", f"ordering: {order}")))
        for given_order in ("random", "oldest first", "newest first")
        if f"ordering: {given_order}" in story
        for order in ("random", "oldest first", "newest first")
    }

    totals = {result.xero_totals for result in in_order.values()}

    assert len(totals) == 1, story
