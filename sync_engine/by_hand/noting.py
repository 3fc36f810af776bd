"""Writes what was seen in Xero beside what the clinic knows: only of invoices that account credit paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Table, bindparam, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from sync_engine.by_hand.sightings import OurPayments, Sighting
from sync_engine.by_hand.tables import BY_HAND_LOOK, RECORDED_IN_XERO
from sync_engine.clinic.tables import CREDIT_USE
from sync_engine.connection.tables import CONNECTION_EVENT
from sync_engine.outbox.statuses import Kind, Lane, Status
from sync_engine.outbox.tables import DELIVERY

_ROW: Final = 1
_PAID_BY_CREDIT: Final = DELIVERY.c.invoice_number.in_(
    select(CREDIT_USE.c.invoice_number).where(~CREDIT_USE.c.released)
)
_WATCHED: Final = (
    select(DELIVERY.c.invoice_number, DELIVERY.c.xero_id)
    .where(DELIVERY.c.kind == Kind.INVOICE.value, DELIVERY.c.xero_id.is_not(None), _PAID_BY_CREDIT)
    .order_by(DELIVERY.c.invoice_number)
)
_LOOKED_AT: Final = select(BY_HAND_LOOK.c.looked_at)
_OURS: Final = select(DELIVERY.c.xero_id, DELIVERY.c.reference).where(
    DELIVERY.c.kind == Kind.PAYMENT.value, DELIVERY.c.invoice_number == bindparam("number")
)
_SEEN: Final = select(RECORDED_IN_XERO).where(RECORDED_IN_XERO.c.invoice_number == bindparam("number"))
_LIVE_INVOICE_DUE: Final = exists().where(
    DELIVERY.c.kind == Kind.INVOICE.value,
    DELIVERY.c.status == Status.DUE.value,
    DELIVERY.c.lane == Lane.LIVE,
)
_CALL_FOR_A_LOOK: Final = select(_LOOKED_AT.scalar_subquery(), _WATCHED.exists(), _LIVE_INVOICE_DUE)


@dataclass(frozen=True, slots=True)
class CallForALook:
    """When the last whole look began, whether there is anything to see, and who comes first.

    `watched`: account credit paid an invoice that is in Xero. `live_work`: an invoice of the day could make
    use of the next call.
    """

    looked_at: datetime | None
    watched: bool
    live_work: bool


def call_for_a_look(transaction: Connection) -> CallForALook:
    return CallForALook(*transaction.execute(_CALL_FOR_A_LOOK).one())


def looked_at(transaction: Connection) -> datetime | None:
    """Return when the last whole look began; None before the first."""
    return transaction.execute(_LOOKED_AT).scalar()


def first_connected_at(transaction: Connection) -> datetime | None:
    """Return when Xero first knew us: nothing of ours was there before."""
    query = select(CONNECTION_EVENT.c.instant).order_by(CONNECTION_EVENT.c.id).limit(1)
    return transaction.execute(query).scalar()


def note_look(transaction: Connection, began_at: datetime) -> None:
    """Keep when a whole look began."""
    _put(transaction, BY_HAND_LOOK, {"id": _ROW, "looked_at": began_at})


def note_sightings(transaction: Connection, seen: Sequence[Sighting], now: datetime) -> list[int]:
    """Keep what was seen; returns the invoices on which something is different from before."""
    watched = {row.xero_id: row.invoice_number for row in transaction.execute(_WATCHED)}
    return [
        watched[sighting.invoice_id]
        for sighting in seen
        if sighting.invoice_id in watched and _note(transaction, watched[sighting.invoice_id], sighting, now)
    ]


def _note(transaction: Connection, number: int, sighting: Sighting, now: datetime) -> bool:
    amounts = msgspec.json.encode([str(each) for each in sighting.outside(_ours(transaction, number))])
    values = {"invoice_number": number, "amounts": amounts.decode(), "voided": sighting.voided}
    before = transaction.execute(_SEEN, {"number": number}).first()
    if before is None and values["amounts"] == "[]" and not sighting.voided:
        return False
    if before is not None and (before.amounts, before.voided) == (values["amounts"], values["voided"]):
        return False
    _put(transaction, RECORDED_IN_XERO, {**values, "seen_at": now})
    return True


def _ours(transaction: Connection, number: int) -> OurPayments:
    rows = transaction.execute(_OURS, {"number": number}).all()
    return OurPayments(
        frozenset(row.xero_id for row in rows if row.xero_id),
        frozenset(row.reference for row in rows if row.reference),
    )


def _put(transaction: Connection, table: Table, values: dict[str, Any]) -> None:
    """Write a row in the place of the one with its key; another worker may be writing the same."""
    new = postgresql.insert if transaction.dialect.name == "postgresql" else sqlite.insert
    key = [column.name for column in table.primary_key]
    transaction.execute(new(table).values(values).on_conflict_do_update(index_elements=key, set_=values))
