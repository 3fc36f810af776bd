"""What waits for a person, and a person's *try again*."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import invoice_case, payment_cases
from sync_engine.outbox.moving import AnyCase, reconsider
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import DELIVERY


@dataclass(frozen=True, slots=True)
class ParkedDelivery:
    """A document set aside. `number` is its invoice's, `xero_says` Xero's words if Xero refused it (R11)."""

    kind: str
    number: int
    reason: str
    xero_says: str
    record_id: int


def parked(transaction: Connection) -> Sequence[ParkedDelivery]:
    """Return everything that is set aside, by invoice."""
    query = (
        select(
            DELIVERY.c.kind,
            DELIVERY.c.invoice_number,
            DELIVERY.c.reason,
            DELIVERY.c.xero_says,
            DELIVERY.c.record_id,
        )
        .where(DELIVERY.c.status == Status.PARKED.value)
        .order_by(DELIVERY.c.invoice_number, DELIVERY.c.kind, DELIVERY.c.id)
    )
    return [
        ParkedDelivery(row.kind, row.invoice_number, row.reason or "", row.xero_says or "", row.record_id)
        for row in transaction.execute(query)
    ]


def try_again(transaction: Connection, parked_one: ParkedDelivery, *, connected: bool) -> None:
    """Plan a parked document again, as editing and saving does (R11)."""
    if parked_one.kind == Kind.INVOICE.value:
        case: AnyCase = invoice_case(transaction, parked_one.record_id)
    else:
        [case] = payment_cases(transaction, [parked_one.record_id])
    if case.status is Status.PARKED:
        reconsider(transaction, case, connected=connected)
