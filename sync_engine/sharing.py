"""Shares between engines what Xero takes of one app in a minute, over all its tenants (facts §2.1).

Fair by deficit: while slots are scarce, every tenant that wants to call and has had fewer than the one that
asks is kept what its share lacks. So nobody starves, and what nobody wants is anybody's. Pure: instants in,
seconds out.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

APP_MINUTE: Final = 10_000
WINDOW: Final = timedelta(seconds=60, milliseconds=50)
GRACE: Final = timedelta(seconds=1)  # a slot is kept so long for whoever said to come back


class AppShare(Protocol):
    """One tenant's part of what the app may call."""

    def wait(self, now: datetime) -> float:
        """Return the seconds until a call may leave, or until it is worth asking again."""
        ...

    def left(self) -> None: ...
    def came_back(self) -> None: ...

    def count(self, now: datetime) -> None:
        """Xero has counted one, now."""
        ...

    def hold(self, until: datetime) -> None:
        """Xero refused the app as a whole, or would: nobody calls before then."""
        ...


class Unshared:
    """The only tenant of its app: its own limits are tighter by far."""

    def wait(self, now: datetime) -> float:
        """Never wait."""
        del now
        return 0.0

    def left(self) -> None:
        """Nobody counts."""

    def came_back(self) -> None:
        """Nobody counts."""

    def count(self, now: datetime) -> None:
        """Nobody counts."""

    def hold(self, until: datetime) -> None:
        """The tenant's own pacing holds."""


class AppBudget:
    """The calls of one app; every engine of the process takes a seat."""

    def __init__(self, minute: int = APP_MINUTE) -> None:
        self._minute = minute
        self._seats: list[_Seat] = []
        self._calls: deque[tuple[datetime, _Seat]] = deque()
        self._hold: datetime | None = None

    def join(self) -> AppShare:
        """Return a seat for one more tenant."""
        seat = _Seat(self, len(self._seats))
        self._seats.append(seat)
        return seat

    def wait(self, now: datetime, seat: "_Seat") -> float:
        """Say how long a seat waits; it counts as hungry until it stays away when it might have gone."""
        self._forget_old(now)
        if self._hold is not None and self._hold > now:
            return (self._hold - now).total_seconds()
        free = self._minute - len(self._calls) - sum(each.out for each in self._seats)
        if free > self._kept_from(seat, now):
            seat.hungry_until = now + GRACE
            return 0.0
        wait = self._calls[0][0] + WINDOW - now if free <= 0 and self._calls else GRACE
        seat.hungry_until = now + wait + GRACE
        return wait.total_seconds()

    def count(self, now: datetime, seat: "_Seat") -> None:
        self._forget_old(now)
        self._calls.append((now, seat))
        seat.had += 1

    def hold(self, until: datetime) -> None:
        self._hold = max(until, self._hold or until)

    def _kept_from(self, seat: "_Seat", now: datetime) -> int:
        """What those lack of their share who had less than this one and want to call."""
        at_table = sum(each.had > 0 or each.is_hungry(now) for each in self._seats)
        share = self._minute // max(1, at_table)
        return sum(max(1, share - each.taken) for each in self._seats if each.comes_before(seat, now))

    def _forget_old(self, now: datetime) -> None:
        while self._calls and self._calls[0][0] + WINDOW <= now:
            self._calls.popleft()[1].had -= 1


@dataclass(eq=False, slots=True)
class _Seat:
    """One tenant: what it had in the last minute, what is under way, and whether it waits."""

    budget: AppBudget
    place: int
    had: int = 0
    out: int = 0
    hungry_until: datetime | None = None

    def wait(self, now: datetime) -> float:
        return self.budget.wait(now, self)

    def left(self) -> None:
        self.out += 1

    def came_back(self) -> None:
        self.out -= 1

    def count(self, now: datetime) -> None:
        self.budget.count(now, self)

    def hold(self, until: datetime) -> None:
        self.budget.hold(until)

    @property
    def taken(self) -> int:
        return self.had + self.out

    def is_hungry(self, now: datetime) -> bool:
        return self.hungry_until is not None and self.hungry_until >= now

    def comes_before(self, other: "_Seat", now: datetime) -> bool:
        """Whether slots are kept for this one: it wants to call, and had less than the other."""
        return self.is_hungry(now) and (self.taken, self.place) < (other.taken, other.place)
