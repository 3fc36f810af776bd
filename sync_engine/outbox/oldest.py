"""The day on the oldest document that has not arrived. Reads only."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from sync_engine.outbox.statuses import Status
from sync_engine.outbox.tables import DELIVERY


def oldest(transaction: Connection, *statuses: Status) -> date | None:
    """Return the day on the oldest document in one of these states; None where there is none."""
    values = [status.value for status in statuses]
    query = select(func.min(DELIVERY.c.document_date)).where(DELIVERY.c.status.in_(values))
    return transaction.execute(query).scalar()
