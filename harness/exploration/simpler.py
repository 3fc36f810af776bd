"""Simpler versions of a whole story: fewer and plainer steps, a milder Xero, rounder times, one patient."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from harness.exploration.plainer import plainer
from harness.nemesis.weather import Weather
from harness.scenario import schema

Candidates = Callable[[schema.Scenario], Iterator[schema.Scenario]]
Told = TypeVar("Told", bound=BaseModel)
ROUND_GAPS: Final = (timedelta(minutes=10), timedelta(hours=1), timedelta(days=1))  # the roundest first
FIRST_STEP: Final = timedelta(hours=9)
INVOICE_WORDS: Final = ("number", "invoice")


def fewer_steps(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Leave out halves, quarters, ... single steps."""
    steps = scenario.timeline
    size = len(steps) // 2
    while size:
        for begin in range(0, len(steps), size):
            yield _with(scenario, timeline=steps[:begin] + steps[begin + size :])
        size //= 2


def fewer_invoices(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Leave out all that is about one invoice; what else depended on it goes with it."""
    numbers = [step.number for step in scenario.timeline if isinstance(step, schema.IssueInvoice)]
    for number in numbers:
        kept = tuple(step for step in scenario.timeline if not _is_about(step, number))
        yield _with(scenario, timeline=kept)


def milder(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Leave out what is unusual about the weather, this Xero and this clinic."""
    xero, usual = scenario.xero, schema.Xero()
    yield from (_with(scenario, weather=weather) for weather in _calmer(scenario.weather))
    for switch in xero.behaviour:
        others = {name: reading for name, reading in xero.behaviour.items() if name != switch}
        yield _with(scenario, xero=_with(xero, behaviour=others))
    for profile in (usual.profile, schema.PROFILES["article"]):
        if xero.profile not in {usual.profile, profile}:
            yield _with(scenario, xero=_with(xero, profile=profile))
    if xero.ordering != "oldest first":
        yield _with(scenario, xero=_with(xero, ordering="oldest first"))
    if scenario.seed != 1:
        yield _with(scenario, seed=1)


def plainer_steps(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Say each step more plainly: all of them at once, then one by one."""
    plainest = tuple(next(plainer(step), step) for step in scenario.timeline)
    if plainest != scenario.timeline:
        yield _with(scenario, timeline=plainest)
    for place, step in enumerate(scenario.timeline):
        for other in plainer(step):
            yield _with(scenario, timeline=_replaced(scenario, place, other))


def one_patient(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Let everything be about the first patient."""
    patients = list(dict.fromkeys(step.patient.id for step in _with_patients(scenario)))
    for patient in patients[1:]:
        merged = tuple(
            _with(step, patient=schema.PatientRef(id=patients[0]))
            if isinstance(getattr(step, "patient", None), schema.PatientRef) and _whose(step) == patient
            else step
            for step in scenario.timeline
        )
        yield _with(scenario, timeline=merged)


def rounder_times(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Let ten minutes lie between any two steps, or else an hour, or a day: everywhere, or in one place."""
    gaps = _gaps(scenario)
    if any(gap != ROUND_GAPS[0] for gap in gaps[1:]):
        yield _timed(scenario, [FIRST_STEP, *(ROUND_GAPS[0] for _ in gaps[1:])])
    for place, gap in enumerate(gaps):
        for rounder in (FIRST_STEP,) if place == 0 else ROUND_GAPS:
            if gap == rounder:
                break
            yield _timed(scenario, [*gaps[:place], rounder, *gaps[place + 1 :]])


def plain_numbers(scenario: schema.Scenario) -> Iterator[schema.Scenario]:
    """Number the invoices from 1 on, in the order in which they are issued."""
    issued = [step.number for step in scenario.timeline if isinstance(step, schema.IssueInvoice)]
    numbers = {number: place for place, number in enumerate(issued, 1)}
    if any(number != place for number, place in numbers.items()):
        yield _with(scenario, timeline=tuple(_renumbered(step, numbers) for step in scenario.timeline))


def _calmer(weather: Weather) -> Iterator[Weather]:
    """No weather at all, or one trouble less."""
    troubles = {name for name in Weather.__dataclass_fields__ if getattr(weather, name)}
    if troubles:
        yield Weather()
        yield from (replace(weather, **{name: 0.0}) for name in sorted(troubles - {"delay_seconds_max"}))


def _gaps(scenario: schema.Scenario) -> list[timedelta]:
    """The time from the midnight of the first day to the first step, then from each step to the next."""
    midnight = scenario.calendar.instant(1, datetime.min.time())
    instants = [midnight, *(step.at for step in scenario.timeline)]
    return [later - earlier for earlier, later in pairwise(instants)]


def _timed(scenario: schema.Scenario, gaps: list[timedelta]) -> schema.Scenario:
    at, steps = scenario.calendar.instant(1, datetime.min.time()), []
    for step, gap in zip(scenario.timeline, gaps, strict=True):
        at += gap
        steps.append(_with(step, at=at))
    return _with(scenario, timeline=tuple(steps))


def _renumbered(step: schema.Step, numbers: dict[int, int]) -> schema.Step:
    changes: dict[str, Any] = {
        word: numbers[number]
        for word in INVOICE_WORDS
        if isinstance(number := getattr(step, word, None), int) and number in numbers
    }
    several = getattr(step, "invoices", None)
    if several:
        changes["invoices"] = {numbers.get(number, number): each for number, each in several.items()}
    return _with(step, **changes) if changes else step


def _is_about(step: schema.Step, invoice: int) -> bool:
    named = {getattr(step, word, None) for word in INVOICE_WORDS}
    return invoice in named or invoice in (getattr(step, "invoices", None) or {})


def _with_patients(scenario: schema.Scenario) -> Iterator[Any]:
    return (
        step for step in scenario.timeline if isinstance(getattr(step, "patient", None), schema.PatientRef)
    )


def _whose(step: Any) -> str:
    patient: str = step.patient.id
    return patient


def _replaced(scenario: schema.Scenario, place: int, step: schema.Step) -> tuple[schema.Step, ...]:
    return (*scenario.timeline[:place], step, *scenario.timeline[place + 1 :])


def _with(told: Told, **changes: Any) -> Told:
    return told.model_copy(update=changes)


PASSES: Final[tuple[Candidates, ...]] = (
    fewer_steps,
    fewer_invoices,
    milder,
    one_patient,
    plainer_steps,
    rounder_times,
    plain_numbers,
)
