"""A judge is worth what it finds: each engine broken on purpose is caught, by the checker that should.

Method: one story for each mistake, in which the good engine keeps every promise and the broken one breaks
exactly those named.
"""

import pytest

from harness.checkers.verdict import Outcome
from harness.engines import builtin
from harness.engines.broken import GALLERY, Broken
from harness.engines.protocol import EngineFactory
from harness.result import RunResult
from harness.runner import engine_named, run_with
from harness.scenario.loader import loads
from harness.simulation.choices import SeededChoices
from tests.simulation.gallery_stories import STORIES

MEMBERS = pytest.mark.parametrize("member", GALLERY, ids=lambda member: member.name)


def judged(member: Broken, engine: EngineFactory) -> RunResult:
    return run_with(loads(STORIES[member.name]), SeededChoices(1), engine)


@MEMBERS
def test_a_broken_engine_is_caught_by_the_checker_that_should(member: Broken) -> None:
    result = judged(member, member.factory)

    broken = {verdict.expectation for verdict in result.verdicts if verdict.outcome is Outcome.INVALID}

    assert broken == {promise.phrase for promise in member.breaks}, result.verdicts


@MEMBERS
def test_the_good_engine_keeps_every_promise_in_the_same_story(member: Broken) -> None:
    result = judged(member, builtin.create)

    assert all(verdict.outcome is not Outcome.INVALID for verdict in result.verdicts), result.verdicts


def test_there_are_more_than_thirty_mistakes_each_with_a_name_and_a_story_of_its_own() -> None:
    names = [member.name for member in GALLERY]

    assert len(names) > 30
    assert len(set(names)) == len(names)
    assert set(STORIES) == set(names)


@MEMBERS
def test_each_is_an_engine_like_any_other(member: Broken) -> None:
    assert engine_named(member.spec) is member.factory
