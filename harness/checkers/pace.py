"""Pace: the backfill took no longer than Xero's limits make it, and Xero refused no more than expected."""

from collections import Counter

from harness.checkers.evidence import Evidence
from harness.checkers.telling import undecided, valid_unless
from harness.checkers.verdict import Verdict
from harness.scenario.expectations import BackfillWithin, Refusals


def check_backfill(evidence: Evidence, expectation: BackfillWithin) -> Verdict:
    """Invalid where it took more than so many times the lower bound; undecided where there is none."""
    measured = evidence.backfill
    if measured is None or not measured.lower_bound_seconds:
        return undecided(expectation.phrase, "No backfill had anything to wait for.")
    times = measured.seconds / measured.lower_bound_seconds
    return valid_unless(
        expectation.phrase,
        [f"The backfill took {times:.3f} times what Xero's limits make it."]
        if times > float(expectation.times)
        else [],
    )


def check_refusals(evidence: Evidence, expectation: Refusals) -> Verdict:
    """Invalid where more calls were refused by a limit than expected."""
    found = Counter(call.refused_by for call in evidence.calls if call.refused_by)
    told = [f"Xero refused {count} calls by the limit {limit}." for limit, count in found.most_common()]
    return valid_unless(expectation.phrase, told if found.total() > expectation.count else [])
