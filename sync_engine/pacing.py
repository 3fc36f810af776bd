"""How long to wait, from Xero's limits and answers (facts §2). Pure: instants in, seconds out; no sleeping.

A call counts from when its answer came, so that never more than the allowed number falls into any minute,
whatever the latency and wherever Xero's window begins.
"""

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sync_engine.calls import CallElsewhere, Experience, Remaining
from sync_engine.configuration import LimitsKnown
from sync_engine.day_budget import DayBudget
from sync_engine.estimate import BATCH, Outlook
from sync_engine.sharing import AppShare, Unshared

WINDOW: Final = timedelta(seconds=60, milliseconds=50)
PAYMENTS_A_CALL: Final = BATCH
USUAL_CONCURRENCY: Final = 5
PAYMENT_LIMIT: Final = "paymentminute"
DAY_LIMIT: Final = "day"
APP_LIMITS: Final = frozenset({"appminute", "app-minute"})
CONCURRENT_LIMIT: Final = "concurrent"
BACKOFF_CEILING: Final = timedelta(minutes=5)
TOKEN_CEILING: Final = timedelta(seconds=30)
_UNTOLD_WAIT: Final = {"day": timedelta(hours=1)}  # where Xero gives no Retry-After
_LONG_AGO_KEPT: Final = 10_000
_PATIENT_ENOUGH: Final = 9  # two to this power is beyond the ceiling


