"""Xero's limits: how many calls an app may make in a tenant, and what is left of them (facts §2). No HTTP.

A call that is refused is not counted. Where several limits refuse, the one with the longest wait is named
first, the one that needs no wait last (our reading: Xero names one limit and does not say which).
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mock_xero.behaviour import Behaviour, RateWindow
from mock_xero.gates.window import FixedWindow, RollingWindow, Unlimited, Window
from mock_xero.seams import Choices

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The numbers of a profile; None lifts a limit."""

    minute: int | None = 60
    day: int | None = 5_000
    concurrent: int | None = 5
    app_minute: int | None = 10_000
    payments_per_minute: int | None = None


PROFILES: Final = {
    "article": Limits(payments_per_minute=1),
    "standard": Limits(),
    "starter": Limits(day=1_000),
    "unlimited": Limits(minute=None, day=None, concurrent=None, app_minute=None),
}


@dataclass(frozen=True, slots=True)
class LimitRefusal:
    """Which limit refuses, in the word of X-Rate-Limit-Problem, and after how many seconds to come back."""

    problem: str
    retry_after_seconds: int | None


class Allowance:
    """What one app may still do in one tenant."""

    def __init__(self, limits: Limits, minute: Window, day: Window, app_minute: Window) -> None:
        self.minute = minute
        self.day = day
        self.app_minute = app_minute
        self.in_flight = 0
        self._limits = limits
        # The clinic's rule R6 is "one payment is accepted in each minute": with fixed windows two payments
        # one second apart could sit on either side of a seam, so this one limit rolls under every switch.
        self._payments = RollingWindow(limits.payments_per_minute or 0, MINUTE)

    def refuses(self, now: datetime, payments: int, behaviour: Behaviour) -> LimitRefusal | None:
        """Return why a call that would create so many payments can't be let through now, or None."""
        for problem, window in self._windows(behaviour):
            if not window.left(now):
                return LimitRefusal(problem, _whole_seconds(window.wait(now)))
        if payments and self._payments.left(now) < payments:
            return LimitRefusal("paymentminute", _whole_seconds(self._payments.wait(now, payments)))
        if self._limits.concurrent is not None and self.in_flight >= self._limits.concurrent:
            return LimitRefusal("concurrent", 1 if behaviour.concurrent_refusal_says_retry_after else None)
        return None

    def begin(self, now: datetime, payments: int) -> None:
        """Count a call that has been let through; its payments count until it is known that they failed."""
        self.minute.count(now)
        self.day.count(now)
        self.app_minute.count(now)
        self._payments.count(now, payments)
        self.in_flight += 1

    def count_refusal(self, now: datetime) -> None:
        """Under the other reading of facts §2.1 a refused call is a call as well."""
        for window in (self.minute, self.day, self.app_minute):
            window.count(now)

    def end(self, begun_at: datetime, payments_failed: int) -> None:
        """The call has been answered; give back the payments that Xero did not accept."""
        self.in_flight -= 1
        if payments_failed:
            self._payments.take_back(begun_at, payments_failed)

    def payments_left(self, now: datetime) -> int | None:
        """Return how many payments may still be created in this minute; None if that is not limited."""
        return None if self._limits.payments_per_minute is None else self._payments.left(now)

    def _windows(self, behaviour: Behaviour) -> tuple[tuple[str, Window], ...]:
        return (
            ("day", self.day),
            ("minute", self.minute),
            (behaviour.app_minute_word.value, self.app_minute),
        )


class Allowances:
    """The allowances of every app in every tenant, made at the first call of each."""

    def __init__(self, limits: Limits, *, choices: Choices, behaviour: Behaviour) -> None:
        self.limits = limits
        self._choices = choices
        self._behaviour = behaviour
        self._by_app: dict[str, Window] = {}
        self._by_tenant: dict[tuple[str, str], Allowance] = {}

    def of(self, client_id: str, tenant_id: str, now: datetime) -> Allowance:
        """Return what the app may do in the tenant."""
        allowance = self._by_tenant.get((client_id, tenant_id))
        if allowance is None:
            allowance = self._by_tenant[client_id, tenant_id] = self._allow(client_id, now)
        return allowance

    def all(self) -> dict[tuple[str, str], Allowance]:
        """Return all allowances so far, by app and tenant."""
        return dict(self._by_tenant)

    def _allow(self, client_id: str, now: datetime) -> Allowance:
        if client_id not in self._by_app:
            self._by_app[client_id] = self._minute(self.limits.app_minute, shown=10_000)
        minute = self._minute(self.limits.minute, shown=60)
        return Allowance(self.limits, minute, self._day(now), self._by_app[client_id])

    def _minute(self, limit: int | None, *, shown: int) -> Window:
        if limit is None:
            return Unlimited(shown)
        rolls = self._behaviour.rate_window is RateWindow.ROLLING
        return RollingWindow(limit, MINUTE) if rolls else FixedWindow(limit, MINUTE)

    def _day(self, now: datetime) -> Window:
        limit = self.limits.day
        if limit is None:
            return Unlimited(5_000)
        if self._behaviour.rate_window is RateWindow.ROLLING:
            return RollingWindow(limit, DAY)
        # Days turn "at different times for each tenant" (facts §2.1), so the first one is under way already.
        elapsed = self._choices.integer(0, 86_399, label="seconds since the day's limit was reset")
        return FixedWindow(limit, DAY, opened_at=now - timedelta(seconds=elapsed))


def _whole_seconds(wait: timedelta) -> int:
    return max(1, math.ceil(wait / timedelta(seconds=1)))
