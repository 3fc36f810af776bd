"""How long ago the oldest document that is due was written. Reads only."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from sync_engine.outbox.statuses import Status
from sync_engine.outbox.tables import DELIVERY


def oldest_due(transaction: Connection) -> date | None:
    """Return the day on the oldest document that is due or under way; None where there is none."""
    moving = (Status.DUE.value, Status.SENDING.value)
    query = select(func.min(DELIVERY.c.document_date)).where(DELIVERY.c.status.in_(moving))
    return transaction.execute(query).scalar()
