"""Account credit that was used on invoices: what of it is recorded in Xero, and what is still open there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from harness.ledger import ManualPayment

ZERO: Final = Decimal("0.00")


class CreditUses:
    """Uses of account credit that a person has to record in Xero, struck off as they are found there."""

    def __init__(self, uses: Iterable[ManualPayment]) -> None:
        self._open: dict[str, list[ManualPayment]] = defaultdict(list)
        for use in sorted(uses, key=lambda use: (use.date, use.amount)):
            self._open[use.invoice].append(use)

    def open_on(self, invoice: str) -> Decimal:
        """Return how much of the invoice credit paid and nobody has recorded in Xero."""
        return sum((use.amount for use in self._open.get(invoice, ())), ZERO)

    def has_exactly(self, invoice: str, amount: Decimal) -> bool:
        return any(use.amount == amount for use in self._open.get(invoice, ()))

    def strike(self, invoice: str, amount: Decimal) -> Decimal:
        """Strike off a use of exactly this amount, else the oldest first; returns what no use took."""
        uses = self._open.get(invoice, [])
        exact = next((use for use in uses if use.amount == amount), None)
        if exact is not None:
            uses.remove(exact)
            return ZERO
        return self._strike_oldest(uses, amount)

    def still_open(self) -> tuple[ManualPayment, ...]:
        """Return what is left for a person, in no order that means anything."""
        return tuple(use for uses in self._open.values() for use in uses)

    def _strike_oldest(self, uses: list[ManualPayment], amount: Decimal) -> Decimal:
        while uses and amount > 0:
            taken = min(uses[0].amount, amount)
            amount -= taken
            if taken == uses[0].amount:
                uses.pop(0)
            else:
                uses[0] = replace(uses[0], amount=uses[0].amount - taken)
        return amount
