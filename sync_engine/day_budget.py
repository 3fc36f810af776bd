"""The calls that Xero still takes today, and how many of them a backfill leaves to the day's work. Pure.

A day of Xero is a fixed window that turns at an instant of its own for each organisation (facts §2.1). No
header says when. What is known is the latest instant at which it must have turned, and that gets better:
a rise in what is left, or a refusal with its wait, tells more.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
LIVE_SHARE: Final = 0.1  # of a whole day's calls
LIVE_SHARE_AT_MOST: Final = 0.2  # where yesterday needed more than its share
OUT_OF_ORDER: Final = 20  # answers to calls made together may be read in any order
NEARLY_EXACT: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class DayView:
    """A day's budget at one instant. `reserve` is kept for live work, and shrinks evenly till the turn."""

    left: int
    turns_in: timedelta
    reserve: float
    size: int


@dataclass(slots=True)
class DayBudget:
    """What is left of Xero's day for one organisation."""

    limit: int | None
    _left: int | None = None
    _most: int = 0
    _turns_by: datetime | None = None
    _exact: bool = False
    _turn_seen: bool = False
    _heard_at: datetime | None = None
    _live: deque[tuple[datetime, int]] = field(default_factory=deque)

    @property
    def left(self) -> int | None:
        """How many calls were left when Xero last answered; None where it has not said."""
        return self._left

    def heard(self, now: datetime, left: int | None) -> None:
        """Take in what an answer says is left; where it says nothing, one call less than before."""
        self._turn_where_due(now)
        before = self._left
        if left is None:
            left = max(0, (self.limit or 0 if before is None else before) - 1)
        elif before is not None and left > before + OUT_OF_ORDER and self._turns_by is not None:
            self._note_turn(now)
        elif before is not None and left >= before and left + OUT_OF_ORDER >= self._most:
            self._turns_by, self._exact = now + DAY, False  # it may have turned when hardly any were used
        self._left = left if before is None or left > before + OUT_OF_ORDER else min(left, before)
        self._most = max(self._most, left)
        self._turns_by = self._turns_by or now + DAY
        self._heard_at = now

    def refused(self, now: datetime, until: datetime) -> None:
        """The day is spent, and Xero has said when it turns."""
        self._left, self._turns_by, self._exact, self._heard_at = 0, until, True, now

    def live(self, now: datetime, payments: int) -> None:
        """Remember a call of the day's own work: the same hours of tomorrow may need as many."""
        self._forget_old(now)
        self._live.append((now, payments))

    def spent_until(self, now: datetime) -> datetime | None:
        """Return when a spent day turns, where that is known well enough to wait for it without asking."""
        self._turn_where_due(now)
        return self._turns_by if self._left == 0 and self._exact else None

    def is_spent(self, now: datetime) -> bool:
        """Whether nothing is left, as far as is known."""
        self._turn_where_due(now)
        return self._left == 0

    def backfill_from(self, now: datetime, out: int) -> datetime:
        """Return the instant from which the past may take one more call, with so many under way."""
        self._turn_where_due(now)
        if self.limit is None or self._left is None or self._turns_by is None:
            return now
        spare = self._left - out - 1
        if spare > self._share * LIVE_SHARE_AT_MOST / LIVE_SHARE:
            return now
        if spare < 0:
            return self._turns_by
        by_share = self._turns_by - DAY * min(1.0, spare / self._share) if self._share else now
        return max(now, by_share, self._once_yesterday_leaves(now, spare))

    def view(self, now: datetime) -> DayView | None:
        """Return the budget as an estimate needs it; None without a daily limit."""
        self._turn_where_due(now)
        if self.limit is None:
            return None
        left = self._size if self._left is None else self._left
        turns_in = DAY if self._turns_by is None else self._turns_by - now
        return DayView(left, turns_in, self._share * (turns_in / DAY), self._size)

    def live_a_day(self, now: datetime) -> tuple[int, int]:
        """Return the calls and the payments of the day's own work in the last 24 hours."""
        self._forget_old(now)
        return len(self._live), sum(payments for _, payments in self._live)

    @property
    def _size(self) -> int:
        return self._most if self._turn_seen else max(self.limit or 0, self._most)

    @property
    def _share(self) -> float:
        return LIVE_SHARE * min(self._size, self._most or self._size)

    def _once_yesterday_leaves(self, now: datetime, spare: int) -> datetime:
        """The same hours of yesterday, from now till the turn, must have needed no more than is spare."""
        self._forget_old(now)
        horizon = (self._turns_by or now) - DAY
        ahead = sum(instant <= horizon for instant, _ in self._live)
        ahead = min(ahead, int(self._share * LIVE_SHARE_AT_MOST / LIVE_SHARE))
        return now if ahead <= spare else self._live[ahead - spare - 1][0] + DAY

    def _note_turn(self, now: datetime) -> None:
        """More is left than before: the day has turned since the answer before this one."""
        since = self._heard_at or now
        bound = (self._turns_by or now) + DAY
        self._turns_by = min(bound, now + DAY)
        self._exact = self._exact or now - since <= NEARLY_EXACT
        self._turn_seen = True
        self._most = 0

    def _turn_where_due(self, now: datetime) -> None:
        if self._heard_at is not None and now - self._heard_at >= DAY:
            self._left, self._turns_by, self._exact = None, None, False  # long idle: nothing is known
            return
        while self._turns_by is not None and now >= self._turns_by:
            self._turns_by += DAY
            self._left = max(self.limit or 0, self._most) if not self._turn_seen else self._most

    def _forget_old(self, now: datetime) -> None:
        while self._live and self._live[0][0] <= now - DAY:
            self._live.popleft()
