"""Live within: an invoice issued while the clinic is connected is in Xero so soon, while the day has calls.

It trusts Xero's side for arrivals and the answers' own headers for what was left of the day.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import undecided, valid_unless
from harness.checkers.verdict import Verdict
from harness.scenario.expectations import LiveWithin
from harness.simulation.history import Actor, Call, Ended

_TIES: Final = ("connect", "reconnect")
_CUTS: Final = ("disconnect", "consent lapses")
_DAY: Final = timedelta(days=1)  # a spent day is no excuse for longer


def check(evidence: Evidence, expectation: LiveWithin) -> Verdict:
    """Invalid with every invoice that came too late; undecided where none was issued while connected."""
    issued = _issued_while_connected(evidence)
    if not issued:
        return undecided(expectation.phrase, "No invoice was issued while the clinic was connected.")
    return valid_unless(expectation.phrase, [*_too_late(evidence, issued, expectation.within)])


def _issued_while_connected(evidence: Evidence) -> dict[str, datetime]:
    """When each invoice was issued that was live at that instant and still stands."""
    standing = {invoice.number for invoice in evidence.clinic.invoices}
    connected, issued = False, {}
    for entry in evidence.history:
        if entry.operation in _TIES and entry.actor is Actor.CLINIC and entry.outcome is Ended.OK:
            connected = True
        elif entry.operation in _CUTS and entry.actor is Actor.NEMESIS:
            connected = False
        elif entry.operation == "issue invoice" and connected and entry.record is not None:
            issued[entry.record.number] = entry.instant
    return {number: instant for number, instant in issued.items() if number in standing}


def _too_late(evidence: Evidence, issued: dict[str, datetime], allowed: timedelta) -> Iterator[str]:
    spent = _spent(evidence.calls)
    for number, instant in issued.items():
        deadline = instant + allowed
        for since, until in spent:
            if since <= deadline and instant <= until:
                deadline = max(deadline, until + allowed)
        arrived = evidence.arrivals.get(number)
        if arrived is None:
            yield f"Invoice {number} was issued while connected and never reached Xero."
        elif arrived > deadline:
            yield f"Invoice {number} reached Xero {arrived - instant} after its issue; {allowed} is allowed."


def _spent(calls: Sequence[Call]) -> list[tuple[datetime, datetime]]:
    """The stretches in which the day had no calls left, as the answers said."""
    stretches: list[tuple[datetime, datetime]] = []
    since: datetime | None = None
    for call in calls:
        if call.day_left is None or call.answered_at is None:
            continue
        if call.day_left == 0 and since is None:
            since = call.answered_at
        elif call.day_left and since is not None:
            stretches.append((since, min(call.departed_at, since + _DAY)))
            since = None
    return [*stretches, (since, since + _DAY)] if since else stretches
