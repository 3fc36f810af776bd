"""Nothing missing: every invoice, and all new money set against one, is in Xero."""

from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless, worst_first
from harness.checkers.verdict import Verdict
from harness.reconciliation.breaks import Break, BreakKind

EXPECTATION: Final = "nothing missing"


def check(evidence: Evidence) -> Verdict:
    """Invalid with everything that the clinic has and Xero has not."""
    return valid_unless(EXPECTATION, worst_first(broken(evidence)))


def broken(evidence: Evidence) -> list[Break]:
    """Return the breaks by which it does not hold."""
    breaks = evidence.reconciliation.breaks
    return [each for each in breaks if each.kind is BreakKind.MISSING_IN_XERO]
