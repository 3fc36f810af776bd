"""What a drawn story has in it: its steps, and how its Xero differs. What runs reach others count."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from harness.scenario import schema


class Drawn(NamedTuple):
    """One thing that a story may have, under the heading that the summary has for it."""

    heading: str
    what: str


def drawn_in(scenario: schema.Scenario) -> Counter[Drawn]:
    """Count what one story has."""
    return Counter(_drawn(scenario))


def _drawn(scenario: schema.Scenario) -> Iterator[Drawn]:
    yield from (Drawn("steps", step.do) for step in scenario.timeline)
    yield from (
        Drawn("readings of Xero", f"{name}: {word}") for name, word in scenario.xero.behaviour.items()
    )
    yield Drawn("orders", scenario.xero.ordering)
