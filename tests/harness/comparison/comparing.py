"""Both sides compared on the disk, and what was told of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from harness.comparison.compare import comparing
from harness.comparison.period import ALWAYS, Period
from harness.ledger import Ledger, Posting
from harness.reconciliation.breaks import Break
from tests.harness.reconciliation.planting import Told


@dataclass(frozen=True)
class Found:
    """What is left of a comparison after its disk is gone."""

    breaks: list[Break]
    lots: list[tuple[int, int]]  # payments on either side
    matches: int
    unexplained: list[Decimal]
    repeated: int

    @property
    def told(self) -> Counter[Told]:
        return Counter((each.kind, each.record, each.amount) for each in self.breaks)


def postings(ledger: Ledger) -> Iterator[Posting]:
    yield from ledger.invoices
    yield from ledger.payments
    yield from ledger.credit_uses


def compared(clinic: Ledger, xero: Ledger, period: Period = ALWAYS) -> Found:
    with comparing(postings(clinic), postings(xero), period) as found:
        return Found(
            list(found.told),
            [(len(lot.clinic), len(lot.xero)) for lot in found.lots],
            found.matches,
            [proof.unexplained for proof in found.proofs],
            found.repeated,
        )
