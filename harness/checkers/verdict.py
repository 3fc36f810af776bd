"""What a checker returns: valid, invalid or undecided, with evidence, the worst first."""

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    VALID = "valid"
    INVALID = "invalid"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one checker found. `evidence` is sentences for a person: the worst ten, and how many more."""

    expectation: str
    outcome: Outcome
    evidence: tuple[str, ...] = ()
