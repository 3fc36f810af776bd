"""Where documents are on their way to Xero, for whoever looks at one. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import DELIVERY
from sync_engine.plan import InXero


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A document's status, and what is known of it in Xero."""

    status: Status
    in_xero: InXero


def whereabouts(transaction: Connection, invoices: Sequence[int]) -> dict[tuple[Kind, int], Whereabouts]:
    """Return it for these invoices and the parts of payments on them, by kind and record."""
    query = select(DELIVERY.c.kind, DELIVERY.c.record_id, DELIVERY.c.status, DELIVERY.c.in_xero).where(
        DELIVERY.c.invoice_number.in_(invoices)
    )
    return {
        (Kind(row.kind), row.record_id): Whereabouts(Status(row.status), InXero(row.in_xero))
        for row in transaction.execute(query)
    }
