"""Nothing doubled: the app put nothing into Xero twice, and nothing that the clinic does not know.

What a bookkeeper recorded on top is no doubling; `amounts agree` hears of it.
"""

from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless, worst_first
from harness.checkers.verdict import Verdict
from harness.reconciliation.breaks import Break, BreakKind

EXPECTATION: Final = "nothing doubled"
KINDS: Final = (BreakKind.DUPLICATED, BreakKind.UNKNOWN_TO_CLINIC)


def check(evidence: Evidence) -> Verdict:
    """Invalid with every copy, and with every posting of the app's that is not the clinic's."""
    return valid_unless(EXPECTATION, worst_first(broken(evidence)))


def broken(evidence: Evidence) -> list[Break]:
    """Return the breaks by which it does not hold."""
    found = evidence.reconciliation
    told_elsewhere = {*found.credit_closed, *found.by_hand}
    return [each for each in found.breaks if each.kind in KINDS and each not in told_elsewhere]
