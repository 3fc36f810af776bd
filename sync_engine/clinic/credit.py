"""Account credit: how it grows, is used and is given back. Runs inside a deed's transaction."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Table, bindparam, select, update
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
    parts = _standing(transaction, PAYMENT_PART, PAYMENT_PART.c.invoice_number == number)
    uses = _standing(transaction, CREDIT_USE, CREDIT_USE.c.invoice_number == number)
    for row in (*parts, *uses):
        add_credit(transaction, row.patient_id, row.amount)
    _mark_released(transaction, parts, uses)
    return [row.id for row in parts]


def release_payment(transaction: Connection, payment: Row[Any]) -> list[int]:
    """Take all that a payment brought off its invoices; returns the parts that stood.

    What of it had become account credit leaves the balance, what was used of the balance comes back.
    """
    parts = _standing(transaction, PAYMENT_PART, PAYMENT_PART.c.payment_id == payment.id)
    uses = _standing(transaction, CREDIT_USE, CREDIT_USE.c.payment_id == payment.id)
    credited = payment.unallocated + _already_released(transaction, payment.id)
    add_credit(transaction, payment.patient_id, sum((use.amount for use in uses), ZERO) - credited)
    for row in parts:
        _take_off(transaction, row.invoice_number, paid=row.amount)
    for row in uses:
        _take_off(transaction, row.invoice_number, by_credit=row.amount)
    _mark_released(transaction, parts, uses)
    return [row.id for row in parts]


def _standing(transaction: Connection, table: Table, condition: Any) -> list[Row[Any]]:
    query = (
        select(table.c.id, table.c.invoice_number, table.c.amount, PAYMENT.c.patient_id)
        .join(PAYMENT, PAYMENT.c.id == table.c.payment_id)
        .where(condition, ~table.c.released)
        .order_by(table.c.id)
    )
    return list(transaction.execute(query))


def _already_released(transaction: Connection, payment_id: str) -> Decimal:
    """Return what of a payment's new money became credit because its invoice was deleted."""
    query = select(PAYMENT_PART.c.amount).where(
        PAYMENT_PART.c.payment_id == payment_id, PAYMENT_PART.c.released
    )
    return sum(transaction.execute(query).scalars(), ZERO)


def _take_off(
    transaction: Connection, number: int, *, paid: Decimal = ZERO, by_credit: Decimal = ZERO
) -> None:
    transaction.execute(
        update(INVOICE)
        .where(INVOICE.c.number == number)
        .values(paid=INVOICE.c.paid - paid, by_credit=INVOICE.c.by_credit - by_credit)
    )


def _mark_released(transaction: Connection, parts: list[Row[Any]], uses: list[Row[Any]]) -> None:
    for table, rows in ((PAYMENT_PART, parts), (CREDIT_USE, uses)):
        if rows:
            ids = [row.id for row in rows]
            transaction.execute(update(table).where(table.c.id.in_(ids)).values(released=True))
