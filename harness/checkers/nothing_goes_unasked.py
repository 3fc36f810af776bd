"""Nothing goes unasked: what was written while the engine was disconnected waits for *Synchronise* (R10).

Disconnected it is from when it says so itself: until then it cannot know better.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless
from harness.checkers.verdict import Verdict
from harness.simulation.history import Actor, Ended, Entry

EXPECTATION: Final = "nothing goes unasked"
LOST: Final = ("disconnected", "consent lapsed", "scope missing")
FOUND: Final = ("awaiting settings", "connected")


def check(evidence: Evidence) -> Verdict:
    """Invalid with each missed invoice that came to Xero before anybody had asked for it."""
    return valid_unless(EXPECTATION, [*_unasked(evidence)])


def _unasked(evidence: Evidence) -> Iterator[str]:
    asked = [each.instant for each in evidence.history if _is_asking(each)]
    for number, missed_at in _missed(evidence.history):
        arrived = evidence.arrivals.get(number)
        if arrived is not None and not any(missed_at <= instant <= arrived for instant in asked):
            yield f"Invoice {number} was written while disconnected and sent before anybody synchronised."


def _missed(history: Sequence[Entry]) -> Iterator[tuple[str, datetime]]:
    """Yield each invoice that was issued while the engine knew itself to be disconnected, and when."""
    lost = False
    for entry in history:
        if entry.actor is Actor.ENGINE and entry.operation in (*LOST, *FOUND):
            lost = entry.operation in LOST
        elif lost and entry.operation == "issue invoice" and entry.record is not None:
            yield entry.record.number, entry.instant


def _is_asking(entry: Entry) -> bool:
    return entry.actor is Actor.CLINIC and entry.operation == "synchronise" and entry.outcome is Ended.OK
