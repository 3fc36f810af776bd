"""A judge is worth what it finds: each engine broken on purpose is caught, by the checker that should.

Method: one story for each mistake, in which the good engine keeps every promise and the broken one breaks
exactly those named.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from harness.checkers.verdict import Outcome
from harness.engines import builtin
from harness.engines.protocol import Engine, Seat
from harness.result import RunResult
from harness.runner import run_with
from harness.scenario.loader import loads
from harness.simulation.choices import SeededChoices
from tests.simulation import broken_engines

STORY = """
scenario: {title}
starts: 2026-03-02T08:00:00+11:00
clinic: {{time zone: Australia/Sydney, payment types: {{EFTPOS: "611"}}}}
xero: {{profile: {profile}}}
weather: {weather}
timeline:
  - {{at: day 1 09:00, do: connect}}
  - {{at: day 1 09:30, do: trade, for: 2d, invoices per day: 60, {shares}}}
{more}
"""
HALF_PAID = "partly paid: 100%"
ALL_PAID = "paid: 100%"
BY_CREDIT = "paid: 50%, by account credit: 50%"
CRASH_IN_AN_OUTAGE = """
  - {at: day 1 13:00, do: outage, for: 90m}
  - {at: day 1 14:00, do: crash, restart after: 5m}
"""
LOST_FOR_LONG = "  - {at: day 1 12:00, do: storm, for: 15m, weather: {answers lost: 100%}}"


@dataclass(frozen=True)
class Mistake:
    """A broken engine, the story in which it shows, and the promises that it breaks."""

    engine: Callable[[Seat], Engine]
    broken: set[str]
    profile: str = "standard"
    weather: str = "calm"
    shares: str = HALF_PAID
    more: str = ""

    def story(self) -> str:
        title = self.engine.__name__.replace("_", " ")
        return STORY.format(
            title=title, profile=self.profile, weather=self.weather, shares=self.shares, more=self.more
        )


MISTAKES = [
    Mistake(broken_engines.new_key_for_each_try, {"nothing doubled"}, weather="{answers lost: 20%}"),
    Mistake(broken_engines.nobody_asks, {"nothing doubled"}, more=LOST_FOR_LONG),
    Mistake(broken_engines.retry_after_ignored, {"limits respected"}, profile="article", shares=ALL_PAID),
    Mistake(
        broken_engines.throttled_taken_for_success,
        {"nothing missing", "limits respected"},
        profile="article",
        shares=ALL_PAID,
    ),
    Mistake(broken_engines.credit_is_money, {"account credit stays open"}, shares=BY_CREDIT),
    Mistake(
        broken_engines.outbox_forgotten_in_a_crash,
        {"nothing missing"},
        shares=ALL_PAID,
        more=CRASH_IN_AN_OUTAGE,
    ),
]


def judged(mistake: Mistake, engine: Callable[[Seat], Engine]) -> RunResult:
    return run_with(loads(mistake.story()), SeededChoices(1), engine)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.engine.__name__)
def test_a_broken_engine_is_caught_by_the_checker_that_should(mistake: Mistake) -> None:
    result = judged(mistake, mistake.engine)

    broken = {verdict.expectation for verdict in result.verdicts if verdict.outcome is Outcome.INVALID}

    assert broken == mistake.broken, result.verdicts


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.engine.__name__)
def test_the_good_engine_keeps_every_promise_in_the_same_story(mistake: Mistake) -> None:
    assert judged(mistake, builtin.create).held
