"""What might go wrong next, drawn from what has happened so far; and how people put it right in the end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from harness.exploration.draft import Draft
from harness.nemesis.ambush import BY_WORD
from harness.nemesis.weather import Weather
from harness.scenario import office_steps, schema
from harness.simulation.choices import Choices

REQUESTS: Final = (
    "PUT /Invoices",
    "PUT /Invoices",
    "PUT /Payments",
    "PUT /Payments",
    "PUT /Payments",
    "POST /Invoices/{id}",
    "POST /Payments/{id}",
    "GET /Invoices",
    "GET /Payments",
    "PUT /Contacts",
    "POST /connect/token",
    None,
)
NUMBER_TAKEN: Final = 3  # not the first: the clinic must not be faster
WHILES: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 1, 30, 120))
SHARES: Final = (
    "answers_lost",
    "requests_lost",
    "server_errors",
    "gateway_errors",
    "resets",
    "answers_duplicated",
)
DELAYS: Final = ((0.0, 0.0), (0.0, 5.0), (1.0, 40.0))


def swarm_weather(choices: Choices, *, most: int) -> Weather:
    """Most troubles are off; each that is on strikes up to so many per cent of the requests."""
    shares = {
        name: choices.integer(1, most, label=f"per cent {name.replace('_', ' ')}") / 100
        for name in SHARES
        if choices.happens(0.25, label=f"any {name.replace('_', ' ')}")
    }
    least, longest = choices.pick(DELAYS, label="delay")
    return replace(Weather(**shares), delay_seconds_min=least, delay_seconds_max=longest)


def mishap(draft: Draft, choices: Choices) -> schema.Step | None:
    what = choices.pick(tuple(BY_WORD), label="mishap")
    request = choices.pick(REQUESTS, label="to which request")
    passing = choices.integer(0, 2, label="after how many such requests")
    return schema.Mishap(at=draft.now, what=what, to=request, after=passing)


def crash(draft: Draft, choices: Choices) -> schema.Step | None:
    return schema.Crash(at=draft.now, restart_after=_a_while(choices))


def storm(draft: Draft, choices: Choices) -> schema.Step | None:
    weather = swarm_weather(choices, most=100 // len(SHARES))
    return schema.Storm(at=draft.now, lasts=_a_while(choices), weather=weather)


def outage(draft: Draft, choices: Choices) -> schema.Step | None:
    return schema.Outage(at=draft.now, lasts=_a_while(choices))


def disconnect(draft: Draft, choices: Choices) -> schema.Step | None:
    del choices
    return schema.Disconnect(at=draft.now)


def reconnect(draft: Draft, choices: Choices) -> schema.Step | None:
    """Whoever reconnects saves the settings too, which takes accounts that are there."""
    del choices
    if any(isinstance(step, _CLOSINGS) for step in draft.timeline):
        return None
    return schema.Reconnect(at=draft.now)


def synchronise(draft: Draft, choices: Choices) -> schema.Step | None:
    today = draft.scenario.calendar.number_of(draft.now)
    day = choices.integer(1, today, label="synchronise from day")
    return schema.Synchronise(at=draft.now, since=draft.scenario.calendar.day(day))


def retry(draft: Draft, choices: Choices) -> schema.Step | None:
    del choices
    return office_steps.Retry(at=draft.now)


def lock_period(draft: Draft, choices: Choices) -> schema.Step | None:
    del choices
    return schema.XeroLocksPeriod(at=draft.now, until=draft.scenario.calendar.date_of(draft.now))


def lock_year(draft: Draft, choices: Choices) -> schema.Step | None:
    del choices
    return schema.XeroLocksYear(at=draft.now, until=draft.scenario.calendar.date_of(draft.now))


def archive_contact(draft: Draft, choices: Choices) -> schema.Step | None:
    if not draft.story.patients:
        return None
    patient = choices.pick(sorted(draft.story.patients), label="whose contact is archived")
    return schema.XeroArchivesContact(at=draft.now, patient=patient)


def archive_account(draft: Draft, choices: Choices) -> schema.Step | None:
    """Not one that was closed: an archived account can't be opened to payments."""
    if any(isinstance(step, office_steps.XeroClosesAccount) for step in draft.timeline):
        return None
    account = choices.pick(_payment_accounts(draft), label="which account is archived")
    return office_steps.XeroArchivesAccount(at=draft.now, account=account)


def close_account(draft: Draft, choices: Choices) -> schema.Step | None:
    if any(isinstance(step, office_steps.XeroArchivesAccount) for step in draft.timeline):
        return None
    account = choices.pick(_payment_accounts(draft), label="which account is closed")
    return office_steps.XeroClosesAccount(at=draft.now, account=account)


