"""Settled within: after the last step of the story everything came to rest in the time allowed."""

from datetime import timedelta

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless
from harness.checkers.verdict import Verdict
from harness.scenario.expectations import SettledWithin


def check(evidence: Evidence, expectation: SettledWithin) -> Verdict:
    """Invalid where it took longer, or where it never came to rest: then with the reason."""
    return valid_unless(expectation.phrase, _too_late(evidence, expectation.within))


def _too_late(evidence: Evidence, allowed: timedelta) -> list[str]:
    if evidence.settled_at is None:
        return [f"It never came to rest: {evidence.unsettled or 'no reason is known'}."]
    took = evidence.settled_at - evidence.last_step_at
    return [f"It came to rest {took} after the last step; {allowed} was allowed."] if took > allowed else []
