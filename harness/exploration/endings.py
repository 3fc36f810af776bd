"""How a drawn story ends: people put all right, or have nothing to put right, or have not come to it yet."""

from datetime import timedelta
from typing import Final

from harness.exploration.draft import Draft
from harness.exploration.fairness import is_fair
from harness.exploration.troubles import mending
from harness.scenario import office_steps, schema
from harness.scenario.expectations import Promise
from harness.simulation.choices import Choices

HOMECOMING: Final = timedelta(hours=4)
AT_ANY_TIME: Final = (
    Promise.SETTINGS_SURVIVE,
    Promise.LIMITS_RESPECTED,
    Promise.NOTHING_GOES_UNASKED,
    Promise.PEOPLE_ARE_TOLD,
    Promise.NO_NEEDLESS_CALLS,
    Promise.NAMES_STAY_PRIVATE,
)


def end(draft: Draft, choices: Choices) -> schema.Scenario:
    """Draw the end and return the whole story, with what has to be true in it.

    A story that is fair as it stands needs no people: whatever befell it, an engine gets over it by itself.
    """
    so_far = _told(draft)
    if is_fair(so_far):
        return so_far
    if choices.happens(0.2, label="nobody comes to it"):
        settled = [each for each in so_far.expect if not isinstance(each, Promise)]
        return so_far.model_copy(update={"expect": (*AT_ANY_TIME, *settled)})
    come_home(draft)
    return _told(draft)


def come_home(draft: Draft) -> None:
    """People put right whatever keeps documents from Xero, hours after the last trouble."""
    draft.now += HOMECOMING
    for step in mending(draft):
        draft.take(step)
    draft.now += timedelta(minutes=30)
    draft.take(schema.Synchronise(at=draft.now, since=draft.scenario.calendar.day(1)))
    draft.now += HOMECOMING
    draft.take(office_steps.Retry(at=draft.now))


def _told(draft: Draft) -> schema.Scenario:
    """The story so far; what a bookkeeper sold by hand is not the clinic's, and never will be."""
    by_hand = any(isinstance(step, office_steps.XeroIssuesInvoice) for step in draft.timeline)
    expect = [each for each in draft.scenario.expect if not (by_hand and each is Promise.NOTHING_DOUBLED)]
    return draft.scenario.model_copy(update={"timeline": tuple(draft.timeline), "expect": tuple(expect)})
