"""What pacing is told of calls: what is left, what answers have cost, what others have out. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

CALM_AT_FIRST: Final = 50  # answers that are taken for granted


@dataclass(frozen=True, slots=True)
class Remaining:
    """What an answer's headers said is left; None where it said nothing (facts §2.2)."""

    minute: int | None = None
    day: int | None = None
    app_minute: int | None = None


@dataclass(slots=True)
class Experience:
    """What answers have cost so far: the estimate learns from it."""

    answers: int = 0
    losses: int = 0
    seconds: float = 0.0

    @property
    def latency(self) -> float:
        return self.seconds / self.answers if self.answers else 0.0

    @property
    def toll(self) -> float:
        """How many calls a success costs: a lost one has to go again. A few losses prove nothing yet."""
        return 1.0 + self.losses / (self.answers + CALM_AT_FIRST)


@dataclass(frozen=True, slots=True)
class CallElsewhere:
    """A call of another process within the same limits; by `over_at` it is over, whatever became of it."""

    landed_at: datetime | None
    over_at: datetime
    payments: int

    def ended(self, now: datetime) -> datetime | None:
        """Return from when it counts, None while it is out."""
        return self.landed_at or (self.over_at if self.over_at <= now else None)
