"""How a run failed, in words that two runs can be compared by."""

from harness.batch import Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.result import RunResult


def failures_in(outcome: Outcome) -> tuple[str, ...]:
    """Return the expectations that were broken, or what broke the run itself; nothing where all held."""
    if isinstance(outcome, RunResult):
        return tuple(each.expectation for each in outcome.verdicts if each.outcome is Judged.INVALID)
    return (": ".join(outcome.reason.split(": ")[:2]),)


def evidence_in(outcome: Outcome, failure: str) -> str:
    """Return the first thing that the judge has to say about a failure."""
    if isinstance(outcome, RunResult):
        told = (each.evidence for each in outcome.verdicts if each.expectation == failure)
        return next((evidence[0] for evidence in told if evidence), "")
    return outcome.reason
