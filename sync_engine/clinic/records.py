"""What the clinic does, one transaction a deed: a record and its intents are written together or not at all.

Account credit and unallocated money are kept here and nowhere else: nothing of them reaches an outbox (R9).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from sync_engine.clinic.allocating import (
    find_invoice,
    receive,
    spare_of,
    standing_invoice,
    write_credit_uses,
    write_parts,
)
from sync_engine.clinic.credit import add_credit, release_invoice, release_payment
from sync_engine.clinic.drafts import (
    ZERO,
    ItemDraft,
    PatientRef,
    checked_amounts,
    checked_party,
    checked_patient,
    contact_key,
    fingerprint_of,
    name_key,
    shared_out,
    tax_of,
    totals_of,
)
from sync_engine.clinic.editing import PaymentChange, change_payment
from sync_engine.clinic.intents import Intents
from sync_engine.clinic.place import check_currency, check_zone
from sync_engine.clinic.reading import ClinicReading
from sync_engine.clinic.tables import (
    INVOICE,
    INVOICE_ITEM,
    PATIENT,
    PAYMENT,
    PRACTICE,
)
from sync_engine.database import Database
from sync_engine.refusals import ClinicRefused

USUAL_TAX_RATE: Final = Decimal("0.10")

_PATIENT: Final = select(PATIENT.c.name).where(PATIENT.c.id == bindparam("id"))
_RENAME: Final = update(PATIENT).where(PATIENT.c.id == bindparam("id_"))
_PAYMENT: Final = select(PAYMENT).where(PAYMENT.c.id == bindparam("id"))
_TAX_RATE: Final = select(PRACTICE.c.tax_rate)
_NO_PRACTICE: Final = delete(PRACTICE)
_NEW_PRACTICE: Final = insert(PRACTICE)
_NEW_PATIENT: Final = insert(PATIENT)
_NEW_INVOICE: Final = insert(INVOICE)
_NEW_ITEM: Final = insert(INVOICE_ITEM)
_NEW_PAYMENT: Final = insert(PAYMENT)
_EDIT: Final = (
    update(INVOICE)
    .where(INVOICE.c.number == bindparam("number_"))
    .values(net=bindparam("net_"), tax=bindparam("tax_"), fingerprint=bindparam("fingerprint_"))
)


class ClinicRecords(ClinicReading):
    """The clinic's deeds. Every refusal is a ClinicRefused with a sentence; it leaves nothing behind."""

    def __init__(self, database: Database, intents: Intents) -> None:
        super().__init__(database)
        self._intents = intents
        database.when_changed_elsewhere.append(self._look_again)
        with database.transaction() as transaction:
            self._look_again(transaction)

    def open_practice(
        self,
        name: str,
        time_zone: str,
        tax_rate: Decimal = USUAL_TAX_RATE,
        currency: str | None = None,
    ) -> None:
        """Write down whose records these are; doing it again changes them to what is said now."""
        check_zone(time_zone)
        check_currency(currency)
        with self._database.transaction() as transaction:
            transaction.execute(_NO_PRACTICE)
            values = {
                "id": 1,
                "name": name,
                "time_zone": time_zone,
                "tax_rate": tax_rate,
                "currency": currency,
            }
            transaction.execute(_NEW_PRACTICE, values)
        self._tax_rate = tax_rate

    def issue_invoice(
        self,
        number: int,
        patient: PatientRef,
        issue_date: date,
        items: Sequence[ItemDraft],
        invoice_to: str | None = None,
    ) -> None:
        """Write a new invoice, addressed to a third party if one is named. Raises ClinicRefused."""
        with self._deed() as transaction:
            totals = totals_of(items, self._tax_rate)
            _welcome(transaction, patient)
            party = checked_party(invoice_to)
            if find_invoice(transaction, number):
                raise ClinicRefused(f"There is an invoice {number} already.")
            invoice = {
                "number": number,
                "patient_id": patient.id,
                "issue_date": issue_date,
                "net": totals.net,
                "tax": totals.tax,
                "paid": ZERO,
                "by_credit": ZERO,
                "invoice_to": party,
                "contact_key": contact_key(patient, party),
                "fingerprint": fingerprint_of(issue_date, items),
                "deleted": False,
            }
            transaction.execute(_NEW_INVOICE, invoice)
            _write_items(transaction, number, items, self._tax_rate)
            self._intents.invoice_issued(transaction, number, issue_date)

    def edit_invoice(self, number: int, items: Sequence[ItemDraft]) -> None:
        """Give an invoice other items, or save it with the same: a refused one tries again then (R11)."""
        with self._deed() as transaction:
            invoice = standing_invoice(transaction, number)
            totals = totals_of(items, self._tax_rate)
            changes = {
                "number_": number,
                "net_": totals.net,
                "tax_": totals.tax,
                "fingerprint_": fingerprint_of(invoice.issue_date, items),
            }
            transaction.execute(_EDIT, changes)
            transaction.execute(delete(INVOICE_ITEM).where(INVOICE_ITEM.c.invoice_number == number))
            _write_items(transaction, number, items, self._tax_rate)
            self._intents.invoice_changed(transaction, number)

    def delete_invoice(self, number: int) -> None:
        """Delete an invoice; whatever was set against it becomes account credit of whoever paid."""
        with self._deed() as transaction:
            standing_invoice(transaction, number)
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
        _check_something_moves(sources, credit)
        with self._deed() as transaction:
            spare = spare_of(sources, allocations)
            _enter_payment(transaction, payment_id, patient, paid_on, spare)
            add_credit(transaction, patient.id, spare - sum(credit.values(), ZERO))
            receive(transaction, allocations, credit)
            written = write_parts(transaction, payment_id, shared_out(sources, allocations))
            write_credit_uses(transaction, payment_id, credit)
            self._intents.money_allocated(transaction, written, paid_on)

    def edit_payment(
        self,
        payment_id: str,
        paid_on: date,
        sources: Mapping[str, Decimal],
        allocations: Mapping[int, Decimal],
        credit: Mapping[int, Decimal],
    ) -> None:
        """Give a payment another date, amounts, sources or invoices; what stays as it was does not move."""
        checked_amounts(sources, allocations, credit)
        _check_something_moves(sources, credit)
        with self._deed() as transaction:
            payment = _standing_payment(transaction, payment_id)
            change = PaymentChange(paid_on, sources, allocations, credit)
            moved = change_payment(transaction, payment, change)
            self._intents.money_released(transaction, moved.released)
            self._intents.money_allocated(transaction, moved.written, paid_on)

    def refund_credit(self, payment_id: str, patient: PatientRef, paid_on: date, amount: Decimal) -> None:
        """Give account credit back in money. Like all that is on no invoice, it never goes to Xero (R9)."""
        checked_amounts({"": amount})
        with self._deed() as transaction:
            _enter_payment(transaction, payment_id, patient, paid_on, -amount)
            add_credit(transaction, patient.id, -amount)

    def rename_patient(self, patient: PatientRef) -> None:
        """Give a patient another name. A contact in Xero keeps its own: it is the bookkeeper's there."""
        with self._deed() as transaction:
            if transaction.execute(_PATIENT, {"id": patient.id}).first() is None:
                raise ClinicRefused("There is no such patient.")
            _welcome(transaction, patient)

    def delete_payment(self, payment_id: str) -> None:
        """Take a payment back; the credit that came from it goes too. Refused if that has been used."""
        with self._deed() as transaction:
            payment = _standing_payment(transaction, payment_id)
            parts = release_payment(transaction, payment)
            transaction.execute(update(PAYMENT).where(PAYMENT.c.id == payment_id).values(deleted=True))
            self._intents.money_released(transaction, parts)

    def _look_again(self, transaction: Connection) -> None:
        self._tax_rate = transaction.execute(_TAX_RATE).scalar() or USUAL_TAX_RATE

    @contextmanager
    def _deed(self) -> Iterator[Connection]:
        with self._database.transaction() as transaction:
            yield transaction
        self._intents.told()


