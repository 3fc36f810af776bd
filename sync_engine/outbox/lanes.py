"""Moves whole lots of deliveries: what was due when the connection was lost, what a backfill takes."""

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Update, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.engine import Connection

from sync_engine.outbox.attempts import outlive_all, take_up_again
from sync_engine.outbox.statuses import Kind, Lane, Status
from sync_engine.outbox.tables import ATTEMPT, DELIVERY
from sync_engine.plan import InXero

_WANTS_TO_GO: Final = (Status.DUE.value, Status.WAITING.value)
_OF_INVOICE: Final = DELIVERY.alias("of_invoice")
_MISS: Final = (
    update(DELIVERY)
    .where(DELIVERY.c.status.in_(_WANTS_TO_GO))
    .values(status=Status.MISSED.value, lane=Lane.LIVE)
)


def _invoice(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        _OF_INVOICE.c.kind == Kind.INVOICE.value,
        _OF_INVOICE.c.record_id == DELIVERY.c.invoice_number,
        condition,
    )


def _take(kind: Kind, status: Status, *which: ColumnElement[bool]) -> Update:
    """Spell how what was missed, and is dated on or after a day, joins a backfill."""
    missed = and_(DELIVERY.c.status == Status.MISSED.value, DELIVERY.c.document_date >= bindparam("since"))
    return (
        update(DELIVERY)
        .where(missed, DELIVERY.c.kind == kind.value, *which)
        .values(status=status.value, lane=Lane.BACKFILL, backfill_id=bindparam("backfill"))
    )


_TAKE_MISSED: Final = (  # in this order
    _take(Kind.INVOICE, Status.DUE),
    _take(
        Kind.PAYMENT,
        Status.DUE,
        or_(
            DELIVERY.c.in_xero == InXero.STANDS.value,
            _invoice(_OF_INVOICE.c.in_xero == InXero.STANDS.value),
        ),
    ),
    _take(Kind.PAYMENT, Status.WAITING, _invoice(_OF_INVOICE.c.status != Status.MISSED.value)),
)
_OF_BACKFILL: Final = [
    exists().where(DELIVERY.c.backfill_id == bindparam("backfill"), DELIVERY.c.status == status.value)
    for status in (Status.DUE, Status.SENDING)
]
_BACKFILL_MOVES: Final = select(or_(*_OF_BACKFILL))
_BACKFILL_COUNTS: Final = (
    select(DELIVERY.c.kind, DELIVERY.c.status, func.count())
    .where(DELIVERY.c.backfill_id == bindparam("backfill"))
    .group_by(DELIVERY.c.kind, DELIVERY.c.status)
)
_COUNTS: Final = select(
    *(
        select(func.count())
        .select_from(DELIVERY)
        .where(DELIVERY.c.kind.in_(tuple(Kind)), condition)
        .scalar_subquery()
        for condition in (
            and_(DELIVERY.c.status == Status.DUE.value, DELIVERY.c.lane <= bindparam("lane")),
            DELIVERY.c.status == Status.SENDING.value,
        )
    )
)


def miss_everything(transaction: Connection) -> None:
    """The connection is lost: nothing that was due is sent by itself after a reconnection (R10)."""
    transaction.execute(_MISS)
    outlive_all(transaction)


def take_missed(transaction: Connection, backfill_id: int, since: date) -> int:
    """Make due what was missed and is dated on or after a day; returns how many deliveries that is.

    A payment goes only if its invoice is in Xero or on its way there.
    """
    take_up_again(transaction, since)
    values = {"backfill": backfill_id, "since": since}
    return sum(transaction.execute(take, values).rowcount for take in _TAKE_MISSED)


def give_back(transaction: Connection) -> None:
    """A cancelled backfill's deliveries wait for *Synchronise* again."""
    transaction.execute(_MISS.where(DELIVERY.c.lane == Lane.BACKFILL))


def backfill_counts(transaction: Connection, backfill_id: int) -> dict[tuple[Kind, Status], int]:
    """Return how many deliveries of a backfill are where."""
    rows = transaction.execute(_BACKFILL_COUNTS, {"backfill": backfill_id})
    return {(Kind(kind), Status(status)): count for kind, status, count in rows}


def backfill_moves(transaction: Connection, backfill_id: int) -> bool:
    """Whether anything of a backfill is still due or under way."""
    return transaction.execute(_BACKFILL_MOVES, {"backfill": backfill_id}).scalar_one()


def counts(transaction: Connection, *, lane: int) -> tuple[int, int]:
    """Return how many deliveries are due, up to this lane, and how many are under way."""
    due, sending = transaction.execute(_COUNTS, {"lane": lane}).one()
    return due, sending


def counts_by_status(transaction: Connection) -> dict[str, int]:
    """Return how many deliveries have each status."""
    query = select(DELIVERY.c.status, func.count().label("number")).group_by(DELIVERY.c.status)
    found = {row.status: int(row.number) for row in transaction.execute(query)}
    return {status.value: found.get(status.value, 0) for status in Status}


def anything_sent(transaction: Connection) -> bool:
    """Whether a document of this clinic is, or may be, in Xero."""
    linked = select(DELIVERY.c.id).where(DELIVERY.c.xero_id.is_not(None)).limit(1)
    open_ones = select(ATTEMPT.c.id).limit(1)
    return any(transaction.execute(query).first() is not None for query in (linked, open_ones))
