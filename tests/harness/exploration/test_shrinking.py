"""A failing story shrinks to one that a person reads at a glance, and that fails the same way."""

import pytest

from harness.batch import Orders, run_one
from harness.exploration.failing import failures_in
from harness.exploration.shrinking import NothingBreaksError, shrink
from harness.runner import Unwatched
from harness.scenario import schema
from harness.scenario.loader import loads
from harness.scenario.writing import write

ENGINES = "harness.engines.broken"
STORY = """
scenario: Too long a story
starts: 2026-03-02T08:00:00+11:00
clinic: {{time zone: Australia/Sydney, payment types: {{EFTPOS: "611", Cash: "612"}}}}
xero: {{profile: {profile}, ordering: newest first, behaviour: {{rate window: rolling}}}}
weather: {weather}
timeline:
  - {{at: day 1 09:00, do: connect}}
  - {{at: day 1 09:17, do: invoice, number: 31, patient: {{id: P-7, name: Ada Brown}}, amount: 68.35}}
  - {{at: day 1 09:31, do: trade, for: 1d, invoices per day: 4, paid: 50%, by account credit: 50%}}
  - {{at: day 1 10:03, do: outage, for: 20m}}
  - {{at: day 1 10:44, do: prepay, patient: {{id: P-8, name: Ben Chen}}, amount: 41.07, by: Cash}}
  - {{at: day 1 13:00, do: crash, restart after: 5m}}
  - {{at: day 2 09:12, do: pay, invoice: 31, amount: 68.35, by: {{EFTPOS: 20.00, Cash: 48.35}}}}
"""
FAULTS = (schema.Mishap, schema.Crash, schema.Storm, schema.Outage, schema.Disconnect)


def invoices(story: schema.Scenario) -> int:
    return sum(1 for step in story.timeline if isinstance(step, schema.IssueInvoice))


def faults(story: schema.Scenario) -> int:
    return sum(1 for step in story.timeline if isinstance(step, FAULTS)) + (story.weather != schema.CALM)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "profile", "weather"),
    [
        ("retry_after_ignored", "article", "calm"),
        ("throttled_taken_for_success", "article", "{resets: 1%}"),
        ("credit_is_money", "standard", "calm"),
    ],
)
def test_a_failure_shrinks_to_a_few_steps_and_fails_the_same_way(
    engine: str, profile: str, weather: str
) -> None:
    orders = Orders(engine=f"{ENGINES}:{engine}")
    story = loads(STORY.format(profile=profile, weather=weather))

    shrunk = shrink(story, orders)

    kept = loads(write(shrunk.scenario))
    assert failures_in(run_one(kept, orders, Unwatched())) == (shrunk.failure,)
    assert [each.phrase for each in kept.expect] == [shrunk.failure]
    assert invoices(kept) <= 2
    assert faults(kept) <= 1
    assert len(kept.timeline) <= 6
    assert kept.xero.behaviour == {}
    assert kept.about.endswith(shrunk.evidence)


def test_the_weather_becomes_the_mishap_that_mattered() -> None:
    story = """
scenario: Somewhere in a storm an answer is lost
starts: 2026-03-02T08:00:00+11:00
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: storm, for: 10m, weather: {answers lost: 100%}}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 100.00}
  - {at: day 1 11:00, do: pay, invoice: 1, amount: 40.00, by: EFTPOS}
  - {at: day 1 11:00, do: mishap, what: answer lost, to: PUT /Payments}
expect: [nothing doubled]
"""
    orders = Orders(engine=f"{ENGINES}:key_per_try")

    shrunk, again = shrink(loads(story), orders), shrink(loads(story), orders)

    troubles = [step for step in shrunk.scenario.timeline if isinstance(step, FAULTS)]
    assert [type(trouble) for trouble in troubles] == [schema.Mishap]
    assert "its answer is lost" in shrunk.scenario.about
    assert write(shrunk.scenario) == write(again.scenario)


def test_without_time_the_story_stays_as_it_was_and_says_so() -> None:
    orders = Orders(engine=f"{ENGINES}:credit_is_money")
    story = loads(STORY.format(profile="standard", weather="calm"))

    shrunk = shrink(story, orders, patience=0.0)

    assert not shrunk.finished
    assert shrunk.scenario.timeline == story.timeline


def test_what_does_not_fail_cannot_be_shrunk() -> None:
    with pytest.raises(NothingBreaksError, match="Too long a story: every expectation holds"):
        shrink(loads(STORY.format(profile="standard", weather="calm")), Orders())
