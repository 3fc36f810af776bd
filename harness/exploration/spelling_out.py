"""Turns what a run drew by chance into steps: a trade into its invoices and payments, weather into mishaps.

What is spelled out can be taken out of a story one by one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from harness.nemesis.ambush import Plot
from harness.nemesis.trouble import Trouble
from harness.nemesis.weather import Weather
from harness.scenario import schema
from harness.scenario.agenda import plan
from harness.simulation.choices import SeededChoices
from harness.simulation.history import Call
from harness.simulation.network import DEFAULT_TIMEOUT_SECONDS
from harness.workload.book import total_of
from harness.workload.deeds import DeleteInvoice, EditInvoice, IssueInvoice, TakePayment
from harness.workload.trade import Planned

PLOTS: Final = frozenset(each.value for each in Plot)
TOO_LATE: Final = timedelta(seconds=DEFAULT_TIMEOUT_SECONDS)


def with_explicit_trade(scenario: schema.Scenario) -> schema.Scenario:
    """Write the invoices and payments of every trade as steps of their own."""
    agenda = plan(scenario, SeededChoices(scenario.seed).fork("workload"))
    written = {step.number for step in scenario.timeline if isinstance(step, schema.IssueInvoice)}
    traded = {
        each.deed.number
        for each in agenda.deeds
        if isinstance(each.deed, IssueInvoice) and each.deed.number not in written
    }
    spelled = [step for each in agenda.deeds for step in _steps_of(each, traded)]
    others = [step for step in scenario.timeline if not isinstance(step, schema.Trade)]
    return _with_timeline(scenario, [*others, *spelled])


def with_explicit_troubles(
    scenario: schema.Scenario, calls: Iterable[Call], *, delays: bool
) -> schema.Scenario:
    """Write what the weather did to the requests of a run as mishaps; of the weather keep delays at most."""
    calm = _delays_of(scenario.weather) if delays else Weather()
    others = [step for each in scenario.timeline for step in _calmed(each, delays=delays)]
    told = scenario.model_copy(update={"weather": calm})
    late = _has_delays(scenario)
    return _with_timeline(told, [*mishaps_of(list(calls), too_late=late), *others])


def mishaps_of(calls: list[Call], *, too_late: bool) -> Iterator[schema.Mishap]:
    """Name each request that trouble befell: the next such one from the minute on in which it left."""
    for call in calls:
        trouble = _what_befell(call) if too_late else call.trouble
        if trouble is None:
            continue
        minute = call.departed_at.replace(second=0, microsecond=0)
        passing = sum(1 for each in calls[: call.number - 1] if _is_such(each, call, minute))
        request = f"{call.method} {call.path}"
        yield schema.Mishap(at=minute, what=trouble, to=request, after=passing)


def _what_befell(call: Call) -> str | None:
    """What came too late to be waited for is as good as lost; a request that did may be done all the same."""
    if call.trouble is not None or call.arrived_at is None or call.answered_at is not None:
        return call.trouble
    late = call.arrived_at - call.departed_at >= TOO_LATE
    return Plot.REQUEST_LATE.value if late else Trouble.ANSWER_LOST.value


def _is_such(each: Call, call: Call, since: datetime) -> bool:
    return (each.method, each.path) == (call.method, call.path) and each.departed_at >= since


def _calmed(step: schema.Step, *, delays: bool) -> Iterator[schema.Step]:
    """A storm keeps its delays at most; what a mishap did on the network is told anew."""
    if isinstance(step, schema.Storm):
        calm = _delays_of(step.weather)
        if delays and calm != Weather():
            yield step.model_copy(update={"weather": calm})
    elif not isinstance(step, schema.Mishap) or step.what in PLOTS:
        yield step


def _has_delays(scenario: schema.Scenario) -> bool:
    storms = [step.weather for step in scenario.timeline if isinstance(step, schema.Storm)]
    return any(weather.delay_seconds_max for weather in (scenario.weather, *storms))


def _delays_of(weather: Weather) -> Weather:
    return replace(
        Weather(),
        delay_seconds_min=weather.delay_seconds_min,
        delay_seconds_max=weather.delay_seconds_max,
    )


def _with_timeline(scenario: schema.Scenario, steps: list[schema.Step]) -> schema.Scenario:
    in_order = tuple(sorted(steps, key=lambda step: step.at))
    return scenario.model_copy(update={"timeline": in_order})


def _steps_of(planned: Planned, traded: set[int]) -> Iterator[schema.Step]:
    """The step that says what a deed of a trade does; nothing for a deed that has a step already."""
    at, deed = planned.instant, planned.deed
    match deed:
        case IssueInvoice() if deed.number in traded:
            patient = schema.PatientRef(id=deed.patient.id, name=deed.patient.name)
            yield schema.IssueInvoice(at=at, number=deed.number, patient=patient, amount=total_of(deed.items))
        case EditInvoice() if deed.number in traded:
            yield schema.EditInvoice(at=at, invoice=deed.number, amount=total_of(deed.items))
        case DeleteInvoice() if deed.number in traded:
            yield schema.DeleteInvoice(at=at, invoice=deed.number)
        case TakePayment() if _is_of_trade(deed, traded):
            yield _payment(at, deed)


def _is_of_trade(deed: TakePayment, traded: set[int]) -> bool:
    return deed.label[:1] in {"P", "D", "C"} and deed.label[1:] in {str(number) for number in traded}


def _payment(at: datetime, deed: TakePayment) -> schema.Step:
    money = sum(deed.sources.values(), Decimal("0.00"))
    if deed.credit:
        [(number, amount)] = deed.credit.items()
        return schema.PayByCredit(at=at, invoice=number, amount=amount)
    if deed.allocations:
        [(number, amount)] = deed.allocations.items()
        return schema.Pay(at=at, invoice=number, amount=amount, by=dict(deed.sources), payment=deed.label)
    patient = schema.PatientRef(id=deed.patient.id, name=deed.patient.name)
    return schema.Prepay(at=at, patient=patient, amount=money, by=dict(deed.sources), payment=deed.label)
