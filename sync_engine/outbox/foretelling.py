"""What a backfill would take and what would become of it, read from the outbox without writing a word.

It follows `lanes.take_missed` and the plans step by step; tests hold the two together.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection

from sync_engine.outbox.cases import PaymentCase, missed_invoices, missed_payments
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import DELIVERY
from sync_engine.plan import InXero, Step


class Fate(StrEnum):
    """What becomes of a missed document."""

    CREATED = "created"
    CHANGED = "changed"  # a change or a deletion of what is in Xero: goes in a call of its own
    PAID = "paid"
    UNPAID = "unpaid"  # money taken back
    AS_IT_IS = "as it is"  # Xero holds it as it should be
    DELETED = "deleted"  # the clinic deleted it before it ever reached Xero
    FOR_A_PERSON = "for a person"  # will be set aside: only a person can help
    INVOICE_NOT_COMING = "invoice not coming"  # a payment whose invoice is set aside, or waits itself
    INVOICE_BEFORE = "invoice before"  # a payment whose invoice is dated before the day


SENT: Final = frozenset({Fate.CREATED, Fate.CHANGED, Fate.PAID, Fate.UNPAID})
_NOT_TAKEN: Final = frozenset({Fate.INVOICE_BEFORE})
_STEPS: Final = {
    Step.CREATE: Fate.CREATED,
    Step.UPDATE: Fate.CHANGED,
    Step.VOID: Fate.CHANGED,
    Step.WAIT: Fate.CHANGED,  # it goes once money taken back has gone
    Step.PAY: Fate.PAID,
    Step.UNPAY: Fate.UNPAID,
    Step.PARK: Fate.FOR_A_PERSON,
}
_ON_ITS_WAY: Final = (Status.DUE.value, Status.SENDING.value, Status.WAITING.value)


@dataclass(frozen=True, slots=True)
class Foretold:
    """Counts of documents; `deleted` and the rest are of the same days and are not touched."""

    invoices: Counter[Fate] = field(default_factory=Counter)
    payments: Counter[Fate] = field(default_factory=Counter)
    before: int = 0
    deleted: int = 0
    there: int = 0
    on_their_way: int = 0
    parked: int = 0

    @property
    def fates(self) -> Counter[Fate]:
        return self.invoices + self.payments

    @property
    def taken(self) -> int:
        """What the run will count as its own: those included that turn out to need nothing."""
        return sum(count for fate, count in self.fates.items() if fate not in _NOT_TAKEN)


def foretell(transaction: Connection, since: date) -> Foretold:
    """Say what a backfill from a day would do, now. Reads only."""
    invoices: Counter[Fate] = Counter()
    coming = set(_invoices(transaction, DELIVERY.c.status.in_(_ON_ITS_WAY)))
    for case in missed_invoices(transaction, since):
        fate = _STEPS.get(case.plan.step) or _at_rest(case.link.state)
        invoices[fate] += 1
        if fate in {Fate.CREATED, Fate.CHANGED, Fate.AS_IT_IS}:
            coming.add(case.invoice_number)
    left_behind = set(
        _invoices(
            transaction,
            DELIVERY.c.status == Status.MISSED.value,
            DELIVERY.c.document_date < since,
            DELIVERY.c.in_xero != InXero.STANDS.value,
        )
    )
    payments = Counter(_payment(case, coming, left_behind) for case in missed_payments(transaction, since))
    of_these_days = DELIVERY.c.document_date >= since
    return Foretold(
        invoices,
        payments,
        before=_count(
            transaction, DELIVERY.c.document_date < since, DELIVERY.c.status == Status.MISSED.value
        ),
        deleted=_count(
            transaction,
            of_these_days,
            DELIVERY.c.status == Status.DONE.value,
            DELIVERY.c.in_xero == InXero.NEVER.value,
        ),
        there=_count(
            transaction,
            of_these_days,
            DELIVERY.c.status == Status.DONE.value,
            DELIVERY.c.in_xero == InXero.STANDS.value,
        ),
        on_their_way=_count(transaction, of_these_days, DELIVERY.c.status.in_(_ON_ITS_WAY)),
        parked=_count(transaction, of_these_days, DELIVERY.c.status == Status.PARKED.value),
    )


def _payment(case: PaymentCase, coming: set[int], left_behind: set[int]) -> Fate:
    if case.link.state is not InXero.STANDS and case.invoice_number in left_behind:
        return Fate.INVOICE_BEFORE
    step = case.plan.step
    if step is Step.WAIT:
        return Fate.PAID if case.invoice_number in coming else Fate.INVOICE_NOT_COMING
    return _STEPS.get(step) or _at_rest(case.link.state)


def _at_rest(state: InXero) -> Fate:
    return Fate.AS_IT_IS if state is InXero.STANDS else Fate.DELETED


def _invoices(transaction: Connection, *which: ColumnElement[bool]) -> Iterable[int]:
    query = select(DELIVERY.c.record_id).where(DELIVERY.c.kind == Kind.INVOICE.value, *which)
    return transaction.execute(query).scalars()


def _count(transaction: Connection, *which: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(DELIVERY).where(DELIVERY.c.kind.in_(tuple(Kind)), *which)
    return int(transaction.execute(query).scalar_one())
