"""Promises: what is about to be sent is written down with its idempotency key before the first try.

The same bytes may be repeated while Xero still knows the key; later the outcome is asked for (facts §3).
Each is leased to the process that carries it; what a dead one leaves is taken over when its lease has ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, exists, false, insert, or_, select, true, update
from sqlalchemy.engine import Connection

from sync_engine.database import inserted_id
from sync_engine.outbox.moving import AnyCase
from sync_engine.outbox.statuses import Status, moved
from sync_engine.outbox.tables import ATTEMPT, DELIVERY
from sync_engine.plan import Step

KEY_LIFE: Final = timedelta(minutes=6)  # afterwards the same key is a new request (facts §3)


@dataclass(frozen=True, slots=True)
class Request:
    """A write, spelled: what Xero will see, to the byte."""

    method: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Lease:
    """Whose an attempt is, and until when."""

    owner: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Promised:
    """One delivery in a request: the number or reference Xero knows it by, and the content sent."""

    case: AnyCase
    reference: str
    content: str | None
    accounts: str | None = None  # the sales account of each item of an invoice, as JSON

    @property
    def under_way(self) -> AnyCase:
        """Return the case as it stands once the promise is written."""
        return replace(self.case, status=Status.SENDING, reference=self.reference, sending=self.content)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An open attempt."""

    id: int
    step: Step
    key: str
    request: Request
    first_sent_at: datetime
    last_sent_at: datetime
    uncertain: bool
    to_be_asked: bool
    fence: int = 1
    leased_until: datetime | None = None

    def may_repeat(self, now: datetime, straggler: timedelta) -> bool:
        """Whether the same request, sent now, is sure to arrive while Xero knows its key."""
        return not self.to_be_asked and now + straggler <= self.first_sent_at + KEY_LIFE

    @property
    def repeat_at(self) -> datetime:
        """Return when it may go again: each time after twice as long, since others wait behind it."""
        return self.last_sent_at + (self.last_sent_at - self.first_sent_at if self.uncertain else timedelta())

    def orphaned(self, straggler: timedelta) -> "Attempt":
        """Return it as found: whoever carried it is gone, and what was sent has arrived within its lease."""
        if self.leased_until is None:
            return self
        return replace(self, uncertain=True, last_sent_at=self.leased_until - straggler)

    def ask_at(self, straggler: timedelta) -> datetime:
        """Return when nothing of it can arrive any more, so that asking gives the last word."""
        return self.last_sent_at + straggler if self.uncertain else self.last_sent_at


_PROMISE: Final = insert(ATTEMPT)
_POINT: Final = (
    update(DELIVERY)
    .where(DELIVERY.c.id == bindparam("id_"))
    .values(
        status=Status.SENDING.value,
        attempt_id=bindparam("attempt_"),
        reference=bindparam("reference_"),
        sending=bindparam("sending_"),
        accounts=bindparam("accounts_"),
        xero_says=None,
    )
)
IS_OPEN: Final = or_(
    ATTEMPT.c.uncertain, ATTEMPT.c.to_be_asked, ATTEMPT.c.owner.is_distinct_from(bindparam("me"))
)
_OPEN: Final = select(ATTEMPT).where(IS_OPEN).order_by(ATTEMPT.c.last_sent_at, ATTEMPT.c.id)
_FORGET: Final = delete(ATTEMPT).where(ATTEMPT.c.id == bindparam("id_"))
_HELD: Final = update(ATTEMPT).where(
    ATTEMPT.c.id == bindparam("id_"),
    ATTEMPT.c.key == bindparam("key_"),  # SQLite gives the ids of what was deleted again
    ATTEMPT.c.fence == bindparam("fence_"),
)
_TAKE: Final = _HELD.values(
    owner=bindparam("owner_"),
    fence=ATTEMPT.c.fence + 1,
    leased_until=bindparam("until_"),
    last_sent_at=bindparam("now_"),
    uncertain=bindparam("uncertain_"),
)
_RENEW: Final = _HELD.values(leased_until=bindparam("until_"))
_GIVE_BACK: Final = _HELD.values(owner=None, leased_until=None)
_DOUBT: Final = _GIVE_BACK.values(last_sent_at=bindparam("now_"), uncertain=true())
_HAVE_ASKED: Final = update(ATTEMPT).where(ATTEMPT.c.id == bindparam("id_")).values(to_be_asked=true())
_OUTLIVED: Final = select(ATTEMPT.c.outlived).where(
    ATTEMPT.c.id == bindparam("id_"),
    ATTEMPT.c.key == bindparam("key_"),
    ATTEMPT.c.fence == bindparam("fence_"),
)
_OUTLIVE_ALL: Final = update(ATTEMPT).values(to_be_asked=true(), outlived=true())
_TAKE_UP_AGAIN: Final = (
    update(ATTEMPT)
    .where(
        exists().where(DELIVERY.c.attempt_id == ATTEMPT.c.id, DELIVERY.c.document_date >= bindparam("since"))
    )
    .values(outlived=false())
)
_KEEP_WORDS: Final = (
    update(DELIVERY)
    .where(DELIVERY.c.id == bindparam("id_"))
    .values(xero_says=bindparam("words_"), alone=bindparam("alone_"))
)


