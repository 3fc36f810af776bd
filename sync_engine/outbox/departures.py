"""Pacing that several processes share: each writes down its calls, and counts those of the others as its own.

A call is written in the transaction that claims what it carries, so that two processes never both take the
last place. What a process that died has sent still counts; what it had not heard of is over with its lease.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Table, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Connection
from sqlmodel import Field, SQLModel

from sync_engine.calls import CallElsewhere, Remaining
from sync_engine.configuration import LimitsKnown
from sync_engine.database import Database, Instant, inserted_id
from sync_engine.pacing import Pacing
from sync_engine.seams import Clock
from sync_engine.sharing import AppShare

LONG_AGO: Final = timedelta(minutes=10)  # no window reaches back so far


class Departure(SQLModel, table=True):
    """A call to Xero, of whichever process, with what Xero has asked for since."""

    id: int | None = Field(default=None, primary_key=True)
    owner: str
    left_at: datetime = Field(sa_type=Instant, index=True)
    landed_at: datetime | None = Field(default=None, sa_type=Instant)
    payments: int
    hold_until: datetime | None = Field(default=None, sa_type=Instant)
    hold_payments_until: datetime | None = Field(default=None, sa_type=Instant)


DEPARTURE: Final[Table] = SQLModel.metadata.tables["departure"]
_LEFT: Final = insert(DEPARTURE)
_LANDED: Final = (
    update(DEPARTURE)
    .where(DEPARTURE.c.id == bindparam("id_"))
    .values(
        landed_at=bindparam("now_"),
        hold_until=bindparam("hold_"),
        hold_payments_until=bindparam("hold_payments_"),
    )
)
_NEVER_LEFT: Final = delete(DEPARTURE).where(DEPARTURE.c.id == bindparam("id_"))
_HOLDS_NO_MORE: Final = [
    or_(until.is_(None), until < bindparam("now_"))
    for until in (DEPARTURE.c.hold_until, DEPARTURE.c.hold_payments_until)
]
_FORGET: Final = delete(DEPARTURE).where(and_(DEPARTURE.c.left_at < bindparam("long_ago_"), *_HOLDS_NO_MORE))
_OF_OTHERS: Final = select(DEPARTURE).where(DEPARTURE.c.owner != bindparam("me"))


class SharedPacing(Pacing):
    """Pacing, told of the calls of all processes on this database."""

    def __init__(
        self,
        limits: LimitsKnown,
        share: AppShare,
        *,
        database: Database,
        clock: Clock,
        owner: str,
        lost_after: timedelta,
    ) -> None:
        super().__init__(limits, share)
        self._database = database
        self._clock = clock
        self._owner = owner
        self._lost_after = lost_after
        self._out: dict[int, deque[int]] = {}  # the rows of what is out, by how many payments it carries
        database.when_changed_elsewhere.append(self._look_at_others)
        with database.transaction() as transaction:
            self._look_at_others(transaction)

    def left(self, payments: int = 0, *, live_at: datetime | None = None) -> None:
        """Count a call that leaves now, here and for the others."""
        super().left(payments, live_at=live_at)
        now = self._clock.now()
        values = {"owner": self._owner, "left_at": now, "payments": payments}
        with self._database.transaction() as transaction:
            transaction.execute(_FORGET, {"long_ago_": now - LONG_AGO, "now_": now})
            row = inserted_id(transaction, _LEFT, values)
        self._out.setdefault(payments, deque()).append(row)

    def answered(
        self, now: datetime, remaining: Remaining, *, payments: int = 0, left_at: datetime | None = None
    ) -> None:
        """Count a call that Xero has answered."""
        super().answered(now, remaining, payments=payments, left_at=left_at)
        self._landed(now, payments)

    def lost(self, now: datetime, *, left_at: datetime, payments: int = 0) -> None:
        """Count a call without a usable answer."""
        super().lost(now, left_at=left_at, payments=payments)
        self._landed(now, payments)

    def refused(
        self, now: datetime, limit: str, retry_after_seconds: int | None, *, payments: int = 0
    ) -> None:
        """Take a 429 in, for the others, too."""
        super().refused(now, limit, retry_after_seconds, payments=payments)
        self._landed(now, payments)

    def in_vain(self, now: datetime, *, left_at: datetime, payments: int = 0) -> None:
        """Take back a call that reached no books."""
        super().in_vain(now, left_at=left_at, payments=payments)
        self._never_left(payments)

    def withdrawn(self, payments: int = 0) -> None:
        """Forget a call that never reached Xero's books."""
        super().withdrawn(payments)
        self._never_left(payments)

    def _landed(self, now: datetime, payments: int) -> None:
        values = {
            "id_": self._out[payments].popleft(),
            "now_": now,
            "hold_": _still(self._hold, now),
            "hold_payments_": _still(self._payment_hold, now),
        }
        with self._database.transaction() as transaction:
            transaction.execute(_LANDED, values)

    def _never_left(self, payments: int) -> None:
        with self._database.transaction() as transaction:
            transaction.execute(_NEVER_LEFT, {"id_": self._out[payments].popleft()})

    def _look_at_others(self, transaction: Connection) -> None:
        rows = transaction.execute(_OF_OTHERS, {"me": self._owner}).all()
        self.elsewhere = [
            CallElsewhere(row.landed_at, row.left_at + self._lost_after, row.payments) for row in rows
        ]
        for row in rows:
            self._hold = _later(self._hold, row.hold_until)
            self._payment_hold = _later(self._payment_hold, row.hold_payments_until)


def _still(until: datetime | None, now: datetime) -> datetime | None:
    return until if until is not None and until > now else None


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return other if one is None or (other is not None and other > one) else one
