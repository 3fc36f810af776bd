"""A backfill before it is one: what would be sent, what would not and why, in how many calls and how long.

Nothing is written for it, neither to Xero nor to the engine's tables.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from sync_engine.clinic.tables import CREDIT_USE, PAYMENT
from sync_engine.estimate import Backlog, Outlook, calls_needed, time_needed
from sync_engine.outbox.foretelling import SENT, Fate, foretell

ACCOUNT_CREDIT: Final = "paid with account credit: a person records these in Xero by hand"
UNALLOCATED: Final = "money on no invoice yet: it stays account credit"
DELETED: Final = "deleted before they reached Xero"
BEFORE: Final = "dated before this day"
PARKED: Final = "set aside already: they need your attention"
_PAID_SINCE: Final = select(func.count()).where(PAYMENT.c.paid_on >= bindparam("since"))
_USES_OF_CREDIT: Final = _PAID_SINCE.select_from(
    CREDIT_USE.join(PAYMENT, PAYMENT.c.id == CREDIT_USE.c.payment_id)
).where(~CREDIT_USE.c.released)
_UNALLOCATED: Final = _PAID_SINCE.where(~PAYMENT.c.deleted, PAYMENT.c.unallocated > Decimal(0))
_WHY: Final = {
    Fate.AS_IT_IS: "changed, but Xero holds them as they should be",
    Fate.FOR_A_PERSON: "taken out of Xero by a person: they will be set aside for you",
    Fate.INVOICE_NOT_COMING: "payments whose invoice is set aside, or waits itself",
    Fate.INVOICE_BEFORE: "payments whose invoice is dated before this day and not in Xero",
}


@dataclass(frozen=True, slots=True)
class Excluded:
    """So many documents that would not be sent, and why."""

    count: int
    why: str


@dataclass(frozen=True, slots=True)
class BackfillPreview:
    """What a press of the button would do now.

    `total` is what the run will count; `calls` and `time` hold while every call is answered well.
    """

    since: date
    invoices: int
    payments: int
    already_there: int
    on_their_way: int
    excluded: tuple[Excluded, ...]
    total: int
    calls: int
    time: timedelta


def preview(transaction: Connection, since: date, outlook: Outlook) -> BackfillPreview:
    """Look ahead from here. Reads only."""
    foretold = foretell(transaction, since)
    fates = foretold.fates
    alone = fates[Fate.CHANGED] + fates[Fate.UNPAID]
    backlog = Backlog.of(invoices=fates[Fate.CREATED], payments=fates[Fate.PAID], alone=alone)
    reasons = [
        (excluded_credit(transaction, since), ACCOUNT_CREDIT),
        (_unallocated(transaction, since), UNALLOCATED),
        (foretold.deleted + fates[Fate.DELETED], DELETED),
        *((fates[fate], why) for fate, why in _WHY.items()),
        (foretold.parked, PARKED),
        (foretold.before, BEFORE),
    ]
    return BackfillPreview(
        since=since,
        invoices=sum(foretold.invoices[fate] for fate in SENT),
        payments=sum(foretold.payments[fate] for fate in SENT),
        already_there=foretold.there,
        on_their_way=foretold.on_their_way,
        excluded=tuple(Excluded(count, why) for count, why in reasons if count),
        total=foretold.taken,
        calls=calls_needed(backlog, outlook.payments_per_minute),
        time=time_needed(backlog, outlook),
    )


def excluded_credit(transaction: Connection, since: date) -> int:
    """Count the uses of account credit since a day (R9)."""
    return transaction.execute(_USES_OF_CREDIT, {"since": since}).scalar_one()


def _unallocated(transaction: Connection, since: date) -> int:
    return transaction.execute(_UNALLOCATED, {"since": since}).scalar_one()
