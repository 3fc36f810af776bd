"""Account credit: how it grows, is used and is given back. Runs inside a deed's transaction."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, bindparam, select, update
from sqlalchemy.engine import Connection, Row

from sync_engine.clinic.drafts import ZERO
from sync_engine.clinic.tables import CREDIT_USE, INVOICE, PATIENT, PAYMENT, PAYMENT_PART
from sync_engine.refusals import ClinicRefused

_CREDIT: Final = select(PATIENT.c.credit).where(PATIENT.c.id == bindparam("id"))
_SET_CREDIT: Final = (
    update(PATIENT).where(PATIENT.c.id == bindparam("id_")).values(credit=bindparam("credit_"))
)


def add_credit(transaction: Connection, patient_id: str, amount: Decimal) -> None:
    """Change a patient's balance by an amount of either sign. Raises ClinicRefused below zero."""
    if not amount:
        return
    balance = (transaction.execute(_CREDIT, {"id": patient_id}).scalar() or ZERO) + amount
    if balance < 0:
        raise ClinicRefused("There is not so much account credit; what is missing has been used already.")
    transaction.execute(_SET_CREDIT, {"id_": patient_id, "credit_": balance})


def release_invoice(transaction: Connection, number: int) -> list[int]:
    """Turn all that stands against an invoice into account credit of whoever paid; returns the parts."""
    parts = standing_parts(transaction, PAYMENT_PART.c.invoice_number == number)
    uses = standing_uses(transaction, CREDIT_USE.c.invoice_number == number)
    for row in (*parts, *uses):
        add_credit(transaction, row.patient_id, row.amount)
    mark_released(transaction, PAYMENT_PART, parts)
    mark_released(transaction, CREDIT_USE, uses)
    return [row.id for row in parts]


def release_payment(transaction: Connection, payment: Row[Any]) -> list[int]:
    """Take all that a payment brought off its invoices; returns the parts that stood.

    What of it had become account credit leaves the balance, what was used of the balance comes back.
    """
    parts = standing_parts(transaction, PAYMENT_PART.c.payment_id == payment.id)
    uses = standing_uses(transaction, CREDIT_USE.c.payment_id == payment.id)
    used = sum((use.amount for use in uses), ZERO)
    add_credit(transaction, payment.patient_id, used - became_credit(transaction, payment))
    take_off(transaction, parts, uses)
    mark_released(transaction, PAYMENT_PART, parts)
    mark_released(transaction, CREDIT_USE, uses)
    return [row.id for row in parts]


def became_credit(transaction: Connection, payment: Row[Any]) -> Decimal:
    """Return what of a payment is account credit: on no invoice ever, or its invoice was deleted."""
    query = select(PAYMENT_PART.c.amount).where(
        PAYMENT_PART.c.payment_id == payment.id, PAYMENT_PART.c.released, ~PAYMENT_PART.c.forgone
    )
    unallocated: Decimal = payment.unallocated
    return sum(transaction.execute(query).scalars(), unallocated)


def standing_parts(transaction: Connection, condition: ColumnElement[bool]) -> list[Row[Any]]:
    """Return new money that stands against invoices."""
    return _standing(transaction, PAYMENT_PART, condition, PAYMENT_PART.c.source)


def standing_uses(transaction: Connection, condition: ColumnElement[bool]) -> list[Row[Any]]:
    """Return account credit that stands against invoices."""
    return _standing(transaction, CREDIT_USE, condition)


def take_off(transaction: Connection, parts: Sequence[Row[Any]], uses: Sequence[Row[Any]]) -> None:
    """Take money and credit off their invoices."""
    for row in parts:
        _reduce(transaction, row.invoice_number, paid=row.amount)
    for row in uses:
        _reduce(transaction, row.invoice_number, by_credit=row.amount)


def mark_released(transaction: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    """Write down that these do not stand against their invoices any more."""
    if rows:
        ids = [row.id for row in rows]
        transaction.execute(update(table).where(table.c.id.in_(ids)).values(released=True))


def forgo(transaction: Connection, payment_id: str) -> None:
    """What of a payment was released until now is no credit of its own: an edit has counted it anew."""
    of_it = (PAYMENT_PART.c.payment_id == payment_id) & PAYMENT_PART.c.released
    transaction.execute(update(PAYMENT_PART).where(of_it).values(forgone=True))


def _standing(
    transaction: Connection, table: Table, condition: ColumnElement[bool], *more: ColumnElement[Any]
) -> list[Row[Any]]:
    query = (
        select(table.c.id, table.c.invoice_number, table.c.amount, PAYMENT.c.patient_id, *more)
        .join(PAYMENT, PAYMENT.c.id == table.c.payment_id)
        .where(condition, ~table.c.released)
        .order_by(table.c.id)
    )
    return list(transaction.execute(query))


def _reduce(transaction: Connection, number: int, *, paid: Decimal = ZERO, by_credit: Decimal = ZERO) -> None:
    transaction.execute(
        update(INVOICE)
        .where(INVOICE.c.number == number)
        .values(paid=INVOICE.c.paid - paid, by_credit=INVOICE.c.by_credit - by_credit)
    )
