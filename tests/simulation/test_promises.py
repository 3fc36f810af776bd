"""The promises hold in every story that can be drawn, whatever the weather, the order and the crashes.

Goal: no drawn clinic, timeline, weather and reading of Xero finds the built-in engine breaking a promise.
Method: Hypothesis draws whole stories; each is run to its end on virtual time and judged.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.checkers.verdict import Outcome
from harness.exploration.drawing import ORDERINGS, draw_story
from harness.runner import run_scenario
from harness.scenario.schema import Scenario
from harness.scenario.writing import write
from harness.simulation.choices import DrawnChoices

SEARCH = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def drawn(data: st.DataObject) -> Scenario:
    return draw_story(DrawnChoices(data), name="A drawn story", seed=1)


@pytest.mark.slow
@SEARCH
@given(data=st.data())
def test_every_promise_holds_in_every_story(data: st.DataObject) -> None:
    story = drawn(data)

    result = run_scenario(story)

    assert [each for each in result.verdicts if each.outcome is Outcome.INVALID] == [], write(story)


@pytest.mark.slow
@SEARCH
@given(data=st.data())
def test_the_final_books_do_not_depend_on_the_order(data: st.DataObject) -> None:
    story = drawn(data)

    totals = {run_scenario(in_order(story, ordering)).xero_totals for ordering in ORDERINGS}

    assert len(totals) == 1, write(story)


def in_order(story: Scenario, ordering: str) -> Scenario:
    return story.model_copy(update={"xero": story.xero.model_copy(update={"ordering": ordering})})
