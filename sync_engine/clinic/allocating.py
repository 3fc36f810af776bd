"""Money and credit set against invoices, and what is written of it. Runs inside a deed's transaction."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection, Row

from sync_engine.clinic.drafts import ZERO, Part
from sync_engine.clinic.tables import CREDIT_USE, INVOICE, PAYMENT_PART
from sync_engine.database import inserted_id
from sync_engine.refusals import ClinicRefused

_INVOICE: Final = select(INVOICE).where(INVOICE.c.number == bindparam("number"))
_NEW_PART: Final = insert(PAYMENT_PART)
_NEW_CREDIT_USE: Final = insert(CREDIT_USE)
_RECEIVE: Final = (
    update(INVOICE)
    .where(INVOICE.c.number == bindparam("number_"))
    .values(paid=INVOICE.c.paid + bindparam("paid_"), by_credit=INVOICE.c.by_credit + bindparam("credit_"))
)


def find_invoice(transaction: Connection, number: int) -> Row[Any] | None:
    """Return an invoice, deleted or not."""
    return transaction.execute(_INVOICE, {"number": number}).first()


def standing_invoice(transaction: Connection, number: int) -> Row[Any]:
    """Return an invoice that stands. Raises ClinicRefused."""
    invoice = find_invoice(transaction, number)
    if invoice is None or invoice.deleted:
        raise ClinicRefused(f"There is no invoice {number}.")
    return invoice


def spare_of(sources: Mapping[str, Decimal], allocations: Mapping[int, Decimal]) -> Decimal:
    """Return what new money is set against no invoice. Raises ClinicRefused where there is too little."""
    spare = sum(sources.values(), ZERO) - sum(allocations.values(), ZERO)
    if spare < 0:
        raise ClinicRefused("This payment sets more against invoices than it brings.")
    return spare


def receive(
    transaction: Connection, allocations: Mapping[int, Decimal], credit: Mapping[int, Decimal]
) -> None:
    """Set money and credit against invoices. Raises ClinicRefused where more is set than is open."""
    for number in dict.fromkeys((*allocations, *credit)):
        invoice = standing_invoice(transaction, number)
        paid, by_credit = allocations.get(number, ZERO), credit.get(number, ZERO)
        if paid + by_credit > invoice.net + invoice.tax - invoice.paid - invoice.by_credit:
            raise ClinicRefused(f"This payment sets more against invoice {number} than is open.")
        transaction.execute(_RECEIVE, {"number_": number, "paid_": paid, "credit_": by_credit})


def write_parts(
    transaction: Connection, payment_id: str, parts: Sequence[Part], *, revision: int = 0
) -> list[tuple[int, int]]:
    """Write new money down; returns (part, invoice number) for each."""
    return [
        (
            inserted_id(
                transaction,
                _NEW_PART,
                {
                    "payment_id": payment_id,
                    "source": part.source,
                    "invoice_number": part.invoice,
                    "amount": part.amount,
                    "released": False,
                    "forgone": False,
                    "revision": revision,
                },
            ),
            part.invoice,
        )
        for part in parts
    ]


def write_credit_uses(transaction: Connection, payment_id: str, credit: Mapping[int, Decimal]) -> None:
    """Write down what account credit pays."""
    values = [
        {"payment_id": payment_id, "invoice_number": number, "amount": amount, "released": False}
        for number, amount in credit.items()
    ]
    if values:
        transaction.execute(_NEW_CREDIT_USE, values)
