"""The clinic's tables. Storage only: the rules are in `records`."""

from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import Table
from sqlmodel import Field, SQLModel

from sync_engine.database import Cents, Exact


class Practice(SQLModel, table=True):
    """The one clinic of this database; without a `currency` that of the organisation in Xero rules."""

    id: int = Field(primary_key=True)
    name: str
    time_zone: str
    currency: str | None = None
    tax_rate: Decimal = Field(sa_type=Exact)


class Patient(SQLModel, table=True):
    """A patient with a credit balance; `seq` says who was there first."""

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    name: str
    name_key: str = Field(index=True)
    credit: Decimal = Field(sa_type=Cents)


class Invoice(SQLModel, table=True):
    """An invoice; `paid` is new money, `by_credit` account credit. A deleted one keeps its number.

    `invoice_to` is a third party that it is addressed to, `contact_key` whose contact in Xero that makes it.
    """

    number: int = Field(primary_key=True)
    patient_id: str = Field(foreign_key="patient.id", index=True)
    issue_date: date = Field(index=True)
    net: Decimal = Field(sa_type=Cents)
    tax: Decimal = Field(sa_type=Cents)
    paid: Decimal = Field(sa_type=Cents)
    by_credit: Decimal = Field(sa_type=Cents)
    invoice_to: str | None = None
    contact_key: str = Field(index=True)
    fingerprint: str
    deleted: bool


class InvoiceItem(SQLModel, table=True):
    """A line of an invoice; ids rise in the order of the lines."""

    __tablename__ = "invoice_item"

    id: int | None = Field(default=None, primary_key=True)
    invoice_number: int = Field(foreign_key="invoice.number", index=True)
    description: str
    quantity: Decimal = Field(sa_type=Exact)
    unit_price: Decimal = Field(sa_type=Exact)
    discount: Decimal = Field(sa_type=Cents)
    taxable: bool
    tax: Decimal = Field(sa_type=Cents)
    billable_item: str | None


class Payment(SQLModel, table=True):
    """A payment; `unallocated` is what became account credit at once, below zero where credit was refunded.

    `revision` counts its edits.
    """

    id: str = Field(primary_key=True)
    patient_id: str = Field(foreign_key="patient.id", index=True)
    paid_on: date = Field(index=True)
    unallocated: Decimal = Field(sa_type=Cents)
    revision: int = 0
    deleted: bool


class PaymentPart(SQLModel, table=True):
    """New money from one source on one invoice; released when it does not stand there any more.

    `forgone` when an edit of the payment released it, so that it did not become credit; `revision` is the
    edit that wrote it.
    """

    __tablename__ = "payment_part"

    id: int | None = Field(default=None, primary_key=True)
    payment_id: str = Field(foreign_key="payment.id", index=True)
    source: str
    invoice_number: int = Field(foreign_key="invoice.number", index=True)
    amount: Decimal = Field(sa_type=Cents)
    released: bool
    forgone: bool = False
    revision: int = 0


class CreditUse(SQLModel, table=True):
    """Account credit set against an invoice: never sent to Xero (R9)."""

    __tablename__ = "credit_use"

    id: int | None = Field(default=None, primary_key=True)
    payment_id: str = Field(foreign_key="payment.id", index=True)
    invoice_number: int = Field(foreign_key="invoice.number", index=True)
    amount: Decimal = Field(sa_type=Cents)
    released: bool


PRACTICE: Final[Table] = SQLModel.metadata.tables["practice"]
PATIENT: Final[Table] = SQLModel.metadata.tables["patient"]
INVOICE: Final[Table] = SQLModel.metadata.tables["invoice"]
INVOICE_ITEM: Final[Table] = SQLModel.metadata.tables["invoice_item"]
PAYMENT: Final[Table] = SQLModel.metadata.tables["payment"]
PAYMENT_PART: Final[Table] = SQLModel.metadata.tables["payment_part"]
CREDIT_USE: Final[Table] = SQLModel.metadata.tables["credit_use"]
