"""What waits for a person, and a person's *try again*."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import invoice_case, payment_cases
from sync_engine.outbox.moving import AnyCase, reconsider
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import DELIVERY
from sync_engine.reasons import Reason, meaning_of


@dataclass(frozen=True, slots=True)
class ParkedDelivery:
    """A document set aside. `number` is its invoice's, `xero_says` Xero's words if Xero refused it (R11).

    `reason` says what the reason's `code` means, `to_do` what a person can do about it.
    """

    kind: str
    number: int
    reason: str
    xero_says: str
    record_id: int
    code: str = ""
    to_do: str = ""


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
    return [_told(row) for row in transaction.execute(query)]


def parked_payments(transaction: Connection, number: int) -> list[int]:
    """Return the parts of payments of an invoice that are set aside."""
    query = select(DELIVERY.c.record_id).where(
        DELIVERY.c.invoice_number == number,
        DELIVERY.c.kind == Kind.PAYMENT.value,
        DELIVERY.c.status == Status.PARKED.value,
    )
    return [*transaction.execute(query).scalars()]


def try_again(transaction: Connection, parked_one: ParkedDelivery, *, connected: bool) -> None:
    """Plan a parked document again, as editing and saving does (R11)."""
    if parked_one.kind == Kind.INVOICE.value:
        case: AnyCase = invoice_case(transaction, parked_one.record_id)
    else:
        [case] = payment_cases(transaction, [parked_one.record_id])
    if case.status is Status.PARKED:
        reconsider(transaction, case, connected=connected)


def _told(row: Any) -> ParkedDelivery:
    code = row.reason or Reason.UNKNOWN.value
    meaning = meaning_of(code)
    return ParkedDelivery(
        row.kind,
        row.invoice_number,
        meaning.means,
        row.xero_says or "",
        row.record_id,
        code,
        meaning.to_do,
    )
