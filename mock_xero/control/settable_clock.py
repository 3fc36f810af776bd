"""A clock that stands still until somebody moves it: `mock-xero serve --clock virtual`."""

from datetime import UTC, datetime, timedelta


class BackwardsError(Exception):
    """Time does not go back."""


class SettableClock:
    """Time that only moves by `advance` and `set_to`, and never back."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Move on by seconds. Raises BackwardsError, or OverflowError beyond the year 9999."""
        self.set_to(self._now + timedelta(seconds=seconds))

    def set_to(self, instant: datetime) -> None:
        """Move to an aware instant. Raises BackwardsError if it lies in the past."""
        self.check(instant)
        self._now = instant.astimezone(UTC)

    def check(self, instant: datetime) -> None:
        """Raise BackwardsError if the clock can't be moved to the instant."""
        if instant < self._now:
            raise BackwardsError(f"time does not go back: it is {self._now.isoformat()} already")
