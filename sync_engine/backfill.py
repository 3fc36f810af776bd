"""*Synchronise from previous date*: what is not in Xero yet becomes due, behind the day's work (R4 to R8).

It sends nothing itself. Doing it twice changes nothing (R5).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Table, bindparam, false, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlmodel import Field, SQLModel

from sync_engine.database import Database, Instant, inserted_id
from sync_engine.estimate import Backlog, Outlook, time_needed
from sync_engine.observer import Observer
from sync_engine.outbox.lanes import backfill_counts, backfill_moves, give_back, take_missed
from sync_engine.outbox.statuses import Kind, Lane, Status
from sync_engine.previewing import BackfillPreview, excluded_credit, preview
from sync_engine.refusals import BackfillRefused
from sync_engine.seams import Clock


class BackfillRun(SQLModel, table=True):
    """One press of *Synchronise previous information to Xero*."""

    __tablename__ = "backfill_run"

    id: int | None = Field(default=None, primary_key=True)
    since: date
    total: int
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    paused: bool


_RUN: Final[Table] = SQLModel.metadata.tables["backfill_run"]
_LAST: Final = select(_RUN).order_by(_RUN.c.id.desc()).limit(1)
_BEGIN: Final = insert(_RUN)
_THIS_RUN: Final = update(_RUN).where(_RUN.c.id == bindparam("run"))
_WIDEN: Final = _THIS_RUN.values(since=bindparam("from"))
_GROW: Final = _THIS_RUN.values(total=_RUN.c.total + bindparam("taken"), paused=false())
_FINISH: Final = update(_RUN).where(_RUN.c.finished_at.is_(None)).values(finished_at=bindparam("now"))
_MOVING: Final = (Status.DUE, Status.SENDING, Status.WAITING)


@dataclass(frozen=True, slots=True)
class BackfillStatus:
    """How far it is. `excluded` counts uses of account credit since then: a person records those (R9).

    `estimate` is the time that what is left takes, with what is known now; `finished_at` None while it runs.
    """

    since: date
    total: int
    done: int
    parked: int
    excluded: int
    started_at: datetime
    finished_at: datetime | None
    paused: bool
    estimate: timedelta


class Backfill:
    """The page's door to the batch sync."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        observer: Observer,
        outlook: Callable[[], Outlook],
        connected: Callable[[], bool],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._observer = observer
        self._outlook = outlook
        self._connected = connected
        self._wake = wake
        self._paused = False
        self._running: int | None = None  # the id of the run under way, if there is one
        database.when_changed_elsewhere.append(self._look_again)
        with database.transaction() as transaction:
            self._look_again(transaction)

    def preview(self, since: date) -> BackfillPreview:
        """Say what a start would do now. Nothing is written, not even here."""
        with self._database.transaction() as transaction:
            return preview(transaction, since, self._outlook())

    def start(self, since: date) -> BackfillStatus:
        """Make due everything missed that is dated on or after a day. Raises BackfillRefused."""
        with self._database.transaction() as transaction:
            if not self._connected():
                raise BackfillRefused("Connect to Xero and save the integration settings first.")
            run_id = self._current_run(transaction, since)
            taken = take_missed(transaction, run_id, since)
            transaction.execute(_GROW, {"run": run_id, "taken": taken})
            self._paused, self._running = False, run_id
        self._observer.note("backfill started", None, None, "ok")
        self.finish_if_done()
        self._wake()
        return self._status_of_last()

    def status(self) -> BackfillStatus | None:
        """Return how far the last one is; None before the first."""
        with self._database.transaction() as transaction:
            if transaction.execute(_LAST).first() is None:
                return None
        return self._status_of_last()

    def pause(self) -> None:
        """Hold it; the day's work goes on."""
        self._set_paused(paused=True)

    def resume(self) -> None:
        """Let it go on."""
        self._set_paused(paused=False)

    def cancel(self) -> None:
        """End it: what has not gone waits for *Synchronise* again."""
        with self._database.transaction() as transaction:
            give_back(transaction)
            self.interrupt(transaction)
        self._wake()

    def interrupt(self, transaction: Connection) -> None:
        """It ends here, with what it has brought."""
        if self._running is not None:
            self._paused, self._running = False, None
            transaction.execute(_FINISH, {"now": self._clock.now()})

    @property
    def lane(self) -> int:
        """The last lane that may be claimed from now."""
        return Lane.LIVE if self._paused else Lane.BACKFILL

    @property
    def runs(self) -> bool:
        """Whether one is under way, held or not."""
        return self._running is not None

    def finish_if_done(self) -> None:
        """Note the end once nothing of it moves any more. Cheap while none runs."""
        if self._running is None:
            return
        with self._database.transaction() as transaction:
            done = self._is_over(transaction)
            if done:
                self.interrupt(transaction)
        if done:
            self._observer.note("backfill finished", None, None, "ok")

    def _is_over(self, transaction: Connection) -> bool:
        return self._running is not None and not backfill_moves(transaction, self._running)

    def _current_run(self, transaction: Connection, since: date) -> int:
        """Return the run under way, widened to this day, or a new one."""
        run = transaction.execute(_LAST).first()
        if run is not None and run.finished_at is None:
            transaction.execute(_WIDEN, {"run": run.id, "from": min(since, run.since)})
            return int(run.id)
        values = {"since": since, "total": 0, "started_at": self._clock.now(), "paused": False}
        return inserted_id(transaction, _BEGIN, values)

    def _set_paused(self, *, paused: bool) -> None:
        with self._database.transaction() as transaction:
            if self._running is not None:
                transaction.execute(update(_RUN).where(_RUN.c.finished_at.is_(None)).values(paused=paused))
                self._paused = paused
        self._wake()

    def _look_again(self, transaction: Connection) -> None:
        run = transaction.execute(_LAST).first()
        if run is None or run.finished_at is not None:
            self._paused, self._running = False, None
        else:
            self._paused, self._running = bool(run.paused), int(run.id)

    def _status_of_last(self) -> BackfillStatus:
        with self._database.transaction() as transaction:
            run = transaction.execute(_LAST).one()
            counted = backfill_counts(transaction, run.id)
            return self._status(run, counted, excluded_credit(transaction, run.since))

    def _status(
        self, run: Row[Any], counted: Mapping[tuple[Kind, Status], int], excluded: int
    ) -> BackfillStatus:
        left = {kind: sum(counted.get((kind, status), 0) for status in _MOVING) for kind in Kind}
        return BackfillStatus(
            since=run.since,
            total=run.total,
            done=_sum(counted, Status.DONE),
            parked=_sum(counted, Status.PARKED),
            excluded=excluded,
            started_at=run.started_at,
            finished_at=run.finished_at,
            paused=run.paused,
            estimate=time_needed(
                Backlog.of(invoices=left[Kind.INVOICE], payments=left[Kind.PAYMENT]), self._outlook()
            ),
        )


def _sum(counted: Mapping[tuple[Kind, Status], int], status: Status) -> int:
    return sum(counted.get((kind, status), 0) for kind in Kind)