def promise(  # noqa: PLR0913 - all that a promise says
    transaction: Connection,
    step: Step,
    request: Request,
    promised: Sequence[Promised],
    *,
    key: str,
    now: datetime,
    lease: Lease,
) -> Attempt:
    """Write the attempt and let its deliveries point to it."""
    values = {
        "step": step.value,
        "key": key,
        "method": request.method,
        "path": request.path,
        "body": request.body,
        "first_sent_at": now,
        "last_sent_at": now,
        "uncertain": False,
        "to_be_asked": False,
        "outlived": False,
        "owner": lease.owner,
        "fence": 1,
        "leased_until": lease.until,
    }
    attempt_id = inserted_id(transaction, _PROMISE, values)
    pointers = [
        {
            "id_": each.case.id,
            "attempt_": attempt_id,
            "reference_": each.reference,
            "sending_": each.content,
            "accounts_": each.accounts,
        }
        for each in promised
        if moved(each.case.status, Status.SENDING)
    ]
    transaction.execute(_POINT, pointers)
    return Attempt(attempt_id, step, key, request, now, now, False, False, leased_until=lease.until)


def unresolved(transaction: Connection, me: str) -> list[Attempt]:
    """Return what is neither closed nor under way from here for the first time.

    Whatever has waited longest comes first.
    """
    return [
        Attempt(
            row.id,
            Step(row.step),
            row.key,
            Request(row.method, row.path, row.body),
            row.first_sent_at,
            row.last_sent_at,
            row.uncertain,
            row.to_be_asked,
            row.fence,
            row.leased_until,
        )
        for row in transaction.execute(_OPEN, {"me": me})
    ]


def take(transaction: Connection, attempt: Attempt, lease: Lease, last_sent_at: datetime) -> Attempt:
    """Lease an attempt that nobody carries; whoever carried it before has no say any more."""
    values = {
        **_held(attempt),
        "owner_": lease.owner,
        "until_": lease.until,
        "now_": last_sent_at,
        "uncertain_": attempt.uncertain,
    }
    transaction.execute(_TAKE, values)
    return replace(attempt, fence=attempt.fence + 1, leased_until=lease.until, last_sent_at=last_sent_at)


def renew(transaction: Connection, attempt: Attempt, until: datetime) -> bool:
    """Make the lease longer; False where another has taken over."""
    values = {**_held(attempt), "until_": until}
    return transaction.execute(_RENEW, values).rowcount == 1


def give_back(transaction: Connection, attempt: Attempt) -> None:
    """Let whoever comes first carry it on; nothing has left since it was taken."""
    transaction.execute(_GIVE_BACK, _held(attempt))


def doubt(transaction: Connection, attempt: Attempt, now: datetime) -> None:
    """Nobody can say whether the last try was done; whoever comes first carries it on."""
    transaction.execute(_DOUBT, {**_held(attempt), "now_": now})


def ask_about(
    transaction: Connection, attempt: Attempt, case: AnyCase, words: str, *, alone: bool = False
) -> None:
    """Keep what Xero said of one document; whether it is there already has to be asked."""
    values = {"id_": case.id, "words_": words or None, "alone_": alone or case.alone}
    transaction.execute(_KEEP_WORDS, values)
    transaction.execute(_HAVE_ASKED, {"id_": attempt.id})


def forget(transaction: Connection, attempt: Attempt) -> None:
    """The promise is kept, or was never made good; no delivery points to it any more."""
    transaction.execute(_FORGET, {"id_": attempt.id})


def take_up_again(transaction: Connection, since: date) -> None:
    """A person synchronises: what turns out not to have been done, of these days, is due again by that."""
    transaction.execute(_TAKE_UP_AGAIN, {"since": since})


def outlived(transaction: Connection, attempt: Attempt) -> bool | None:
    """Whether the connection was lost since, and nobody has synchronised; None where another took over."""
    return transaction.execute(_OUTLIVED, _held(attempt)).scalar()


def outlive_all(transaction: Connection) -> None:
    """The connection is lost: what is open now is asked about after a reconnection, never repeated."""
    transaction.execute(_OUTLIVE_ALL)


def _held(attempt: Attempt) -> dict[str, object]:
    """Name an attempt as it was taken: it is found only while nobody else has taken it since."""
    return {"id_": attempt.id, "key_": attempt.key, "fence_": attempt.fence}
