"""Reached: the run got to what it claims to test."""

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless
from harness.checkers.verdict import Verdict
from harness.coverage.counting import coverage_of
from harness.scenario.reached import Reached


def check(evidence: Evidence, expectation: Reached) -> Verdict:
    """Invalid where a cell was never reached, however well the engine did."""
    coverage = coverage_of(evidence.history, evidence.calls, evidence.reconciliation.breaks)
    missed = [cell for cell in expectation.cells if not coverage[cell]]
    return valid_unless(expectation.phrase, [f"The run never reached {cell}." for cell in missed])
