"""What a run met: the steps of its story, the troubles of its requests, Xero's refusals and readings.

The one place to which the results of explored runs are handed.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from harness.batch import Outcome
from harness.result import RunResult
from harness.scenario import schema


class Met(NamedTuple):
    """One thing that may be met, under the heading that a table has for it."""

    heading: str
    what: str


def met_in(scenario: schema.Scenario, outcome: Outcome) -> Counter[Met]:
    """Count what one run met."""
    return Counter([*_of_story(scenario), *(_of_run(outcome) if isinstance(outcome, RunResult) else ())])


def _of_story(scenario: schema.Scenario) -> Iterator[Met]:
    yield from (Met("steps", step.do) for step in scenario.timeline)
    yield from (Met("readings of Xero", f"{name}: {word}") for name, word in scenario.xero.behaviour.items())
    yield Met("orders", scenario.xero.ordering)


def _of_run(result: RunResult) -> Iterator[Met]:
    yield from (Met("troubles", call.trouble) for call in result.calls if call.trouble)
    yield from (Met("limits that refused", call.refused_by) for call in result.calls if call.refused_by)
    yield from (Met("parked", each.reason) for each in result.parked)
    yield from (Met("requests", f"{call.method} {call.path}") for call in result.calls)
