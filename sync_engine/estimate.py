"""How long a backlog takes at Xero's pace: an estimate for a person. Pure, with no memory.

It follows from what is left, the limits known, what the answers have said so far, what is left of the day and
what live work is likely to need of it. It knows nothing of the future: a storm that is to come, for one.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sync_engine.day_budget import DAY, DayView

BATCH: Final = 50  # about 50 elements a call are recommended (facts §4.7)
DAYS_AT_MOST: Final = 3_650
_DAY_SECONDS: Final = DAY.total_seconds()


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is left: calls for invoices, most of which carry fifty, and single payments."""

    invoice_calls: int
    payments: int

    @classmethod
    def of(cls, *, invoices: int, payments: int, alone: int = 0) -> "Backlog":
        """Return the backlog of so many new invoices, payments, and documents that go alone."""
        return cls(math.ceil(invoices / BATCH) + alone, payments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What pacing knows at one instant.

    `toll` is how many calls one success costs, `latency` the seconds until an answer. `live_calls` and
    `live_payments` are those of the day's own work in the last 24 hours.
    """

    minute: int | None
    minute_free: int | None
    payments_per_minute: int | None
    width: int
    window: float = 60.05
    first_wait: float = 0.0
    payment_wait: float = 0.0
    latency: float = 0.0
    toll: float = 1.0
    live_calls: int = 0
    live_payments: int = 0
    day: DayView | None = None


def calls_needed(backlog: Backlog, payments_per_minute: int | None) -> int:
    """Return how many calls a backlog takes when every one of them is answered well."""
    at_once = min(BATCH, payments_per_minute or BATCH)
    return backlog.invoice_calls + math.ceil(backlog.payments / at_once)


def time_needed(backlog: Backlog, outlook: Outlook) -> timedelta:
    """Return how long it takes from now, with what is known now."""
    calls = calls_needed(backlog, outlook.payments_per_minute)
    if not calls:
        return timedelta(0)
    seconds = max(_by_payments(backlog, outlook), _by_minute(calls, outlook), _by_width(calls, outlook))
    if outlook.day is not None:
        seconds = _through_days(calls * outlook.toll, seconds, outlook, outlook.day)
    return timedelta(seconds=seconds)


def _by_payments(backlog: Backlog, outlook: Outlook) -> float:
    """A payment counts from its answer on; live payments go first and take their slots."""
    limit = outlook.payments_per_minute
    if not limit or not backlog.payments:
        return 0.0
    interval = (outlook.window + outlook.latency) * outlook.toll / limit
    taken = min(0.9, outlook.live_payments * interval / _DAY_SECONDS)
    waits = math.ceil(backlog.payments / limit) - 1
    return outlook.payment_wait + outlook.latency + waits * limit * interval / (1 - taken)


def _by_minute(calls: int, outlook: Outlook) -> float:
    if not outlook.minute:
        return 0.0
    free = outlook.minute if outlook.minute_free is None else outlook.minute_free
    beyond = max(0.0, calls * outlook.toll - free)
    return outlook.first_wait + math.ceil(beyond / outlook.minute) * (outlook.window + outlook.latency)


def _by_width(calls: int, outlook: Outlook) -> float:
    return outlook.first_wait + calls * outlook.toll * outlook.latency / outlook.width


def _through_days(calls: float, seconds: float, outlook: Outlook, day: DayView) -> float:
    """Go from one of Xero's days to the next until all calls are made."""
    rate = calls / seconds if seconds else math.inf
    passed, left, rest = 0.0, float(day.left), day.turns_in.total_seconds()
    share = day.reserve * _DAY_SECONDS / rest if rest else 0.0
    for _ in range(DAYS_AT_MOST):
        live = outlook.live_calls * rest / _DAY_SECONDS
        usable = max(0.0, min(rate * rest if rest else 0.0, left - live))
        if calls <= usable:
            at_pace = calls / rate
            spared = rest - _DAY_SECONDS * (left - calls) / share if share else 0.0
            return passed + max(at_pace, spared)
        calls, passed = calls - usable, passed + rest
        left, rest = float(day.size), _DAY_SECONDS
    return passed
