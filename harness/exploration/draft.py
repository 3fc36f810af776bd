"""A story while it is being drawn: what has happened so far, and what still has to be put right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from harness.scenario import schema
from harness.scenario.problems import Spot
from harness.scenario.story import Story, objections
from harness.simulation.choices import Choices

GAPS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 0, 3, 10, 31, 240, 1_440))


@dataclass
class Draft:
    """The frame of a scenario, its steps so far, and the instant of the next one."""

    scenario: schema.Scenario
    now: datetime
    timeline: list[schema.Step] = field(default_factory=list)
    to_mend: list[type[schema.Step]] = field(default_factory=list)
    labels: int = 0

    def __post_init__(self) -> None:
        self.story = Story(self.scenario.calendar)

    def take(self, step: schema.Step) -> bool:
        """Make this the next step, if the story adds up with it."""
        spots = [(Spot(place), each) for place, each in enumerate([*self.timeline, step])]
        if any(objections(spots, self.scenario.calendar, frozenset(), exact=True)):
            return False
        self.timeline.append(step)
        self.now = step.at
        _hear(self.story.hear(spots[-1][0], step))
        return True

    def wait(self, choices: Choices) -> None:
        """Let time pass until the next step."""
        self.now += choices.pick(GAPS, label="time until the next step")

    def invoices(self) -> list[int]:
        """The numbers of the invoices that stand."""
        return [number for number, invoice in self.story.invoices.items() if invoice.deleted_by is None]

    def an_invoice(self, choices: Choices) -> int | None:
        """Draw an invoice that stands, where there is one."""
        standing = self.invoices()
        return choices.pick(standing, label="which invoice") if standing else None

    def a_payment(self, choices: Choices) -> str | None:
        """Draw the label of a payment that stands, where there is one."""
        standing = [label for label, payment in self.story.payments.items() if payment.deleted_by is None]
        return choices.pick(standing, label="which payment") if standing else None

    def new_label(self) -> str:
        """Name a payment, so that later steps can speak of it."""
        self.labels += 1
        return f"receipt {self.labels}"


def _hear(objected: Iterable[object]) -> None:
    """Let a story take in a step of which it is known that it adds up."""
    for _ in objected:
        pass