@dataclass(slots=True)
class Pacing:
    """Our own count of calls and payments, and what Xero has asked for. One for each organisation."""

    limits: LimitsKnown
    share: AppShare = field(default_factory=Unshared)
    payments_per_minute: int | None = field(init=False)
    _width: int = field(init=False)
    _calls_out: int = 0
    _payments_out: int = 0
    _calls: deque[datetime] = field(default_factory=deque)
    _payments: deque[datetime] = field(default_factory=lambda: deque(maxlen=_LONG_AGO_KEPT))
    _hold: datetime | None = None
    _payment_hold: datetime | None = None
    _narrowed_at: datetime | None = None
    _unanswered: int = 0
    _unanswered_since: datetime | None = None
    elsewhere: Sequence[CallElsewhere] = ()
    _day: DayBudget = field(init=False)
    _experience: Experience = field(default_factory=Experience)

    def __post_init__(self) -> None:
        self.payments_per_minute = self.limits.payments_per_minute
        self._day = DayBudget(self.limits.day)
        self._width = self._usual_width

    def wait(self, now: datetime, *, payments: int = 0) -> float:
        """Return the seconds until a call with so many payments may leave; infinite if a call must return."""
        seconds = max(
            self._until(now, self._hold),
            self._until(now, self._day.spent_until(now)),
            self._room_wait(now),
            self._minute_wait(now),
        )
        if payments:
            seconds = max(seconds, self._until(now, self._payment_hold), self._payment_wait(now, payments))
        return seconds or self.share.wait(now)

    def backfill_wait(self, now: datetime) -> float:
        """Return the seconds until the past may take a call of the day: live work keeps its share (R8)."""
        return self._until(now, self._day.backfill_from(now, self._calls_out))

    def outlook(self, now: datetime) -> Outlook:
        """Return what an estimate needs to know."""
        calls, payments = self._day.live_a_day(now)
        minute, hold = self.limits.minute, self._until(now, self._hold)
        self._minute_wait(now)
        return Outlook(
            minute=minute,
            minute_free=None if minute is None else max(0, minute - len(self._calls)),
            payments_per_minute=self.payments_per_minute,
            width=self._width,
            window=WINDOW.total_seconds(),
            first_wait=hold,
            payment_wait=max(hold, self._until(now, self._payment_hold), self._next_payment(now)),
            latency=self._experience.latency,
            toll=self._experience.toll,
            live_calls=calls,
            live_payments=payments,
            day=self._day.view(now),
        )

    def payments_at_once(self, now: datetime) -> int:
        """Return how many payments one call may bring now, at most 50; 0 when none may leave."""
        if self.wait(now, payments=1):
            return 0
        if self.payments_per_minute is None:
            return PAYMENTS_A_CALL
        return min(PAYMENTS_A_CALL, self._payments_free(now))

    def left(self, payments: int = 0, *, live_at: datetime | None = None) -> None:
        """Count a call that leaves now; `live_at` says when, for one of the day's own work."""
        self._calls_out += 1
        self._payments_out += payments
        self.share.left()
        if live_at is not None:
            self._day.live(live_at, payments)

    def answered(
        self, now: datetime, remaining: Remaining, *, payments: int = 0, left_at: datetime | None = None
    ) -> None:
        """Count a call that Xero has answered, well or badly."""
        self._came_back(payments)
        self._count(now, payments)
        self._unanswered = 0
        self._experience.answers += 1
        self._experience.seconds += (now - (left_at or now)).total_seconds()
        self._day.heard(now, remaining.day)
        if remaining.app_minute == 0:
            self.share.hold(now + WINDOW)
        if remaining.minute == 0 and not self._minute_wait(now):
            self._hold_all(now + WINDOW)  # somebody else, or we before a crash, spent this minute
        self._widen(now)

    def lost(self, now: datetime, *, left_at: datetime, payments: int = 0) -> None:
        """Count a call without a usable answer: it may have arrived. Silence makes the next waits longer."""
        self._came_back(payments)
        self._count(now, payments)
        self._experience.losses += 1
        self._back_off(now, left_at, BACKOFF_CEILING)

    def in_vain(self, now: datetime, *, left_at: datetime, payments: int = 0) -> None:
        """Take back a call that reached no books, for want of a good token for instance; try later.

        Not much later: a refresh token that was used may be tried again for 30 minutes only (facts §1.4).
        """
        self._came_back(payments)
        self._back_off(now, left_at, TOKEN_CEILING)

    def refused(
        self, now: datetime, limit: str, retry_after_seconds: int | None, *, payments: int = 0
    ) -> None:
        """Take a 429 in: it holds payments only, or everything, for as long as Xero says (facts §2.3)."""
        self._came_back(payments)
        self._unanswered = 0
        if limit == CONCURRENT_LIMIT:
            self._width, self._narrowed_at = max(1, self._width - 1), now
        until = now + _told_wait(limit, retry_after_seconds)
        if limit == DAY_LIMIT and retry_after_seconds is not None:
            self._day.refused(now, until)
        if limit in APP_LIMITS:
            self.share.hold(until)
        if limit == PAYMENT_LIMIT:
            self._learn(now)
            self._payment_hold = max(until, self._payment_hold or until)
        else:
            self._hold_all(until)

    def withdrawn(self, payments: int = 0) -> None:
        """Forget a call that never reached Xero's books, a refused token for instance."""
        self._came_back(payments)

    @property
    def day_remaining(self) -> int | None:
        """How many calls Xero said are left in the day; None where it has not said."""
        return self._day.left

    @property
    def _usual_width(self) -> int:
        return self.limits.concurrent or USUAL_CONCURRENCY

    def _room_wait(self, now: datetime) -> float:
        """Wait for a call to return; of others' calls, until they are over at the latest."""
        width = 1 if self._unanswered or self._day.is_spent(now) else self._width
        if self._calls_out >= width:
            return math.inf
        others = [each.over_at for each in self.elsewhere if each.ended(now) is None]
        if self._calls_out + len(others) < width:
            return 0.0
        return (min(others) - now).total_seconds()

    def _minute_wait(self, now: datetime) -> float:
        while self._calls and self._calls[0] + WINDOW <= now:
            self._calls.popleft()
        calls, out = self._together(now, self._calls, self._calls_out, _one_call)
        return _slot_wait(calls, out, self.limits.minute, now)

    def _payment_wait(self, now: datetime, payments: int) -> float:
        self._forget_old_payments(now)
        limit = self.payments_per_minute
        counted, out = self._payments_together(now)
        return _slot_wait(counted, out + min(payments, limit or payments) - 1, limit, now)

    def _next_payment(self, now: datetime) -> float:
        """Return when the next payment leaves; one that is under way counts as leaving now."""
        self._forget_old_payments(now)
        limit = self.payments_per_minute
        if limit is None or self._payments_out:
            return 0.0
        return _slot_wait(self._payments, 0, limit, now)

    def _payments_free(self, now: datetime) -> int:
        self._forget_old_payments(now)
        counted, out = self._payments_together(now)
        return max(0, (self.payments_per_minute or 0) - len(counted) - out)

    def _payments_together(self, now: datetime) -> tuple[Sequence[datetime], int]:
        return self._together(now, self._payments, self._payments_out, lambda call: call.payments)

    def _together(
        self, now: datetime, ours: Sequence[datetime], out: int, size: Callable[[CallElsewhere], int]
    ) -> tuple[Sequence[datetime], int]:
        """Return what counts within the last minute, the others' included, and what is still out."""
        if not self.elsewhere:
            return ours, out
        counted = list(ours)
        for call in self.elsewhere:
            ended = call.ended(now)
            if ended is None:
                out += size(call)
            elif ended + WINDOW > now:
                counted += [ended] * size(call)
        return sorted(counted), out

    def _forget_old_payments(self, now: datetime) -> None:
        while self._payments and self._payments[0] + WINDOW <= now:
            self._payments.popleft()

    def _came_back(self, payments: int) -> None:
        self._calls_out -= 1
        self._payments_out -= payments
        self.share.came_back()

    def _count(self, now: datetime, payments: int) -> None:
        self.share.count(now)
        self._calls.append(now)
        self._payments.extend(now for _ in range(payments))

    def _learn(self, now: datetime) -> None:
        """Work out an unknown payments limit: what was accepted in the last minute is what is allowed."""
        if self.limits.payments_per_minute is None:
            self._forget_old_payments(now)
            self.payments_per_minute = max(1, len(self._payments_together(now)[0]))

    def _widen(self, now: datetime) -> None:
        if self._narrowed_at is not None and now >= self._narrowed_at + WINDOW:
            self._width += 1
            self._narrowed_at = now if self._width < self._usual_width else None

    def _back_off(self, now: datetime, left_at: datetime, ceiling: timedelta) -> None:
        """Wait twice as long each time; what was under way together fails together, and counts once."""
        if self._unanswered and self._unanswered_since is not None and left_at < self._unanswered_since:
            return
        self._unanswered = min(self._unanswered + 1, _PATIENT_ENOUGH)
        self._unanswered_since = now
        self._hold_all(now + min(ceiling, timedelta(seconds=2**self._unanswered)))

    def _hold_all(self, until: datetime) -> None:
        self._hold = max(until, self._hold or until)

    def _until(self, now: datetime, instant: datetime | None) -> float:
        return 0.0 if instant is None else max(0.0, (instant - now).total_seconds())


def _one_call(call: CallElsewhere) -> int:
    del call
    return 1


def _slot_wait(counted: Sequence[datetime], out: int, limit: int | None, now: datetime) -> float:
    """Return how long until one more fits beside what is counted and what is out."""
    if limit is None or len(counted) + out < limit:
        return 0.0
    if out >= limit:
        return math.inf
    return max(0.0, (counted[len(counted) + out - limit] + WINDOW - now).total_seconds())


def _told_wait(limit: str, retry_after_seconds: int | None) -> timedelta:
    if retry_after_seconds is not None:
        return timedelta(seconds=max(1, retry_after_seconds))
    if limit == CONCURRENT_LIMIT:
        return timedelta(seconds=1)
    return _UNTOLD_WAIT.get(limit, WINDOW)
