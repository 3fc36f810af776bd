"""What is to be estimated, and the story that simulates it: a disconnected clinic that synchronises.

A backlog is so many documents; who pays what on which day makes no difference to how long Xero takes.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from harness.lower_bound import LimitsView, lower_bound
from harness.nemesis.weather import Weather
from harness.result import RunResult
from harness.scenario import schema
from harness.scenario.moments import zone_named
from harness.standings import Arrival, Side, arrivals_in, standing_at

EVE: Final = timedelta(days=1)  # the story begins so long before somebody presses Synchronise
OLDER_AT: Final = timedelta(minutes=30)
DISCONNECTED_AT: Final = timedelta(hours=12)
MISSED_AT: Final = timedelta(hours=13)
RECONNECTED_BEFORE: Final = timedelta(minutes=5)
LIVE_DAYS_SPARE: Final = 2
PRICE: Final = Decimal("10.00")


class NoBacklogError(Exception):
    """There is nothing to estimate; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What Xero has not got when somebody synchronises, and the clinic's work on each day meanwhile."""

    invoices: int
    payments: int
    live_invoices: int = 0
    live_payments: int = 0

    @property
    def documents(self) -> int:
        return self.invoices + self.payments

    def sample(self, documents: int) -> "Backlog":
        """Return a backlog of the same shape and about so many documents, without live work."""
        share = Fraction(documents, self.documents)
        return replace(
            self,
            invoices=math.ceil(self.invoices * share),
            payments=math.ceil(self.payments * share),
            live_invoices=0,
            live_payments=0,
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose backlog it is, how strict Xero is, and when somebody presses Synchronise."""

    clinic: schema.Clinic
    xero: schema.Xero
    pressed_at: datetime

    @property
    def limits(self) -> LimitsView:
        limits = self.xero.limits
        return LimitsView(
            minute=limits["minute"], day=limits["day"], payments_per_minute=limits["payments per minute"]
        )

    def local(self, seconds: float) -> datetime:
        """Return the clinic's local time so long after the press."""
        instant = self.pressed_at.astimezone(UTC) + timedelta(seconds=seconds)
        return instant.astimezone(zone_named(self.clinic.zone_name))

    def day_of(self, seconds: float) -> int:
        """Return on which local day an instant after the press falls; 0 is the day of the press."""
        return (self.local(seconds).date() - self.local(0).date()).days


def least(backlog: Backlog, setting: Setting) -> timedelta:
    """Return the least time that Xero's limits allow."""
    return lower_bound(backlog.invoices, backlog.payments, setting.limits)


def story_of(backlog: Backlog, setting: Setting, weather: Weather) -> schema.Scenario:
    """Return the scenario in which this backlog is synchronised."""
    return schema.Scenario(
        name="A backlog",
        starts=setting.pressed_at - EVE,
        clinic=setting.clinic,
        xero=setting.xero,
        weather=weather,
        timeline=tuple(_steps(backlog, setting)),
        expect=(),
    )


def last_number(backlog: Backlog) -> int:
    """Return the number of the story's last invoice that is no live work; they begin with 1."""
    return backlog.invoices or backlog.payments


def _steps(backlog: Backlog, setting: Setting) -> Iterator[schema.Step]:
    pressed_at = setting.pressed_at
    starts = pressed_at - EVE
    yield schema.Connect(at=starts)
    # Payments alone are missing where their invoices came to Xero before.
    issued_at = starts + (MISSED_AT if backlog.invoices else OLDER_AT)
    numbers = range(1, last_number(backlog) + 1)
    shares = [len(range(number - 1, backlog.payments, len(numbers))) for number in numbers]
    for number, share in zip(numbers, shares, strict=True):
        patient = schema.PatientRef(id=f"P-{number}")
        yield schema.IssueInvoice(at=issued_at, number=number, patient=patient, amount=PRICE * max(share, 1))
    yield schema.Disconnect(at=starts + DISCONNECTED_AT)
    for number, share in zip(numbers, shares, strict=True):
        for _ in range(share):
            yield schema.Pay(at=starts + MISSED_AT, invoice=number, amount=PRICE, by={"EFTPOS": None})
    yield schema.Reconnect(at=pressed_at - RECONNECTED_BEFORE)
    yield schema.Synchronise(at=pressed_at, since=setting.local(-EVE.total_seconds()).date())
    if backlog.live_invoices:
        yield _live_work(backlog, setting)


def _live_work(backlog: Backlog, setting: Setting) -> schema.Trade:
    """The practice goes on for longer than the backfill can take in any but the worst weather."""
    days = 2 * math.ceil(least(backlog, setting) / timedelta(days=1)) + LIVE_DAYS_SPARE
    return schema.Trade(
        at=setting.pressed_at,
        lasts=timedelta(days=days),
        invoices_per_day=backlog.live_invoices,
        paid=Decimal(backlog.live_payments) / backlog.live_invoices,
    )


def backlog_of(scenario: schema.Scenario, result: RunResult) -> tuple[Backlog, Setting]:
    """Return what a finished run sent after its last *Synchronise*. Raises NoBacklogError."""
    pressed = [step.at for step in scenario.timeline if isinstance(step, schema.Synchronise)]
    if not pressed:
        raise NoBacklogError('nobody synchronises in it; give it a step "do: synchronise"')
    pressed_at = max(pressed)
    came = _came_after(result, pressed_at)
    if not came:
        raise NoBacklogError("its last synchronise finds nothing that Xero has not got")
    invoices = sum(1 for each in came if each.kind == "invoice")
    live_invoices, live_payments = _live_at(scenario, pressed_at)
    backlog = Backlog(
        invoices=invoices,
        payments=len(came) - invoices,
        live_invoices=live_invoices,
        live_payments=live_payments,
    )
    return backlog, Setting(scenario.clinic, scenario.xero, pressed_at)


def _came_after(result: RunResult, pressed_at: datetime) -> list[Arrival]:
    """What the clinic had when somebody synchronised, and Xero got afterwards."""
    had = {each.number: each.payments for each in standing_at(result.standings, pressed_at, Side.CLINIC)}
    return [
        each
        for each in arrivals_in(result.standings)
        if each.instant >= pressed_at and each.number in had and each.place <= had[each.number]
    ]


def _live_at(scenario: schema.Scenario, pressed_at: datetime) -> tuple[int, int]:
    """How much the practice works on a day, invoices and payments, when somebody synchronises."""
    trades = [
        step
        for step in scenario.timeline
        if isinstance(step, schema.Trade) and step.at <= pressed_at < step.at + step.lasts
    ]
    paid = (step.invoices_per_day * (step.paid + step.partly_paid) for step in trades)
    return sum(step.invoices_per_day for step in trades), round(sum(paid))
