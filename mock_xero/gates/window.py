"""Counting calls against time: how many are left now, and how long until there is room. Pure.

Instants are arguments and never go back. Two readings of Xero's windows have the same face (facts §2.1).
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Final, Protocol

NO_WAIT: Final = timedelta(0)


class Window(Protocol):
    """A limit of so many calls in so much time."""

    def left(self, now: datetime) -> int:
        """Return how many calls there is room for."""
        ...

    def count(self, now: datetime, calls: int = 1) -> None:
        """Write calls down that were let through."""
        ...

    def wait(self, now: datetime, calls: int = 1) -> timedelta:
        """Return how long until there is room for so many calls at once, as far as there ever is."""
        ...


class FixedWindow:
    """Windows that follow one another from the first call on; after an idle length the next call opens anew.

    Opening anew after idleness makes a burst from rest meet one whole window, never the seam of two.
    """

    def __init__(self, limit: int, length: timedelta, *, opened_at: datetime | None = None) -> None:
        self._limit = limit
        self._length = length
        self._opened_at = opened_at
        self._last_call = opened_at
        self._used = 0

    def left(self, now: datetime) -> int:
        self._turn(now)
        return max(0, self._limit - self._used)

    def count(self, now: datetime, calls: int = 1) -> None:
        self._turn(now)
        self._last_call = now
        self._used += calls

    def wait(self, now: datetime, calls: int = 1) -> timedelta:
        if self.left(now) >= calls:
            return NO_WAIT
        return (self._opened_at or now) + self._length - now

    def _turn(self, now: datetime) -> None:
        """Move to the window of this instant: at most one further, because longer idleness opens anew."""
        if self._opened_at is None or self._last_call is None or now - self._last_call >= self._length:
            self._opened_at, self._used = now, 0
        elif now - self._opened_at >= self._length:
            self._opened_at, self._used = self._opened_at + self._length, 0


class RollingWindow:
    """At most so many calls in any stretch of the length."""

    def __init__(self, limit: int, length: timedelta) -> None:
        self._limit = limit
        self._length = length
        self._calls: deque[datetime] = deque()

    def left(self, now: datetime) -> int:
        while self._calls and now - self._calls[0] >= self._length:
            self._calls.popleft()
        return max(0, self._limit - len(self._calls))

    def count(self, now: datetime, calls: int = 1) -> None:
        self._calls.extend([now] * calls)

    def take_back(self, counted_at: datetime, calls: int = 1) -> None:
        """Strike calls off that turned out not to count; those that are forgotten already stay so."""
        for _ in range(min(calls, self._calls.count(counted_at))):
            self._calls.remove(counted_at)

    def wait(self, now: datetime, calls: int = 1) -> timedelta:
        missing = calls - self.left(now)
        if missing <= 0:
            return NO_WAIT
        if not self._calls:
            return self._length
        last_to_leave = self._calls[min(missing, len(self._calls)) - 1]
        return last_to_leave + self._length - now


class Unlimited:
    """No limit: what is left stays pinned at the published number, as Xero shows it while it lifts one."""

    def __init__(self, shown: int) -> None:
        self._shown = shown

    def left(self, now: datetime) -> int:
        del now
        return self._shown

    def count(self, now: datetime, calls: int = 1) -> None:
        """Forget it at once."""

    def wait(self, now: datetime, calls: int = 1) -> timedelta:
        del now, calls
        return NO_WAIT
