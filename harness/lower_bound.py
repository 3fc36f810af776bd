"""The least time that Xero's limits allow for a backlog: what a backfill is measured against. Pure."""

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


def lower_bound(invoices: int, payments: int, limits: LimitsView, batch: int = BATCH) -> timedelta:
    """Return the least time from the first call to the last, if the backlog had Xero for itself.

    A call carries at most a batch, and never more payments than a minute allows: at one a minute, one.
    Of the minutes the first is free, of the days the second too: a day is a fixed window (facts §2.1),
    so that a backlog may begin at the end of one and go on at once in the next.
    """
    calls = _windows(invoices, batch) + _windows(payments, min(batch, limits.payments_per_minute or batch))
    minutes = max(_waits(payments, limits.payments_per_minute, free=1), _waits(calls, limits.minute, free=1))
    return timedelta(seconds=max(minutes * MINUTE_SECONDS, _waits(calls, limits.day, free=2) * DAY_SECONDS))


def _waits(calls: int, limit: int | None, *, free: int) -> int:
    return max(_windows(calls, limit) - free, 0) if limit else 0


def _windows(calls: int, size: int) -> int:
    return -(-calls // size)
