"""What reconciling has found so far: a sheet that every stage writes on. It decides nothing."""

from dataclasses import dataclass, field
from decimal import Decimal

from harness.reconciliation.breaks import Break


@dataclass(frozen=True, slots=True)
class Match:
    """Two postings that agree: `clinic` and `xero` are the two sides' own document ids."""

    kind: str
    number: str
    clinic: str
    xero: str


@dataclass(slots=True)
class Findings:
    """Matches and breaks in the order in which they were found.

    `credit_closed` and `by_hand` name some of the breaks again: those by which money that only account credit
    paid is no longer open in Xero, and those that a bookkeeper made. `credit_recorded` is what a bookkeeper
    recorded of account credit.
    """

    matches: list[Match] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    credit_closed: list[Break] = field(default_factory=list)
    by_hand: list[Break] = field(default_factory=list)
    credit_recorded: Decimal = Decimal("0.00")
