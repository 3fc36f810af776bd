"""The bench: every expectation of a scenario goes to the checker that knows it. It judges nothing itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from harness.checkers import (
    account_credit,
    amounts_agree,
    counts,
    limits_respected,
    live_within,
    names_stay_private,
    no_needless_calls,
    nothing_doubled,
    nothing_goes_unasked,
    nothing_missing,
    pace,
    people_are_told,
    reached,
    settings_survive,
    settled_within,
)
from harness.checkers.evidence import Evidence
from harness.checkers.verdict import Verdict
from harness.scenario.expectations import (
    BackfillWithin,
    Breaks,
    EMails,
    Expected,
    LiveWithin,
    ManualPayments,
    ParkedDocuments,
    Promise,
    Refusals,
    SettledWithin,
)
from harness.scenario.reached import Reached

CHECKERS: Final[Mapping[Promise, Callable[[Evidence], Verdict]]] = {
    Promise(module.EXPECTATION): module.check
    for module in (
        nothing_doubled,
        nothing_missing,
        amounts_agree,
        account_credit,
        settings_survive,
        limits_respected,
        nothing_goes_unasked,
        people_are_told,
        no_needless_calls,
        names_stay_private,
    )
}
WITH_A_NUMBER: Final[Mapping[type[Expected], Callable[[Evidence, Any], Verdict]]] = {
    SettledWithin: settled_within.check,
    LiveWithin: live_within.check,
    BackfillWithin: pace.check_backfill,
    Refusals: pace.check_refusals,
    Breaks: counts.check_breaks,
    ManualPayments: counts.check_manual_payments,
    ParkedDocuments: counts.check_parked,
    EMails: counts.check_e_mails,
    Reached: reached.check,
}


def judge(expectations: Iterable[Expected], evidence: Evidence) -> tuple[Verdict, ...]:
    """Return one verdict for each expectation, in the scenario's order."""
    return tuple(_verdict(expectation, evidence) for expectation in expectations)


def _verdict(expectation: Expected, evidence: Evidence) -> Verdict:
    if isinstance(expectation, Promise):
        return CHECKERS[expectation](evidence)
    return WITH_A_NUMBER[type(expectation)](evidence, expectation)
