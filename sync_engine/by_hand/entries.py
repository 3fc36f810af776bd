"""The list of what a person records in Xero by hand, and what of it has been seen there. Reads only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from sync_engine.by_hand.sightings import struck_off
from sync_engine.by_hand.tables import RECORDED_IN_XERO
from sync_engine.clinic import ManualPayment
from sync_engine.outbox.statuses import Kind
from sync_engine.outbox.tables import DELIVERY
from sync_engine.plan import InXero

_AMOUNTS: Final = msgspec.json.Decoder(list[Decimal])
_SEEN: Final = select(RECORDED_IN_XERO)
_IN_XERO: Final = select(DELIVERY.c.invoice_number, DELIVERY.c.reference, DELIVERY.c.in_xero).where(
    DELIVERY.c.kind == Kind.INVOICE.value
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One use of account credit. `number_in_xero` is empty while the invoice is not there yet."""

    payment: ManualPayment
    recorded: Decimal
    number_in_xero: str
    voided: bool
    seen_at: datetime | None

    @property
    def left(self) -> Decimal:
        return self.payment.amount - self.recorded

    @property
    def done(self) -> bool:
        return self.left <= 0


def entries(transaction: Connection, uses: Sequence[ManualPayment]) -> list[Entry]:
    """Return an entry for each use of credit, in the order given."""
    if not uses:
        return []
    seen = {row.invoice_number: row for row in transaction.execute(_SEEN)}
    numbers = {
        row.invoice_number: row.reference or str(row.invoice_number)
        for row in transaction.execute(_IN_XERO)
        if row.in_xero == InXero.STANDS.value
    }
    recorded = _recorded(uses, seen)
    return [
        Entry(
            use,
            recorded[place],
            numbers.get(use.invoice_number, ""),
            bool(row and row.voided),
            row.seen_at if row else None,
        )
        for place, use in enumerate(uses)
        for row in (seen.get(use.invoice_number),)
    ]


def _recorded(uses: Sequence[ManualPayment], seen: Mapping[int, Row[Any]]) -> dict[int, Decimal]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, use in enumerate(uses):
        places[use.invoice_number].append(place)
    recorded: dict[int, Decimal] = {}
    for number, mine in places.items():
        outside = _AMOUNTS.decode(seen[number].amounts) if number in seen else []
        recorded.update(zip(mine, struck_off([uses[place].amount for place in mine], outside), strict=True))
    return recorded
