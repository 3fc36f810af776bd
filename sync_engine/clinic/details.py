"""What is inside an invoice or a payment, for whoever looks at one. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Select, null, select

from sync_engine.clinic.drafts import ItemDraft
from sync_engine.clinic.tables import CREDIT_USE, INVOICE_ITEM, PAYMENT, PAYMENT_PART
from sync_engine.database import Database


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A part of a payment on one invoice: new money from a source, or account credit (then no source)."""

    payment_id: str
    paid_on: date
    part_id: int | None
    source: str | None
    invoice_number: int
    amount: Decimal
    released: bool


_NEW_MONEY: Final = select(
    PAYMENT.c.id.label("payment_id"),
    PAYMENT.c.paid_on,
    PAYMENT_PART.c.id.label("part_id"),
    PAYMENT_PART.c.source,
    PAYMENT_PART.c.invoice_number,
    PAYMENT_PART.c.amount,
    PAYMENT_PART.c.released,
).join(PAYMENT, PAYMENT.c.id == PAYMENT_PART.c.payment_id)
_CREDIT: Final = select(
    PAYMENT.c.id.label("payment_id"),
    PAYMENT.c.paid_on,
    null().label("part_id"),
    null().label("source"),
    CREDIT_USE.c.invoice_number,
    CREDIT_USE.c.amount,
    CREDIT_USE.c.released,
).join(PAYMENT, PAYMENT.c.id == CREDIT_USE.c.payment_id)


class ClinicDetails:
    """Items of invoices, lines of payments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def items(self, number: int) -> Sequence[ItemDraft]:
        """Return the items of an invoice, in their order."""
        query = (
            select(INVOICE_ITEM).where(INVOICE_ITEM.c.invoice_number == number).order_by(INVOICE_ITEM.c.id)
        )
        with self._database.transaction() as transaction:
            return [
                ItemDraft(
                    description=row.description,
                    quantity=row.quantity,
                    unit_price=row.unit_price,
                    discount=row.discount,
                    taxable=row.taxable,
                    billable_item=row.billable_item,
                )
                for row in transaction.execute(query)
            ]

    def money_on(self, number: int) -> Sequence[MoneyLine]:
        """Return what was set against an invoice, taken back or not."""
        return self._lines(
            _NEW_MONEY.where(PAYMENT_PART.c.invoice_number == number),
            _CREDIT.where(CREDIT_USE.c.invoice_number == number),
        )

    def money_of(self, payment_ids: Sequence[str]) -> Sequence[MoneyLine]:
        """Return what these payments brought to invoices."""
        return self._lines(
            _NEW_MONEY.where(PAYMENT.c.id.in_(payment_ids)), _CREDIT.where(PAYMENT.c.id.in_(payment_ids))
        )

    def _lines(self, *queries: Select[Any]) -> Sequence[MoneyLine]:
        with self._database.transaction() as transaction:
            return [MoneyLine(*row) for query in queries for row in transaction.execute(query)]
