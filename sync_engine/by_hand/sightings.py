"""The money on an invoice in Xero (facts §5.5): ours, and what somebody else put there. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import msgspec

_DEAD: Final = frozenset({"VOIDED", "DELETED"})


@dataclass(frozen=True, slots=True)
class OurPayments:
    """How our payments on an invoice are known: by id once they are closed, by reference while under way."""

    ids: frozenset[str]
    references: frozenset[str]


class _Payment(msgspec.Struct):
    payment_id: str = msgspec.field(default="", name="PaymentID")
    reference: str = msgspec.field(default="", name="Reference")
    status: str = msgspec.field(default="", name="Status")
    amount: Decimal = msgspec.field(default=Decimal(0), name="Amount")


class Sighting(msgspec.Struct):
    """An invoice as it was seen."""

    invoice_id: str = msgspec.field(default="", name="InvoiceID")
    status: str = msgspec.field(default="", name="Status")
    credited: Decimal = msgspec.field(default=Decimal(0), name="AmountCredited")
    payments: list[_Payment] = msgspec.field(default_factory=list, name="Payments")

    @property
    def voided(self) -> bool:
        return self.status in _DEAD

    def outside(self, ours: OurPayments) -> list[Decimal]:
        """Return each amount that is not ours: payments, and credit allocated in Xero; smallest first."""
        foreign = (
            payment.amount
            for payment in self.payments
            if payment.status != "DELETED"
            and payment.payment_id not in ours.ids
            and (not payment.reference or payment.reference not in ours.references)
        )
        amounts = [Decimal(amount).quantize(Decimal("0.01")) for amount in (*foreign, self.credited)]
        return sorted(amount for amount in amounts if amount > 0)


class _Answer(msgspec.Struct):
    invoices: list[Sighting] = msgspec.field(default_factory=list, name="Invoices")


_ANSWER: Final = msgspec.json.Decoder(_Answer)


def sightings_in(body: bytes) -> list[Sighting]:
    """Read one page of invoices. Raises msgspec.DecodeError."""
    return _ANSWER.decode(body).invoices


def struck_off(uses: Sequence[Decimal], outside: Iterable[Decimal]) -> list[Decimal]:
    """Return how much of each use is recorded: a use of exactly an amount first, else the oldest first."""
    left, spare = list(uses), Decimal("0.00")
    for amount in outside:
        if amount in left:
            left[left.index(amount)] = Decimal("0.00")
        else:
            spare += amount
    for place, use in enumerate(left):
        taken = min(use, spare)
        left[place], spare = use - taken, spare - taken
    return [use - remaining for use, remaining in zip(uses, left, strict=True)]
