"""A delivery together with all that planning and spelling it needs, read in one go. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.engine import Connection, Row

from sync_engine.clinic.tables import INVOICE, PATIENT, PAYMENT, PAYMENT_PART, PRACTICE
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.outbox.tables import CONTACT_LINK, DELIVERY
from sync_engine.plan import InvoiceRecord, InXero, Link, PartRecord, Plan, plan


@dataclass(frozen=True, slots=True)
class Contact:
    """Who an invoice is for; `by_full_name` where another has the plain name already (facts §7.1).

    `key` is the patient's id, or what a third party is known by that the invoice is addressed to.
    """

    key: str
    name: str = field(repr=False)
    contact_id: str | None
    by_full_name: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What every delivery has."""

    id: int
    status: Status
    lane: int
    invoice_number: int
    alone: bool
    vain: int
    link: Link
    sending: str | None  # the content under way
    reference: str | None  # the InvoiceNumber or Reference last sent
    xero_says: str | None
    accounts: str | None  # the sales account of each item when it was created


@dataclass(frozen=True, slots=True)
class InvoiceCase(Case):
    record: InvoiceRecord
    issue_date: date
    contact: Contact
    currency: str | None

    kind = Kind.INVOICE

    @property
    def plan(self) -> Plan:
        return plan(self.record, self.link)


@dataclass(frozen=True, slots=True)
class PaymentCase(Case):
    record: PartRecord
    payment_id: str
    revision: int  # of the payment that wrote it
    source: str
    amount: Decimal
    paid_on: date
    invoice_xero_id: str | None
    invoice_waits: bool  # for money taken back to go

    kind = Kind.PAYMENT

    @property
    def plan(self) -> Plan:
        return plan(self.record, self.link)


_OF_INVOICE: Final = DELIVERY.alias("of_invoice")
_PART: Final = DELIVERY.alias("part")
_TAKEN_BACK: Final = PAYMENT_PART.alias("taken_back")
_NAMESAKE: Final = PATIENT.alias("namesake")
_COMMON: Final = (
    DELIVERY.c.id,
    DELIVERY.c.status,
    DELIVERY.c.lane,
    DELIVERY.c.invoice_number,
    DELIVERY.c.alone,
    DELIVERY.c.vain,
    DELIVERY.c.in_xero,
    DELIVERY.c.xero_id,
    DELIVERY.c.fingerprint,
    DELIVERY.c.sending,
    DELIVERY.c.reference,
    DELIVERY.c.xero_says,
    DELIVERY.c.accounts,
)
_SETTLED: Final = (Status.DONE.value, Status.PARKED.value)

_HELD: Final = exists().where(
    _PART.c.invoice_number == DELIVERY.c.invoice_number,
    _PART.c.kind == Kind.PAYMENT.value,
    *(_PART.c.status != settled for settled in _SETTLED),  # NOT IN would be spelled anew for each call
    or_(_PART.c.in_xero == InXero.STANDS.value, _PART.c.status == Status.SENDING.value),
    _TAKEN_BACK.c.id == _PART.c.record_id,
    _TAKEN_BACK.c.released,
)
_CAME_BEFORE: Final = exists().where(
    INVOICE.c.invoice_to.is_(None),
    _NAMESAKE.c.name_key == PATIENT.c.name_key,
    _NAMESAKE.c.seq < PATIENT.c.seq,
)
_INVOICE_CASES: Final[Select[Any]] = (
    select(
        *_COMMON,
        INVOICE.c.fingerprint.label("content"),
        INVOICE.c.deleted,
        INVOICE.c.issue_date,
        INVOICE.c.contact_key,
        func.coalesce(INVOICE.c.invoice_to, PATIENT.c.name).label("name"),
        CONTACT_LINK.c.contact_id,
        func.coalesce(CONTACT_LINK.c.by_full_name, _CAME_BEFORE).label("by_full_name"),
        _HELD.label("held"),
        select(PRACTICE.c.currency).scalar_subquery().label("currency"),
    )
    .select_from(DELIVERY)
    .join(INVOICE, INVOICE.c.number == DELIVERY.c.record_id)
    .join(PATIENT, PATIENT.c.id == INVOICE.c.patient_id)
    .outerjoin(CONTACT_LINK, CONTACT_LINK.c.contact_key == INVOICE.c.contact_key)
)
_PAYMENT_CASES: Final[Select[Any]] = (
    select(
        *_COMMON,
        PAYMENT_PART.c.released,
        PAYMENT_PART.c.payment_id,
        PAYMENT_PART.c.revision,
        PAYMENT_PART.c.source,
        PAYMENT_PART.c.amount,
        PAYMENT.c.paid_on,
        _OF_INVOICE.c.xero_id.label("invoice_xero_id"),
        _OF_INVOICE.c.in_xero.label("invoice_in_xero"),
        _OF_INVOICE.c.status.label("invoice_status"),
        _HELD.label("held"),
    )
    .select_from(DELIVERY)
    .join(PAYMENT_PART, PAYMENT_PART.c.id == DELIVERY.c.record_id)
    .join(PAYMENT, PAYMENT.c.id == PAYMENT_PART.c.payment_id)
    .join(
        _OF_INVOICE,
        and_(_OF_INVOICE.c.record_id == DELIVERY.c.invoice_number, _OF_INVOICE.c.kind == Kind.INVOICE.value),
    )
)
_INVOICE_IN_XERO: Final = select(DELIVERY.c.in_xero, DELIVERY.c.status, _HELD.label("held")).where(
    DELIVERY.c.kind == Kind.INVOICE.value, DELIVERY.c.record_id == bindparam("number")
)


