"""What the clinic does, one transaction a deed: a record and its intents are written together or not at all.

Account credit and unallocated money are kept here and nowhere else: nothing of them reaches an outbox (R9).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from sync_engine.clinic.credit import add_credit, release_invoice, release_payment
from sync_engine.clinic.drafts import (
    ZERO,
    ItemDraft,
    PatientRef,
    checked_amounts,
    checked_patient,
    fingerprint_of,
    name_key,
    shared_out,
    totals_of,
)
from sync_engine.clinic.intents import Intents
from sync_engine.clinic.reading import ClinicReading
from sync_engine.clinic.tables import (
    CREDIT_USE,
    INVOICE,
    INVOICE_ITEM,
    PATIENT,
    PAYMENT,
    PAYMENT_PART,
    PRACTICE,
)
from sync_engine.database import Database, inserted_id
from sync_engine.refusals import ClinicRefused

FIXED_OFFSET: Final = re.compile(r"UTC[+-]\d\d:\d\d")
USUAL_TAX_RATE: Final = Decimal("0.10")

_PATIENT: Final = select(PATIENT.c.name).where(PATIENT.c.id == bindparam("id"))
_RENAME: Final = update(PATIENT).where(PATIENT.c.id == bindparam("id_"))
_INVOICE: Final = select(INVOICE).where(INVOICE.c.number == bindparam("number"))
_PAYMENT: Final = select(PAYMENT).where(PAYMENT.c.id == bindparam("id"))
_NEW_PATIENT: Final = insert(PATIENT)
_NEW_INVOICE: Final = insert(INVOICE)
_NEW_ITEM: Final = insert(INVOICE_ITEM)
_NEW_PAYMENT: Final = insert(PAYMENT)
_NEW_PART: Final = insert(PAYMENT_PART)
_NEW_CREDIT_USE: Final = insert(CREDIT_USE)
_EDIT: Final = (
    update(INVOICE)
    .where(INVOICE.c.number == bindparam("number_"))
    .values(net=bindparam("net_"), tax=bindparam("tax_"), fingerprint=bindparam("fingerprint_"))
)
_RECEIVE: Final = (
    update(INVOICE)
    .where(INVOICE.c.number == bindparam("number_"))
    .values(paid=INVOICE.c.paid + bindparam("paid_"), by_credit=INVOICE.c.by_credit + bindparam("credit_"))
)


class ClinicRecords(ClinicReading):
    """The clinic's deeds. Every refusal is a ClinicRefused with a sentence; it leaves nothing behind."""

    def __init__(self, database: Database, intents: Intents) -> None:
        super().__init__(database)
        self._intents = intents
        database.when_changed_elsewhere.append(self._look_again)
        with database.transaction() as transaction:
            self._look_again(transaction)

    def open_practice(self, name: str, time_zone: str, tax_rate: Decimal = USUAL_TAX_RATE) -> None:
        """Write down whose records these are; doing it again changes them to what is said now."""
        _check_zone(time_zone)
        with self._database.transaction() as transaction:
            transaction.execute(delete(PRACTICE))
            values = {"id": 1, "name": name, "time_zone": time_zone, "tax_rate": tax_rate}
            transaction.execute(insert(PRACTICE), values)
        self._tax_rate = tax_rate

    def issue_invoice(
        self, number: int, patient: PatientRef, issue_date: date, items: Sequence[ItemDraft]
    ) -> None:
        """Write a new invoice. Raises ClinicRefused for a number that is taken."""
        with self._deed() as transaction:
            totals = totals_of(items, self._tax_rate)
            _welcome(transaction, patient)
            if transaction.execute(_INVOICE, {"number": number}).first():
                raise ClinicRefused(f"There is an invoice {number} already.")
            invoice = {
                "number": number,
                "patient_id": patient.id,
                "issue_date": issue_date,
                "net": totals.net,
                "tax": totals.tax,
                "paid": ZERO,
                "by_credit": ZERO,
                "fingerprint": fingerprint_of(issue_date, items),
                "deleted": False,
            }
            transaction.execute(_NEW_INVOICE, invoice)
            _write_items(transaction, number, items)
            self._intents.invoice_issued(transaction, number, issue_date)

    def edit_invoice(self, number: int, items: Sequence[ItemDraft]) -> None:
        """Give an invoice other items, or save it with the same: a refused one tries again then (R11)."""
        with self._deed() as transaction:
            invoice = _standing(transaction, number)
            totals = totals_of(items, self._tax_rate)
            changes = {
                "number_": number,
                "net_": totals.net,
                "tax_": totals.tax,
                "fingerprint_": fingerprint_of(invoice.issue_date, items),
            }
            transaction.execute(_EDIT, changes)
            transaction.execute(delete(INVOICE_ITEM).where(INVOICE_ITEM.c.invoice_number == number))
            _write_items(transaction, number, items)
            self._intents.invoice_changed(transaction, number)

    def delete_invoice(self, number: int) -> None:
        """Delete an invoice; whatever was set against it becomes account credit of whoever paid."""
        with self._deed() as transaction:
            _standing(transaction, number)
            parts = release_invoice(transaction, number)
            transaction.execute(update(INVOICE).where(INVOICE.c.number == number).values(deleted=True))
            self._intents.money_released(transaction, parts)
            self._intents.invoice_changed(transaction, number)

    def take_payment(
        self,
        payment_id: str,
        patient: PatientRef,
        paid_on: date,
        sources: Mapping[str, Decimal],
        allocations: Mapping[int, Decimal],
        credit: Mapping[int, Decimal],
    ) -> None:
        """Take money and set it, and existing account credit, against invoices; the rest becomes credit.

        `sources` is new money for each payment type, `allocations` what of it pays which invoice, `credit`
        what existing account credit pays. Sources are shared out over the invoices in the order given.
        """
        checked_amounts(sources, allocations, credit)
        if not sources and not credit:
            raise ClinicRefused("A payment needs money or account credit.")
        with self._deed() as transaction:
            if transaction.execute(_PAYMENT, {"id": payment_id}).first():
                raise ClinicRefused(f"There is a payment {payment_id} already.")
            _welcome(transaction, patient)
            spare = _spare(sources, allocations)
            add_credit(transaction, patient.id, spare - sum(credit.values(), ZERO))
            _receive(transaction, allocations, credit)
            payment = {
                "id": payment_id,
                "patient_id": patient.id,
                "paid_on": paid_on,
                "unallocated": spare,
                "deleted": False,
            }
            transaction.execute(_NEW_PAYMENT, payment)
            self._write_parts(transaction, payment_id, paid_on, sources, allocations)
            _write_credit_uses(transaction, payment_id, credit)

    def delete_payment(self, payment_id: str) -> None:
        """Take a payment back; the credit that came from it goes too. Refused if that has been used."""
        with self._deed() as transaction:
            payment = transaction.execute(_PAYMENT, {"id": payment_id}).first()
            if payment is None or payment.deleted:
                raise ClinicRefused(f"There is no payment {payment_id}.")
            parts = release_payment(transaction, payment)
            transaction.execute(update(PAYMENT).where(PAYMENT.c.id == payment_id).values(deleted=True))
            self._intents.money_released(transaction, parts)

    def _look_again(self, transaction: Connection) -> None:
        self._tax_rate = transaction.execute(select(PRACTICE.c.tax_rate)).scalar() or USUAL_TAX_RATE

    @contextmanager
    def _deed(self) -> Iterator[Connection]:
        with self._database.transaction() as transaction:
            yield transaction
        self._intents.told()

    def _write_parts(
        self,
        transaction: Connection,
        payment_id: str,
        paid_on: date,
        sources: Mapping[str, Decimal],
        allocations: Mapping[int, Decimal],
    ) -> None:
        written = []
        for part in shared_out(sources, allocations):
            values = {
                "payment_id": payment_id,
                "source": part.source,
                "invoice_number": part.invoice,
                "amount": part.amount,
                "released": False,
            }
            written.append((inserted_id(transaction, _NEW_PART, values), part.invoice))
        if written:
            self._intents.money_allocated(transaction, written, paid_on)


