"""Whether a story gives an engine the chance to keep its promises; one that does not proves nothing.

What leaves a step out of a fair story must not end with one in which, say, nobody ever reconnects.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from harness.exploration.troubles import mender_of
from harness.scenario import office_steps, schema
from harness.scenario.agenda import WRITTEN_BY
from harness.scenario.problems import Spot
from harness.scenario.story import Story

Tie = schema.Connect | schema.Disconnect | schema.Reconnect
TIME_TO_CONNECT: Final = timedelta(minutes=10)


def is_fair(scenario: schema.Scenario) -> bool:
    """Whether everything can arrive: what was missed is asked for, what was refused is mended and retried."""
    return (
        _nothing_stays_missed(scenario) and _all_is_mended(scenario) and _no_paid_invoice_is_edited(scenario)
    )


def _nothing_stays_missed(scenario: schema.Scenario) -> bool:
    """What is recorded while Xero is out of reach waits until somebody synchronises (R10)."""
    steps = scenario.timeline
    deeds = [step.at for step in steps if isinstance(step, (*WRITTEN_BY, schema.Trade))]
    ties = [step for step in steps if isinstance(step, Tie)]
    if len(ties) == 1 and all(at >= ties[0].at + TIME_TO_CONNECT for at in deeds):
        return True
    if not deeds or isinstance(ties[-1], schema.Disconnect):
        return not deeds
    last = ties[-1].at + TIME_TO_CONNECT
    from_the_first = scenario.calendar.date_of(min(deeds))
    return any(
        isinstance(step, schema.Synchronise) and step.at >= last and step.since <= from_the_first
        for step in steps
    )


def _all_is_mended(scenario: schema.Scenario) -> bool:
    """Each refusal has an end, and after that somebody tries again."""
    steps = scenario.timeline
    return all(
        _is_mended(mender, steps[place:])
        for place, step in enumerate(steps, 1)
        if (mender := mender_of(step)) is not None
    )


def _is_mended(mender: schema.Step, later: Sequence[schema.Step]) -> bool:
    mended = next((place for place, step in enumerate(later) if _words(step) == _words(mender)), None)
    return mended is not None and any(isinstance(step, office_steps.Retry) for step in later[mended:])


def _words(step: schema.Step) -> dict[str, Any]:
    """What a step does, whenever it does it."""
    return step.model_dump(exclude={"at"})


def _no_paid_invoice_is_edited(scenario: schema.Scenario) -> bool:
    """What is paid in Xero is locked there (R12), and a refused edit may be paid before it is mended."""
    story, refusing = Story(scenario.calendar), False
    for place, step in enumerate(scenario.timeline):
        refusing = refusing or mender_of(step) is not None
        if isinstance(step, schema.EditInvoice) and (refusing or story.invoices[step.invoice].paid):
            return False
        list(story.hear(Spot(place), step))
    return True
