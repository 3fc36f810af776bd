"""What leaves for Xero: a write, or a question about one whose outcome is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync_engine.dispatch.asking import Question
from sync_engine.outbox.attempts import Attempt
from sync_engine.outbox.closing import kind_of
from sync_engine.outbox.moving import AnyCase
from sync_engine.outbox.statuses import Kind, Lane


@dataclass(frozen=True, slots=True)
class Sending:
    """A write that leaves now; `repeated` when it left before and nobody knows what became of it."""

    attempt: Attempt
    cases: Sequence[AnyCase]
    repeated: bool
    news: int  # how much had happened when it was promised

    @property
    def live(self) -> bool:
        """Whether any of it is the day's own work."""
        return any(case.lane == Lane.LIVE for case in self.cases)

    @property
    def payments(self) -> int:
        return len(self.cases) if kind_of(self.attempt.step) is Kind.PAYMENT else 0


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that leaves now."""

    attempt: Attempt
    question: Question


Work = Sending | Asking
