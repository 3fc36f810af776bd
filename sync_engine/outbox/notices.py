"""What is parked has to be told: a notice each time, in the transaction that parks. Others tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import DELIVERY, NOTICE
from sync_engine.reasons import Reason

PARKED: Final = "parked"  # left in a connection's `info` by a transaction that wrote a notice
_NOTE: Final = insert(NOTICE)
_UNTOLD: Final = (
    select(
        NOTICE.c.id,
        NOTICE.c.seen_at,
        NOTICE.c.delivery_id,
        DELIVERY.c.kind,
        DELIVERY.c.invoice_number,
        DELIVERY.c.reason,
        DELIVERY.c.xero_says,
        DELIVERY.c.status,
    )
    .join(DELIVERY, DELIVERY.c.id == NOTICE.c.delivery_id)
    .where(NOTICE.c.mail_id.is_(None))
    .order_by(NOTICE.c.id)
    .with_for_update(of=NOTICE)
)
WAITING_TO_BE_TOLD: Final = (  # how many parked documents do
    select(func.count(NOTICE.c.delivery_id.distinct()))
    .join(DELIVERY, DELIVERY.c.id == NOTICE.c.delivery_id)
    .where(NOTICE.c.mail_id.is_(None), DELIVERY.c.status == Status.PARKED.value)
)


@dataclass(frozen=True, slots=True)
class Untold:
    """A parked document that nobody was told of yet. Neither name nor amount is in it (R11)."""

    notice_id: int
    seen_at: datetime
    kind: Kind
    number: int
    code: str
    xero_says: str


def note(transaction: Connection, delivery_id: int) -> None:
    """Write that somebody has to be told."""
    transaction.execute(_NOTE, {"delivery_id": delivery_id})
    transaction.info[PARKED] = True


def untold(transaction: Connection, now: datetime) -> list[Untold]:
    """Return what nobody was told of, each document once, oldest first; new ones are seen by that.

    What is not parked any more needs nobody to be told.
    """
    found: dict[int, Untold] = {}
    over: list[int] = []
    rows = transaction.execute(_UNTOLD).all()
    for row in rows:
        if row.status != Status.PARKED.value or row.delivery_id in found:
            over.append(row.id)
            continue
        seen_at = row.seen_at or now
        code = row.reason or Reason.UNKNOWN.value
        found[row.delivery_id] = Untold(
            row.id, seen_at, Kind(row.kind), row.invoice_number, code, row.xero_says or ""
        )
    if over:
        transaction.execute(delete(NOTICE).where(NOTICE.c.id.in_(over)))
    if any(row.seen_at is None for row in rows):
        unseen = NOTICE.c.mail_id.is_(None) & NOTICE.c.seen_at.is_(None)
        transaction.execute(update(NOTICE).where(unseen).values(seen_at=now))
    return list(found.values())


def told(transaction: Connection, notices: Sequence[Untold], mail_id: int) -> None:
    """A letter tells of these."""
    which = [each.notice_id for each in notices]
    transaction.execute(update(NOTICE).where(NOTICE.c.id.in_(which)).values(mail_id=mail_id))
