"""Counted: there are exactly as many breaks of the kinds named, and manual payments listed, as expected."""

from collections import Counter
from collections.abc import Iterator

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless, worst_first
from harness.checkers.verdict import Verdict
from harness.reconciliation.wording import listed_payment
from harness.scenario.expectations import Breaks, ManualPayments


def check_breaks(evidence: Evidence, expectation: Breaks) -> Verdict:
    """Invalid where a kind that the expectation names is found more or less often; other kinds are free."""
    return valid_unless(expectation.phrase, [*_miscounted(evidence, expectation)])


def check_manual_payments(evidence: Evidence, expectation: ManualPayments) -> Verdict:
    """Invalid where the engine lists more or fewer payments to record by hand."""
    listed = evidence.manual_payments_listed
    if len(listed) == expectation.count:
        return valid_unless(expectation.phrase, [])
    counted = f"{expectation.count} manual payments were expected, the engine lists {len(listed)}."
    return valid_unless(
        expectation.phrase, [counted, *(f"Listed: {listed_payment(each)}." for each in listed)]
    )


def _miscounted(evidence: Evidence, expectation: Breaks) -> Iterator[str]:
    breaks = evidence.reconciliation.breaks
    found = Counter(each.kind for each in breaks)
    for kind, wanted in expectation.counts.items():
        if found[kind] != wanted:
            yield f"{kind.name}: {wanted} expected, {found[kind]} found."
            yield from worst_first(each for each in breaks if each.kind is kind)
