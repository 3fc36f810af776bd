"""What pages and reports read of the clinic's records. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from sync_engine.clinic.drafts import ZERO
from sync_engine.clinic.tables import CREDIT_USE, INVOICE, PATIENT, PAYMENT, PRACTICE
from sync_engine.database import Database


@dataclass(frozen=True, slots=True)
class PatientView:
    """A patient; `credit` is the account credit held."""

    id: str
    name: str = field(repr=False)
    credit: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """An invoice; `open` is what neither new money nor credit has paid."""

    number: int
    patient_id: str
    issue_date: date
    total: Decimal
    paid: Decimal
    by_credit: Decimal
    deleted: bool

    @property
    def open(self) -> Decimal:
        return self.total - self.paid - self.by_credit


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment; `unallocated` is what became account credit."""

    id: str
    patient_id: str
    paid_on: date
    unallocated: Decimal
    deleted: bool


@dataclass(frozen=True, slots=True)
class ManualPayment:
    """Account credit used on an invoice: a person records this payment in Xero by hand (R9)."""

    invoice_number: int
    patient_name: str = field(repr=False)
    amount: Decimal
    date: date


class ClinicReading:
    """Simple reads of the clinic's records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def practice(self) -> tuple[str, str] | None:
        """Return the practice's name and time zone, None before `open_practice`."""
        with self._database.transaction() as transaction:
            row = transaction.execute(select(PRACTICE.c.name, PRACTICE.c.time_zone)).first()
        return None if row is None else (row.name, row.time_zone)

    def patients(self) -> Sequence[PatientView]:
        """Return all patients in the order in which they came."""
        query = select(PATIENT.c.id, PATIENT.c.name, PATIENT.c.credit).order_by(PATIENT.c.seq)
        with self._database.transaction() as transaction:
            return [PatientView(*row) for row in transaction.execute(query)]

    def invoices(self) -> Sequence[InvoiceView]:
        """Return all invoices by number, deleted ones included."""
        with self._database.transaction() as transaction:
            rows = transaction.execute(select(INVOICE).order_by(INVOICE.c.number)).all()
        return [
            InvoiceView(
                row.number,
                row.patient_id,
                row.issue_date,
                row.net + row.tax,
                row.paid,
                row.by_credit,
                row.deleted,
            )
            for row in rows
        ]

    def payments(self) -> Sequence[PaymentView]:
        """Return all payments by date, deleted ones included."""
        query = select(
            PAYMENT.c.id, PAYMENT.c.patient_id, PAYMENT.c.paid_on, PAYMENT.c.unallocated, PAYMENT.c.deleted
        ).order_by(PAYMENT.c.paid_on, PAYMENT.c.id)
        with self._database.transaction() as transaction:
            return [PaymentView(*row) for row in transaction.execute(query)]

    def balance(self, patient_id: str) -> Decimal:
        """Return the account credit held for a patient; 0.00 for a stranger."""
        query = select(PATIENT.c.credit).where(PATIENT.c.id == patient_id)
        with self._database.transaction() as transaction:
            return transaction.execute(query).scalar() or ZERO

    def manual_payments(self) -> Sequence[ManualPayment]:
        """Return every use of account credit on an invoice that stands, by date and invoice (R9)."""
        query = (
            select(INVOICE.c.number, PATIENT.c.name, CREDIT_USE.c.amount, PAYMENT.c.paid_on)
            .join(INVOICE, INVOICE.c.number == CREDIT_USE.c.invoice_number)
            .join(PATIENT, PATIENT.c.id == INVOICE.c.patient_id)
            .join(PAYMENT, PAYMENT.c.id == CREDIT_USE.c.payment_id)
            .where(~CREDIT_USE.c.released)
            .order_by(PAYMENT.c.paid_on, INVOICE.c.number, CREDIT_USE.c.id)
        )
        with self._database.transaction() as transaction:
            return [ManualPayment(*row) for row in transaction.execute(query)]
