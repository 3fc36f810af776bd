"""Both sides' sums, and the proof that the breaks explain all that lies between them, to the cent. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from harness.ledger import InvoiceStatus, Ledger
from harness.reconciliation.breaks import BreakKind

ZERO: Final = Decimal("0.00")


@dataclass(slots=True)
class Totals:
    """What one side holds; void invoices count for nothing. Summed before anything is matched."""

    invoices: int = 0
    payments: int = 0
    invoiced: Decimal = ZERO
    paid: Decimal = ZERO

    def add(self, ledger: Ledger) -> None:
        for invoice in ledger.invoices:
            if invoice.status is not InvoiceStatus.VOID:
                self.invoices += 1
                self.invoiced += invoice.total
        for payment in ledger.payments:
            self.payments += 1
            self.paid += payment.amount


@dataclass(frozen=True, slots=True)
class Proof:
    """Of one kind of record: the sums, and what explains the difference between them."""

    record: str
    clinic: Decimal
    xero: Decimal
    explained: Mapping[BreakKind, Decimal]
    credit_recorded: Decimal = ZERO  # account credit that a person recorded in Xero, as they should

    @property
    def difference(self) -> Decimal:
        """What Xero has more than the clinic."""
        return self.xero - self.clinic

    @property
    def unexplained(self) -> Decimal:
        return self.difference - sum(self.explained.values(), ZERO) - self.credit_recorded
