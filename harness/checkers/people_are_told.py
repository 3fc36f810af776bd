"""People are told: what waits for a person is listed with its reason, and an e-mail has named it (R11)."""

import re
from collections.abc import Container, Iterator
from typing import Final

from harness.checkers.evidence import Evidence, LetterRead, Parked
from harness.checkers.telling import undecided, valid_unless
from harness.checkers.verdict import Verdict
from harness.reconciliation.breaks import BreakKind, Record
from harness.simulation.history import Actor

EXPECTATION: Final = "people are told"
NAMED_AT_MOST: Final = 200  # an e-mail about more documents need not name each
LOST: Final = ("disconnect", "consent lapses")
_INVOICE: Final = re.compile(r"invoice\D{0,5}(\d+)", re.IGNORECASE)


def check(evidence: Evidence) -> Verdict:
    """Invalid with each document of which somebody should know and does not; undecided without rest."""
    named = _named_in(evidence)
    untold = [*_without_reason(evidence), *_without_letter(evidence, named), *_not_listed(evidence, named)]
    if untold and evidence.settled_at is None:
        return undecided(EXPECTATION, "It never came to rest: somebody may still be told.")
    return valid_unless(EXPECTATION, untold)


def _without_reason(evidence: Evidence) -> Iterator[str]:
    for each in evidence.parked:
        if not each.reason.strip():
            yield f"The {_spoken(each)} waits for a person, and nobody says why."


def _without_letter(evidence: Evidence, named: Container[str]) -> Iterator[str]:
    if evidence.letters and len(evidence.parked) > NAMED_AT_MOST:
        return
    for each in evidence.parked:
        if each.number not in named:
            yield f"The {_spoken(each)} waits for a person, and no e-mail names it."


def _not_listed(evidence: Evidence, named: Container[str]) -> Iterator[str]:
    """Yield what was told of, is missing and on no list. Where Xero was lost, it may wait for Synchronise."""
    if any(each.actor is Actor.NEMESIS and each.operation in LOST for each in evidence.history):
        return
    listed = {each.number for each in evidence.parked}
    for each in evidence.reconciliation.breaks:
        number = each.record.number
        if each.kind is BreakKind.MISSING_IN_XERO and number in named and number not in listed:
            yield f"An e-mail named invoice {number}; the {each.record} is not in Xero and on no list."


def _named_in(evidence: Evidence) -> Container[str]:
    return {number for letter in evidence.letters for number in _INVOICE.findall(_words(letter))}


def _words(letter: LetterRead) -> str:
    return f"{letter.subject}\n{letter.text}"


def _spoken(parked: Parked) -> str:
    return str(Record(parked.kind, parked.number))