def _check_something_moves(sources: Mapping[str, Decimal], credit: Mapping[int, Decimal]) -> None:
    if not sources and not credit:
        raise ClinicRefused("A payment needs money or account credit.")


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


def _enter_payment(
    transaction: Connection, payment_id: str, patient: PatientRef, paid_on: date, unallocated: Decimal
) -> None:
    if transaction.execute(_PAYMENT, {"id": payment_id}).first():
        raise ClinicRefused(f"There is a payment {payment_id} already.")
    _welcome(transaction, patient)
    payment = {
        "id": payment_id,
        "patient_id": patient.id,
        "paid_on": paid_on,
        "unallocated": unallocated,
        "revision": 0,
        "deleted": False,
    }
    transaction.execute(_NEW_PAYMENT, payment)


def _standing_payment(transaction: Connection, payment_id: str) -> Row[Any]:
    payment = transaction.execute(_PAYMENT, {"id": payment_id}).first()
    if payment is None or payment.deleted:
        raise ClinicRefused(f"There is no payment {payment_id}.")
    return payment


def _write_items(transaction: Connection, number: int, items: Sequence[ItemDraft], tax_rate: Decimal) -> None:
    values = [
        {
            "invoice_number": number,
            "description": item.description,
            "quantity": item.quantity,
            "unit_price": item.unit_price,
            "discount": item.discount,
            "taxable": item.taxable,
            "tax": tax_of(item, tax_rate),
            "billable_item": item.billable_item,
        }
        for item in items
    ]
    transaction.execute(_NEW_ITEM, values)
