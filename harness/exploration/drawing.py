"""Draws whole stories: a small clinic, what its people do, what goes wrong, and how they put it right.

Swarm: each story has a few kinds of deeds and troubles, and many of those; most kinds it does not have.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from harness.exploration import clinic_deeds as deeds
from harness.exploration import troubles
from harness.exploration.draft import Draft
from harness.exploration.endings import end
from harness.scenario import schema
from harness.scenario.expectations import SettledWithin
from harness.simulation.behaviour import switches
from harness.simulation.choices import Choices

Maker = Callable[[Draft, Choices], schema.Step | None]
ALWAYS: Final[Sequence[Maker]] = (deeds.issue_invoice, deeds.pay)
KINDS: Final[Mapping[str, Sequence[Maker]]] = {
    "payments on several invoices": (deeds.pay_several,),
    "account credit": (deeds.prepay, deeds.pay_by_credit, deeds.refund),
    "edits": (deeds.edit_invoice, deeds.edit_payment, deeds.rename_patient),
    "deletions": (deeds.delete_invoice, deeds.delete_payment),
    "settings": (deeds.change_settings,),
    "trade": (deeds.trade,),
    "mishaps": (troubles.mishap, troubles.mishap),
    "crashes": (troubles.crash,),
    "storms": (troubles.storm, troubles.outage),
    "disconnections": (troubles.disconnect, troubles.reconnect),
    "backfills": (troubles.synchronise,),
    "locks": (troubles.lock_period, troubles.lock_year, troubles.mend, troubles.retry),
    "archives": (
        troubles.archive_contact,
        troubles.archive_account,
        troubles.close_account,
        troubles.mend,
        troubles.retry,
    ),
    "refusals": (troubles.change_plan, troubles.refuse, troubles.mend, troubles.retry),
}
STARTS: Final = datetime.fromisoformat("2026-03-02T08:00:00+11:00")
OPENS: Final = STARTS + timedelta(hours=1)
MOST_STEPS: Final = 20
WITHIN: Final = timedelta(days=3)
ORDERINGS: Final = ("oldest first", "newest first", "random")
SMALL_DAY: Final = schema.LimitWords(minute=60, day=15, concurrent=5)
PROFILES: Final = (*schema.PROFILES.values(), SMALL_DAY)


def draw_story(choices: Choices, *, name: str, seed: int) -> schema.Scenario:
    """Draw one story. The same choices give the same story."""
    draft = Draft(draw_frame(choices, name=name, seed=seed), OPENS)
    draft.take(schema.Connect(at=OPENS))
    if choices.happens(0.1, label="a number is taken"):
        draft.take(troubles.take_a_number(draft))
    kinds = draw_kinds(choices)
    for _ in range(choices.integer(2, MOST_STEPS, label="steps")):
        draft.wait(choices)
        draw_step(draft, kinds, choices)
    return end(draft, choices)


def draw_frame(choices: Choices, *, name: str, seed: int) -> schema.Scenario:
    """Draw everything but the steps: this Xero, its weather, the clinic's accounts."""
    calm = choices.happens(0.5, label="calm weather")
    return schema.Scenario(
        name=name,
        seed=seed,
        starts=STARTS,
        clinic=schema.Clinic(
            name="Harbour Physio",
            time_zone="Australia/Sydney",
            payment_types={"EFTPOS": "611", "Cash": "612"},
        ),
        xero=schema.Xero(
            profile=choices.pick(PROFILES, label="limits"),
            ordering=choices.pick(ORDERINGS, label="Xero's order"),
            behaviour=_behaviour(choices),
        ),
        weather=schema.CALM if calm else troubles.swarm_weather(choices, most=15),
        timeline=(schema.Connect(at=OPENS),),
        expect=(*schema.PROMISES, SettledWithin(WITHIN)),
    )


def draw_kinds(choices: Choices) -> list[Maker]:
    """Draw which kinds of deeds and troubles a story has."""
    chosen: list[Maker] = []
    for kind, makers in KINDS.items():
        if choices.happens(0.3, label=f"any {kind}"):
            chosen += makers
    return chosen


def draw_step(draft: Draft, kinds: Sequence[Maker], choices: Choices) -> schema.Step | None:
    """Draw the next step and take it; None where it would not add up."""
    step = _next_maker(draft, kinds, choices)(draft, choices)
    return step if step is not None and draft.take(step) else None


def _next_maker(draft: Draft, kinds: Sequence[Maker], choices: Choices) -> Maker:
    """What is refused is often put right soon, and tried again at once."""
    if troubles.just_mended(draft) and choices.happens(0.5, label="trying again at once"):
        return troubles.retry
    if troubles.may_be_mended(draft) and choices.happens(0.3, label="putting it right"):
        return troubles.mend
    ordinary = not kinds or choices.happens(0.5, label="an ordinary deed")
    return choices.pick(ALWAYS if ordinary else kinds, label="what happens next")


def _behaviour(choices: Choices) -> dict[str, str]:
    """Most of what is uncertain about Xero is as assumed; some of it is the other way."""
    return {
        switch: choices.pick(readings[1:], label=switch)
        for switch, readings in switches().items()
        if choices.happens(0.1, label=f"{switch} the other way")
    }
