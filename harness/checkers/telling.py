"""How a checker tells what it found: the worst first, and never more than a person reads."""

from collections.abc import Iterable, Sequence
from typing import Final

from harness.checkers.verdict import Outcome, Verdict
from harness.reconciliation.breaks import Break

SENTENCES_AT_MOST: Final = 10


def valid_unless(expectation: str, told: Sequence[str]) -> Verdict:
    """Invalid if there is anything to tell; what is told comes the worst first."""
    if not told:
        return Verdict(expectation, Outcome.VALID)
    rest = len(told) - SENTENCES_AT_MOST
    ending = (f"and {rest} more",) if rest > 0 else ()
    return Verdict(expectation, Outcome.INVALID, (*told[:SENTENCES_AT_MOST], *ending))


def undecided(expectation: str, reason: str) -> Verdict:
    """The evidence doesn't allow a verdict, for this reason."""
    return Verdict(expectation, Outcome.UNDECIDED, (reason,))


def worst_first(breaks: Iterable[Break]) -> list[str]:
    """Return the breaks' own sentences, those about the most money first."""
    return [each.explanation for each in sorted(breaks, key=lambda each: abs(each.amount), reverse=True)]
