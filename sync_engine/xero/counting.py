"""What a disposition means for the pacing: the one translation between the two. Pure."""

from datetime import datetime

from sync_engine.pacing import Pacing
from sync_engine.xero.replies import (
    Accepted,
    Disconnected,
    Disposition,
    Rejected,
    ScopeMissing,
    Throttled,
    TokenRefused,
    Unknown,
    Unsent,
)


def count(
    pacing: Pacing, disposition: Disposition, *, left_at: datetime, now: datetime, payments: int = 0
) -> None:
    """Count a call that has come back, however it did."""
    match disposition:
        case Accepted(_, remaining) | Rejected(_, _, remaining):
            pacing.answered(now, remaining, payments=payments, left_at=left_at)
        case Throttled(limit, retry_after_seconds):
            pacing.refused(now, limit, retry_after_seconds, payments=payments)
        case Unknown():
            pacing.lost(now, left_at=left_at, payments=payments)
        case Disconnected() | ScopeMissing() | TokenRefused() | Unsent():
            pacing.in_vain(now, left_at=left_at, payments=payments)
