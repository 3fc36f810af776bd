"""The least time that Xero's limits allow for a backlog: what a backfill is measured against. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

BATCH: Final = 50  # documents that one call may carry (facts §4.7)
MINUTE_SECONDS: Final = 60
DAY_SECONDS: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsView:
    """How many calls Xero takes in a minute and a day, and payments in a minute; None is no limit."""

    minute: int | None
    day: int | None
    payments_per_minute: int | None


@dataclass(frozen=True, slots=True)
class DayAtStart:
    """Xero's day as it stood when the backlog began: its calls left, and the seconds until it turns."""

    left: int
    turns_in_seconds: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """Payments wait for their invoices: so many for none in the backlog, so many at most for each in it."""

    for_none: int
    for_each_invoice: int

    def calls_before(self, payments: int, batch: int) -> int:
        """Return how many invoice calls must have gone before so many payments can."""
        return _windows(max(0, payments - self.for_none), batch * max(1, self.for_each_invoice))


@dataclass(frozen=True, slots=True)
class LiveWork:
    """The day's own work that Xero took in meanwhile, and that goes first (R8).

    For each call of it: the seconds after the backlog began, and the payments that it brought.
    """

    calls: Sequence[tuple[float, int]] = ()

    def between(self, since: float, until: float) -> tuple[int, int]:
        """Return its calls and its payments of a stretch."""
        payments = [brought for seconds, brought in self.calls if since <= seconds < until]
        return len(payments), sum(payments)


NO_LIVE_WORK: Final = LiveWork()


def lower_bound(  # noqa: PLR0913 - all that it depends on
    invoices: int,
    payments: int,
    limits: LimitsView,
    *,
    batch: int = BATCH,
    day: DayAtStart | None = None,
    waiting: Waiting | None = None,
    live: LiveWork = NO_LIVE_WORK,
) -> timedelta:
    """Return the least time from the first call to the last, beside the live work that came meanwhile.

    A call carries at most a batch, and never more payments than a minute allows: at one a minute, one.
    Of the minutes the first is free. A day is a fixed window with a turn of its own for each organisation
    (facts §2.1): where it stood is `day`; not known, it is taken to turn right after the first day's calls.
    """
    invoice_calls = _windows(invoices, batch)
    payment_calls = _windows(payments, min(batch, limits.payments_per_minute or batch))
    calls = invoice_calls + payment_calls
    pace = _Pace(limits, batch, payments / payment_calls if payment_calls else 0.0, waiting, live)
    if day is None or limits.day is None:
        days = _waits(calls, limits.day, free=2) * DAY_SECONDS
        return timedelta(seconds=max(pace.least(0.0, calls, payment_calls), days))
    return timedelta(seconds=_through_days(invoice_calls, payment_calls, pace, day))


@dataclass(frozen=True, slots=True)
class _Pace:
    """How many calls fit into a stretch without a turn of the day, and how long so many take."""

    limits: LimitsView
    batch: int
    per_payment_call: float
    waiting: Waiting | None
    live: LiveWork

    def invoices_before(self, payment_calls: int) -> int:
        if self.waiting is None:
            return 0
        return self.waiting.calls_before(math.floor(payment_calls * self.per_payment_call), self.batch)

    def most(self, since: float, seconds: float) -> tuple[float, float]:
        """Return the most payment calls, and calls of any kind, that live work leaves of a stretch."""
        minutes = math.floor(seconds / MINUTE_SECONDS) + 1
        live_calls, live_payments = self.live.between(since, since + seconds)
        payments, calls = self.limits.payments_per_minute, self.limits.minute
        return (
            max(0, minutes * payments - live_payments) // self.per_payment_call
            if payments and self.per_payment_call
            else math.inf,
            max(0, minutes * calls - live_calls) if calls else math.inf,
        )

    def least(self, since: float, calls: int, payment_calls: int) -> float:
        """Return the least seconds that so many calls take; live work that comes meanwhile goes first."""
        seconds = self._alone(calls, payment_calls, (0, 0))
        while (
            longer := self._alone(calls, payment_calls, self.live.between(since, since + seconds))
        ) > seconds:
            seconds = longer
        return seconds

    def _alone(self, calls: int, payment_calls: int, live: tuple[int, int]) -> float:
        live_calls, live_payments = live
        payments = math.ceil(payment_calls * self.per_payment_call)
        by_payments = _waits(payments + live_payments, self.limits.payments_per_minute, free=1)
        by_calls = _waits(calls + live_calls, self.limits.minute, free=1)
        return MINUTE_SECONDS * float(max(by_payments if payments else 0, by_calls))


def _through_days(invoice_calls: int, payment_calls: int, pace: _Pace, day: DayAtStart) -> float:
    """Let as much go as each day allows, payments first: they are what is slow."""
    passed, left, rest = 0.0, day.left, day.turns_in_seconds
    all_paid = all_brought = 0
    while True:
        most_payments, most_calls = pace.most(passed, rest)
        live_calls, _ = pace.live.between(passed, passed + rest)
        room = int(min(max(0, left - live_calls), most_calls))
        paid = int(min(payment_calls - all_paid, most_payments, room))
        while paid and paid + pace.invoices_before(all_paid + paid) - all_brought > room:
            paid -= 1
        brought = min(invoice_calls - all_brought, room - paid)
        all_paid, all_brought = all_paid + paid, all_brought + brought
        if all_paid == payment_calls and all_brought == invoice_calls:
            return passed + pace.least(passed, paid + brought, paid)
        passed, left, rest = passed + rest, pace.limits.day or 0, float(DAY_SECONDS)


def _waits(calls: int, limit: int | None, *, free: int) -> int:
    return max(_windows(calls, limit) - free, 0) if limit else 0


def _windows(calls: int, size: int) -> int:
    return -(-calls // size)
