"""Counted: there are exactly as many breaks of the kinds named, and manual payments listed, as expected."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.telling import valid_unless, worst_first
from harness.checkers.verdict import Verdict
from harness.reconciliation.wording import listed_payment
from harness.scenario.expectations import Breaks, EMails, ManualPayments, ParkedDocuments

SHOWN: Final = 5


def check_breaks(evidence: Evidence, expectation: Breaks) -> Verdict:
    """Invalid where a kind that the expectation names is found more or less often; other kinds are free."""
    return valid_unless(expectation.phrase, [*_miscounted(evidence, expectation)])


def check_manual_payments(evidence: Evidence, expectation: ManualPayments) -> Verdict:
    """Invalid where more or fewer payments are left to record by hand, or the engine does not list one."""
    left, listed = evidence.reconciliation.manual_payments_open, evidence.manual_payments_listed
    told = {each.invoice for each in listed}
    wrong = [f"The engine does not list {listed_payment(each)}." for each in left if each.invoice not in told]
    if len(left) != expectation.count:
        wrong.insert(0, f"{expectation.count} manual payments were expected; left to record: {len(left)}.")
        wrong += [f"Left: {listed_payment(each)}." for each in left]
    return valid_unless(expectation.phrase, wrong)


def check_parked(evidence: Evidence, expectation: ParkedDocuments) -> Verdict:
    """Invalid where more or fewer documents wait for a person."""
    parked = [f"{each.kind} {each.number}: {each.reason}" for each in evidence.parked]
    return valid_unless(expectation.phrase, _too_many_or_few("documents", expectation.count, parked))


def check_e_mails(evidence: Evidence, expectation: EMails) -> Verdict:
    """Invalid where people got more or fewer e-mails; one that was sent twice is one to them."""
    subjects = [letter.subject for letter in evidence.letters]
    return valid_unless(expectation.phrase, _too_many_or_few("e-mails", expectation.count, subjects))


def _too_many_or_few(what: str, wanted: int, found: Sequence[str]) -> list[str]:
    if len(found) == wanted:
        return []
    return [
        f"{wanted} {what} were expected; there are {len(found)}.",
        *(f"{each}." for each in found[:SHOWN]),
    ]


def _miscounted(evidence: Evidence, expectation: Breaks) -> Iterator[str]:
    breaks = evidence.reconciliation.breaks
    found = Counter(each.kind for each in breaks)
    for kind, wanted in expectation.counts.items():
        if found[kind] != wanted:
            yield f"{kind.name}: {wanted} expected, {found[kind]} found."
            yield from worst_first(each for each in breaks if each.kind is kind)
