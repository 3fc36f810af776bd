"""What there may be to do, seen at one glance: what is not there need not be read."""

from typing import Final

from sqlalchemy import bindparam, exists, select
from sqlalchemy.engine import Connection

from sync_engine.outbox.attempts import IS_OPEN
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import DELIVERY

_GLANCE: Final = select(
    exists().where(IS_OPEN),
    *(
        exists().where(
            DELIVERY.c.kind == kind.value,
            DELIVERY.c.status == Status.DUE.value,
            DELIVERY.c.lane <= bindparam("lane"),
        )
        for kind in (Kind.INVOICE, Kind.PAYMENT)
    ),
)


class Glance:
    """What may be done now; what was not there is not looked for again before more has happened."""

    def __init__(self) -> None:
        self.doubts = self.invoices = self.payments = True
        self._taken_at: tuple[int, int] | None = None  # in which lane, after how much had happened

    def take(self, transaction: Connection, *, me: str, lane: int, news: int) -> bool:
        """Look again where more has happened, or where another lane may be claimed from; return whether."""
        if self._taken_at == (lane, news):
            return False
        seen = transaction.execute(_GLANCE, {"me": me, "lane": lane}).one()
        self.doubts, self.invoices, self.payments = map(bool, seen)
        self._taken_at = (lane, news)
        return True

    def only_payments(self, *, lane: int, news: int) -> bool:
        """Whether nothing but payments may be due, as far as was seen."""
        return self._taken_at == (lane, news) and not (self.doubts or self.invoices)
