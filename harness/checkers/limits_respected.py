"""Limits respected: once Xero has said how long to wait, nothing that the limit holds leaves before then.

It reads calls only. A crash ends a wait: what the engine had been told and not yet written down died with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import undecided, valid_unless
from harness.checkers.verdict import Verdict
from harness.simulation.history import Actor, Call, instant_text

EXPECTATION: Final = "limits respected"
PAYMENTS: Final = "paymentminute"
AT_ONCE: Final = 4  # five calls may be under way (facts §2.1): four may leave before the answer is read
SLACK: Final = timedelta(milliseconds=1)  # timers count in floats, instants in microseconds
GARBLED: Final = ("connection reset", "gateway error")  # Xero said it, the engine never read it


@dataclass(frozen=True, slots=True)
class Wait:
    """One answer "wait": nothing it holds leaves from `since` until `until`. `place`: the refused call."""

    place: int
    limit: str
    since: datetime
    until: datetime

    def holds(self, call: Call) -> bool:
        return self.limit != PAYMENTS or _brings_payments(call)


@dataclass(frozen=True, slots=True)
class Breach:
    """One call that left too early, and the longest wait that it broke."""

    call: Call
    wait: Wait

    @property
    def sentence(self) -> str:
        call, since, until = self.call, instant_text(self.wait.since), instant_text(self.wait.until)
        return (
            f"Call {call.number} ({call.method} {call.path}) left at {instant_text(call.departed_at)}; "
            f"the limit {self.wait.limit} asked at {since} to wait till {until}."
        )


def check(evidence: Evidence) -> Verdict:
    """Invalid with every call that left too early; undecided where the engine never called Xero."""
    if not evidence.calls:
        return undecided(EXPECTATION, "The engine never called Xero.")
    return valid_unless(EXPECTATION, [each.sentence for each in breaches(evidence)])


def breaches(evidence: Evidence) -> Iterator[Breach]:
    """Yield every call that left too early."""
    crashes = [
        each.instant for each in evidence.history if each.actor is Actor.NEMESIS and each.operation == "crash"
    ]
    return _too_early(evidence.calls, _waits(evidence.calls, crashes))


def _waits(calls: Sequence[Call], crashes: Sequence[datetime]) -> list[Wait]:
    """Return what the engine was told, in the order in which it heard it."""
    waits = []
    for place, call in enumerate(calls):
        read_at = None if call.trouble in GARBLED else call.answered_at
        if read_at and call.status == 429 and call.refused_by and call.retry_after:
            until = read_at + timedelta(seconds=call.retry_after)
            crash = next((instant for instant in crashes if instant >= call.departed_at), until)
            waits.append(Wait(place, call.refused_by, read_at, min(until, crash)))
    return sorted(waits, key=lambda wait: (wait.since, wait.place))


def _too_early(calls: Sequence[Call], waits: Sequence[Wait]) -> Iterator[Breach]:
    """Yield the calls that left too early, in the order in which they left."""
    ahead = list(reversed(waits))
    in_force: list[Wait] = []
    first_of_instant = 0
    for place, call in enumerate(calls):
        if call.departed_at != calls[first_of_instant].departed_at:
            first_of_instant = place
        while ahead and ahead[-1].since <= call.departed_at:
            in_force.append(ahead.pop())
        in_force = [wait for wait in in_force if call.departed_at < wait.until - SLACK]
        broken = [wait for wait in in_force if _breaks(wait, call, place, first_of_instant)]
        if broken:
            yield Breach(call, max(broken, key=lambda wait: wait.until))


def _breaks(wait: Wait, call: Call, place: int, first_of_instant: int) -> bool:
    """Say whether the call left too early: a few that leave as the answer arrives may not know it yet."""
    if not call.to_the_api or not wait.holds(call):
        return False
    after_the_refused = place - max(wait.place, first_of_instant - 1)
    return call.departed_at > wait.since or after_the_refused > AT_ONCE


def _brings_payments(call: Call) -> bool:
    """A POST to one payment deletes it: the limit is on new ones."""
    return call.method in {"PUT", "POST"} and call.path.strip("/") == "Payments"
