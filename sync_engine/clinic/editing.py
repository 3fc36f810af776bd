"""A payment that gets other amounts, sources, invoices or another date. Runs inside a deed's transaction.

What an edit leaves as it was stays what it is, so that nothing of it moves in Xero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.engine import Connection, Row

from sync_engine.clinic.allocating import receive, spare_of, write_credit_uses, write_parts
from sync_engine.clinic.credit import (
    add_credit,
    became_credit,
    forgo,
    mark_released,
    standing_parts,
    standing_uses,
    take_off,
)
from sync_engine.clinic.drafts import ZERO, Part, shared_out
from sync_engine.clinic.tables import CREDIT_USE, PAYMENT, PAYMENT_PART


@dataclass(frozen=True, slots=True)
class PaymentChange:
    """What a payment is from now on."""

    paid_on: date
    sources: Mapping[str, Decimal]
    allocations: Mapping[int, Decimal]
    credit: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Moved:
    """What an edit did: the parts that do not stand any more, and (part, invoice number) of the new ones."""

    released: Sequence[int]
    written: Sequence[tuple[int, int]]


def change_payment(transaction: Connection, payment: Row[Any], change: PaymentChange) -> Moved:
    """Let a payment be what is said now. Raises ClinicRefused, as taking it would."""
    parts = standing_parts(transaction, PAYMENT_PART.c.payment_id == payment.id)
    uses = standing_uses(transaction, CREDIT_USE.c.payment_id == payment.id)
    spare = spare_of(change.sources, change.allocations)
    held = sum((use.amount for use in uses), ZERO) - became_credit(transaction, payment)
    add_credit(transaction, payment.patient_id, held + spare - sum(change.credit.values(), ZERO))
    take_off(transaction, parts, uses)
    receive(transaction, change.allocations, change.credit)
    moved = _parts_moved(transaction, payment, parts, change)
    _move_uses(transaction, payment.id, uses, change.credit)
    values = {"paid_on": change.paid_on, "unallocated": spare, "revision": payment.revision + 1}
    transaction.execute(update(PAYMENT).where(PAYMENT.c.id == payment.id).values(values))
    return moved


def _parts_moved(
    transaction: Connection, payment: Row[Any], parts: Sequence[Row[Any]], change: PaymentChange
) -> Moved:
    wanted = shared_out(change.sources, change.allocations)
    stands = {Part(row.source, row.invoice_number, row.amount): row for row in parts}
    kept = [part for part in wanted if part in stands] if payment.paid_on == change.paid_on else []
    left = [row for part, row in stands.items() if part not in kept]
    mark_released(transaction, PAYMENT_PART, left)
    forgo(transaction, payment.id)
    new = [part for part in wanted if part not in kept]
    written = write_parts(transaction, payment.id, new, revision=payment.revision + 1)
    return Moved([row.id for row in left], written)


def _move_uses(
    transaction: Connection, payment_id: str, uses: Sequence[Row[Any]], credit: Mapping[int, Decimal]
) -> None:
    kept = {use.invoice_number for use in uses if credit.get(use.invoice_number) == use.amount}
    mark_released(transaction, CREDIT_USE, [use for use in uses if use.invoice_number not in kept])
    new = {number: amount for number, amount in credit.items() if number not in kept}
    write_credit_uses(transaction, payment_id, new)
