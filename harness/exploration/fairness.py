"""Whether a story gives an engine the chance to keep its promises; one that does not proves nothing.

What leaves a step out of a fair story must not end with one in which, say, nobody ever reconnects.
"""

from datetime import timedelta
from typing import Final

from harness.exploration.troubles import mender_of
from harness.scenario import office_steps, schema
from harness.scenario.agenda import WRITTEN_BY
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
    steps = list(scenario.timeline)
    for place, step in enumerate(steps):
        mender = mender_of(step)
        later = steps[place + 1 :]
        mended = next((each.at for each in later if mender is not None and each == _at(mender, each)), None)
        tried_again = any(
            isinstance(each, office_steps.Retry) and each.at >= (mended or each.at) for each in later
        )
        if mender is not None and not (mended and tried_again):
            return False
    return True


def _at(mender: schema.Step, step: schema.Step) -> schema.Step:
    """The mending step, at the instant of another one."""
    return mender.model_copy(update={"at": step.at})


def _no_paid_invoice_is_edited(scenario: schema.Scenario) -> bool:
    """What is paid in Xero is locked there (R12): a person has to change it by hand."""
    story = Story(scenario.calendar)
    for number, step in enumerate(scenario.timeline, 1):
        if isinstance(step, schema.EditInvoice) and story.invoices[step.invoice].paid:
            return False
        list(story.hear(number, step))
    return True
