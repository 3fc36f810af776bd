"""Amounts agree: what both sides have is the same money, in the same account, on the same invoice and day."""

from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless, worst_first
from harness.checkers.verdict import Verdict
from harness.reconciliation.breaks import Break, BreakKind

EXPECTATION: Final = "amounts agree"
KINDS: Final = (
    BreakKind.AMOUNT_DIFFERS,
    BreakKind.STATUS_DIFFERS,
    BreakKind.WRONG_ACCOUNT,
    BreakKind.MISALLOCATED,
)


def check(evidence: Evidence) -> Verdict:
    """Invalid with every pair that differs, and with money that only a bookkeeper knows."""
    return valid_unless(EXPECTATION, worst_first(broken(evidence)))


def broken(evidence: Evidence) -> list[Break]:
    """Return the breaks by which it does not hold."""
    found = evidence.reconciliation
    by_hand = set(found.by_hand)
    return [each for each in found.breaks if each.kind in KINDS or each in by_hand]