def _due(cases: Select[Any], kind: Kind) -> Select[Any]:
    return (
        cases.where(
            DELIVERY.c.kind == kind.value,
            DELIVERY.c.status == Status.DUE.value,
            DELIVERY.c.lane <= bindparam("lane"),
        )
        .order_by(DELIVERY.c.lane, DELIVERY.c.shuffle)
        .limit(bindparam("most"))
    )


_DUE_INVOICES: Final = _due(_INVOICE_CASES, Kind.INVOICE)
_DUE_PAYMENTS: Final = _due(_PAYMENT_CASES, Kind.PAYMENT)
_ONE_INVOICE: Final[Select[Any]] = _INVOICE_CASES.where(
    DELIVERY.c.kind == Kind.INVOICE.value, DELIVERY.c.record_id == bindparam("number")
)
_SOME_PAYMENTS: Final[Select[Any]] = _PAYMENT_CASES.where(
    DELIVERY.c.kind == Kind.PAYMENT.value, DELIVERY.c.record_id.in_(bindparam("parts", expanding=True))
).order_by(DELIVERY.c.id)
_MISSED: Final = and_(
    DELIVERY.c.status == Status.MISSED.value, DELIVERY.c.document_date >= bindparam("since")
)
_MISSED_INVOICES: Final[Select[Any]] = _INVOICE_CASES.where(DELIVERY.c.kind == Kind.INVOICE.value, _MISSED)
_MISSED_PAYMENTS: Final[Select[Any]] = _PAYMENT_CASES.where(DELIVERY.c.kind == Kind.PAYMENT.value, _MISSED)
_INVOICES_UNDER_WAY: Final[Select[Any]] = _INVOICE_CASES.where(DELIVERY.c.attempt_id == bindparam("attempt"))
_PAYMENTS_UNDER_WAY: Final[Select[Any]] = _PAYMENT_CASES.where(DELIVERY.c.attempt_id == bindparam("attempt"))


def due_invoices(transaction: Connection, *, lane: int, most: int) -> list[InvoiceCase]:
    """Return what may be claimed, live before backfill, otherwise in no order that means anything (R7)."""
    rows = transaction.execute(_DUE_INVOICES, {"lane": lane, "most": most})
    return [_invoice_case(row) for row in rows]


def due_payments(transaction: Connection, *, lane: int, most: int) -> list[PaymentCase]:
    """Return what may be claimed, live before backfill, otherwise in no order that means anything (R7)."""
    rows = transaction.execute(_DUE_PAYMENTS, {"lane": lane, "most": most})
    return [_payment_case(row) for row in rows]


def missed_invoices(transaction: Connection, since: date) -> list[InvoiceCase]:
    return [_invoice_case(row) for row in transaction.execute(_MISSED_INVOICES, {"since": since})]


def missed_payments(transaction: Connection, since: date) -> list[PaymentCase]:
    return [_payment_case(row) for row in transaction.execute(_MISSED_PAYMENTS, {"since": since})]


def invoice_case(transaction: Connection, number: int) -> InvoiceCase:
    return _invoice_case(transaction.execute(_ONE_INVOICE, {"number": number}).one())


def invoice_is_at_rest(transaction: Connection, number: int) -> bool:
    """Whether an invoice is in Xero, and neither a change of it nor money taken back has to go first."""
    row = transaction.execute(_INVOICE_IN_XERO, {"number": number}).one()
    return _at_rest(row.in_xero, row.status, held=row.held)


def payment_cases(transaction: Connection, parts: Sequence[int]) -> list[PaymentCase]:
    return [_payment_case(row) for row in transaction.execute(_SOME_PAYMENTS, {"parts": parts})]


def cases_under_way(
    transaction: Connection, attempt_id: int, kind: Kind
) -> dict[int, InvoiceCase | PaymentCase]:
    """Return, by delivery id, what an attempt carries."""
    if kind is Kind.INVOICE:
        rows = transaction.execute(_INVOICES_UNDER_WAY, {"attempt": attempt_id})
        return {row.id: _invoice_case(row) for row in rows}
    rows = transaction.execute(_PAYMENTS_UNDER_WAY, {"attempt": attempt_id})
    return {row.id: _payment_case(row) for row in rows}


def _link(row: Row[Any]) -> Link:
    return Link(InXero(row.in_xero), row.xero_id, row.fingerprint)


def _invoice_case(row: Row[Any]) -> InvoiceCase:
    return InvoiceCase(
        row.id,
        Status(row.status),
        row.lane,
        row.invoice_number,
        row.alone,
        row.vain,
        _link(row),
        row.sending,
        row.reference,
        row.xero_says,
        row.accounts,
        InvoiceRecord(row.content, row.deleted, bool(row.held)),
        row.issue_date,
        Contact(row.contact_key, row.name, row.contact_id, bool(row.by_full_name)),
        row.currency,
    )


def _payment_case(row: Row[Any]) -> PaymentCase:
    return PaymentCase(
        row.id,
        Status(row.status),
        row.lane,
        row.invoice_number,
        row.alone,
        row.vain,
        _link(row),
        row.sending,
        row.reference,
        row.xero_says,
        row.accounts,
        PartRecord(row.released, _at_rest(row.invoice_in_xero, row.invoice_status, held=row.held)),
        row.payment_id,
        row.revision,
        row.source,
        row.amount,
        row.paid_on,
        row.invoice_xero_id,
        row.invoice_status == Status.WAITING.value,
    )


def _at_rest(in_xero: str, status: str, *, held: bool) -> bool:
    return in_xero == InXero.STANDS.value and status in _SETTLED and not held
