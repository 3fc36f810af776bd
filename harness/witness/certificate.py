"""The certificate of a run. It is made from what the judge saw, and judges nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.checkers.evidence import Evidence
from harness.checkers.verdict import Verdict
from harness.witness.exchanges import Exchanges
from harness.witness.proofs import Violation, violations
from harness.witness.records import Attested, Other, attested, others

FORMAT: Final = "xero-sync-witness/1"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Every record that stands in the clinic with what Xero has of it, and the proof of what is wrong."""

    records: Sequence[Attested]
    others: Sequence[Other]
    violations: Sequence[Violation]


def certify(evidence: Evidence, verdicts: Sequence[Verdict]) -> Certificate:
    """Write the certificate of a judged run."""
    exchanges = Exchanges.of(evidence.calls)
    return Certificate(
        tuple(attested(evidence, exchanges)),
        tuple(others(evidence, exchanges)),
        tuple(violations(evidence, verdicts, exchanges)),
    )