def _check_zone(time_zone: str) -> None:
    """Accept IANA's names, and a fixed offset like UTC+10:30."""
    if FIXED_OFFSET.fullmatch(time_zone):
        return
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ClinicRefused(f"There is no time zone {time_zone}.") from unknown


def _welcome(transaction: Connection, patient: PatientRef) -> None:
    known = transaction.execute(_PATIENT, {"id": checked_patient(patient).id}).first()
    if known is None:
        values = {
            "id": patient.id,
            "name": patient.name,
            "name_key": name_key(patient.name),
            "credit": ZERO,
        }
        transaction.execute(_NEW_PATIENT, values)
    elif known.name != patient.name:
        transaction.execute(
            _RENAME.values(name=patient.name, name_key=name_key(patient.name)), {"id_": patient.id}
        )


def _standing(transaction: Connection, number: int) -> Row[Any]:
    invoice = transaction.execute(_INVOICE, {"number": number}).first()
    if invoice is None or invoice.deleted:
        raise ClinicRefused(f"There is no invoice {number}.")
    return invoice


def _write_items(transaction: Connection, number: int, items: Sequence[ItemDraft]) -> None:
    values = [
        {
            "invoice_number": number,
            "description": item.description,
            "quantity": item.quantity,
            "unit_price": item.unit_price,
            "discount": item.discount,
            "taxable": item.taxable,
            "billable_item": item.billable_item,
        }
        for item in items
    ]
    transaction.execute(_NEW_ITEM, values)


def _spare(sources: Mapping[str, Decimal], allocations: Mapping[int, Decimal]) -> Decimal:
    spare = sum(sources.values(), ZERO) - sum(allocations.values(), ZERO)
    if spare < 0:
        raise ClinicRefused("This payment sets more against invoices than it brings.")
    return spare


def _receive(
    transaction: Connection, allocations: Mapping[int, Decimal], credit: Mapping[int, Decimal]
) -> None:
    for number in dict.fromkeys((*allocations, *credit)):
        invoice = _standing(transaction, number)
        paid, by_credit = allocations.get(number, ZERO), credit.get(number, ZERO)
        if paid + by_credit > invoice.net + invoice.tax - invoice.paid - invoice.by_credit:
            raise ClinicRefused(f"This payment sets more against invoice {number} than is open.")
        transaction.execute(_RECEIVE, {"number_": number, "paid_": paid, "credit_": by_credit})


def _write_credit_uses(transaction: Connection, payment_id: str, credit: Mapping[int, Decimal]) -> None:
    values = [
        {"payment_id": payment_id, "invoice_number": number, "amount": amount, "released": False}
        for number, amount in credit.items()
    ]
    if values:
        transaction.execute(_NEW_CREDIT_USE, values)
