"""The bench: every expectation of a scenario goes to the checker that knows it. It judges nothing itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, assert_never

from harness.checkers import (
    account_credit,
    amounts_agree,
    counts,
    limits_respected,
    nothing_doubled,
    nothing_missing,
    settings_survive,
    settled_within,
)
from harness.checkers.evidence import Evidence
from harness.checkers.verdict import Verdict
from harness.scenario.expectations import (
    Breaks,
    EMails,
    Expected,
    ManualPayments,
    ParkedDocuments,
    Promise,
    SettledWithin,
)

CHECKERS: Final[Mapping[Promise, Callable[[Evidence], Verdict]]] = {
    Promise(module.EXPECTATION): module.check
    for module in (
        nothing_doubled,
        nothing_missing,
        amounts_agree,
        account_credit,
        settings_survive,
        limits_respected,
    )
}


def judge(expectations: Iterable[Expected], evidence: Evidence) -> tuple[Verdict, ...]:
    """Return one verdict for each expectation, in the scenario's order."""
    return tuple(_verdict(expectation, evidence) for expectation in expectations)


def _verdict(expectation: Expected, evidence: Evidence) -> Verdict:
    match expectation:
        case Promise():
            return CHECKERS[expectation](evidence)
        case SettledWithin():
            return settled_within.check(evidence, expectation)
        case Breaks():
            return counts.check_breaks(evidence, expectation)
        case ManualPayments():
            return counts.check_manual_payments(evidence, expectation)
        case ParkedDocuments():
            return counts.check_parked(evidence, expectation)
        case EMails():
            return counts.check_e_mails(evidence, expectation)
    assert_never(expectation)