def change_plan(draft: Draft, choices: Choices) -> schema.Step | None:
    most = choices.integer(1, 3, label="invoices that the plan approves")
    return office_steps.XeroChangesPlan(at=draft.now, approval_limit=most)


def refuse(draft: Draft, choices: Choices) -> schema.Step | None:
    deeds = choices.pick(office_steps.DEEDS, label="what Xero refuses")
    return office_steps.XeroRefuses(at=draft.now, deeds=deeds, saying="Organisation is not subscribed to it")


def take_a_number(draft: Draft) -> schema.Step:
    """A bookkeeper has used a number that will be the clinic's, for an amount that the clinic never asks."""
    return office_steps.XeroIssuesInvoice(at=draft.now, number=NUMBER_TAKEN, amount=Decimal("77.77"))


def mend(draft: Draft, choices: Choices) -> schema.Step | None:
    """Somebody puts one thing right before the end; a number is given back once, when nothing is locked."""
    menders = _still_to_mend(draft)
    if not menders:
        return None
    return choices.pick(menders, label="what is put right").model_copy(update={"at": draft.now})


def just_mended(draft: Draft) -> bool:
    """Whether the last thing that happened was that something was put right."""
    last = draft.timeline[-1]
    return type(last) in _MENDINGS and mender_of(last) is None


def may_be_mended(draft: Draft) -> bool:
    """Whether the clinic has just done something, while a trouble is not put right yet."""
    last = draft.timeline[-1]
    return isinstance(last, (schema.IssueInvoice, schema.Pay)) and bool(_still_to_mend(draft))


def mending(draft: Draft) -> list[schema.Step]:
    """What people do in the end, so that everything can arrive: the last trouble is taken back first.

    They reconnect once all accounts are back.
    """
    menders = [mender for step in reversed(draft.timeline) if (mender := mender_of(step))]
    now = {repr(each): each for each in (mender.model_copy(update={"at": draft.now}) for mender in menders)}
    lost = any(isinstance(step, schema.Disconnect) for step in draft.timeline)
    return [*now.values(), *([schema.Reconnect(at=draft.now)] if lost else [])]


def _still_to_mend(draft: Draft) -> list[schema.Step]:
    """What would put right the troubles that nobody has put right yet, numbers left out."""
    still: dict[str, schema.Step] = {}
    for step in draft.timeline:
        if mender := mender_of(step):
            still[_without_time(mender)] = mender
        else:
            still.pop(_without_time(step), None)
    return [each for each in still.values() if not isinstance(each, office_steps.XeroRenumbersInvoice)]


def _without_time(step: schema.Step) -> str:
    return repr(step.model_dump(exclude={"at"}))


def mender_of(step: schema.Step) -> schema.Step | None:
    """Return the step that takes back what a bookkeeper did, at the same instant; None for any other step."""
    if isinstance(step, office_steps.XeroChangesPlan) and step.approval_limit is None:
        return None
    if isinstance(step, office_steps.XeroIssuesInvoice):
        return office_steps.XeroRenumbersInvoice(at=step.at, number=step.number, to=f"X-{step.number}")
    mender = _MENDERS.get(type(step))
    if mender is None:
        return None
    words = {name: getattr(step, name) for name in ("at", "patient", "account") if hasattr(step, name)}
    return mender(**words)


def _payment_accounts(draft: Draft) -> list[str]:
    clinic = draft.scenario.clinic
    return [*clinic.payment_types.values(), clinic.defaults.payment_account]


def _a_while(choices: Choices) -> timedelta:
    return choices.pick(WHILES, label="for how long")


_CLOSINGS: Final = (office_steps.XeroArchivesAccount, office_steps.XeroClosesAccount)
_MENDERS: Final[Mapping[type, Callable[..., schema.Step]]] = {
    schema.XeroLocksPeriod: office_steps.XeroUnlocksPeriod,
    schema.XeroLocksYear: office_steps.XeroUnlocksYear,
    schema.XeroArchivesContact: office_steps.XeroRestoresContact,
    office_steps.XeroArchivesAccount: office_steps.XeroRestoresAccount,
    office_steps.XeroClosesAccount: office_steps.XeroOpensAccount,
    office_steps.XeroChangesPlan: office_steps.XeroChangesPlan,
    office_steps.XeroRefuses: office_steps.XeroRelents,
}
_MENDINGS: Final = frozenset(_MENDERS.values())
