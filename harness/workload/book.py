"""The clinic's own book: what its deeds add up to. The judge reads the clinic's side from here.

It knows the clinic's rules only: totals and tax, allocations, account credit. It has never heard of Xero
or of an engine, so that an engine that loses a record cannot hide it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from harness.workload.deeds import (
    Deed,
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    EditPayment,
    IssueInvoice,
    Item,
    Part,
    Patient,
    RefundCredit,
    RenamePatient,
    TakePayment,
    parts_of,
)

CENT: Final = Decimal("0.01")
TAX_RATE: Final = Decimal("0.10")  # GST on what is taxable; clinics' services are exempt
ZERO: Final = Decimal("0.00")


class BookError(Exception):
    """The clinic cannot do this: an unknown number, credit that is not there, more than is open."""


@dataclass(slots=True)
class BookedInvoice:
    number: int
    patient: Patient
    issued_on: date
    recorded_at: datetime
    total: Decimal
    invoice_to: str | None = field(default=None, repr=False)
    paid: Decimal = ZERO  # by new money
    by_credit: Decimal = ZERO
    deleted: bool = False

    @property
    def open(self) -> Decimal:
        return self.total - self.paid - self.by_credit

    @property
    def customer(self) -> str:
        """Who pays: the patient, or the third party that it is addressed to, however its name is written."""
        if self.invoice_to is None:
            return self.patient.id
        return f"third party {' '.join(self.invoice_to.casefold().split())}"


@dataclass(slots=True)
class BookedPayment:
    deed: TakePayment
    recorded_at: datetime
    parts: tuple[Part, ...]
    deleted: bool = False


@dataclass(slots=True)
class ClinicBook:
    """All invoices, payments and credit balances of one clinic."""

    invoices: dict[int, BookedInvoice] = field(default_factory=dict)
    payments: dict[str, BookedPayment] = field(default_factory=dict)
    balances: dict[str, Decimal] = field(default_factory=dict)

    def record(self, deed: Deed, instant: datetime) -> None:
        """Write one deed down. Raises BookError where the clinic could not do it."""
        match deed:
            case IssueInvoice():
                self._issue(deed, instant)
            case EditInvoice():
                self.invoice(deed.number).total = total_of(deed.items)
            case DeleteInvoice():
                self._delete_invoice(self.invoice(deed.number))
            case TakePayment():
                self._add_credit(deed.patient, self._change_by(deed))
                self._put_on(deed)
                self.payments[deed.label] = BookedPayment(deed, instant, parts_of(deed))
            case EditPayment():
                self._edit_payment(deed)
            case RefundCredit():
                self._add_credit(deed.patient, -deed.amount)
            case RenamePatient():
                pass  # a name is no part of a book
            case DeletePayment():
                self._delete_payment(deed.label)

    def names(self) -> set[str]:
        """Every name that a patient has had on an invoice or with a payment."""
        of_payments = {payment.deed.patient.name for payment in self.payments.values()}
        return {invoice.patient.name for invoice in self.invoices.values()} | of_payments

    def live_parts(self) -> Iterator[tuple[BookedPayment, Part]]:
        """New money that stands against an invoice that stands: what Xero has to hold."""
        for payment in self.payments.values():
            if not payment.deleted:
                yield from (
                    (payment, part) for part in payment.parts if not self.invoices[part.invoice].deleted
                )

    def live_credit_uses(self) -> Iterator[tuple[BookedPayment, int, Decimal]]:
        """Account credit set against an invoice that stands: (payment, invoice, amount)."""
        for payment in self.payments.values():
            if not payment.deleted:
                for number, amount in payment.deed.credit.items():
                    if not self.invoices[number].deleted:
                        yield payment, number, amount

    def invoice(self, number: int) -> BookedInvoice:
        """Return an invoice that stands. Raises BookError."""
        invoice = self.invoices.get(number)
        if invoice is None or invoice.deleted:
            raise BookError(f"there is no invoice {number}")
        return invoice

    def _issue(self, deed: IssueInvoice, instant: datetime) -> None:
        if deed.number in self.invoices:
            raise BookError(f"invoice {deed.number} exists already")
        self.invoices[deed.number] = BookedInvoice(
            deed.number, deed.patient, deed.issued_on, instant, total_of(deed.items), deed.invoice_to
        )

    def _change_by(self, deed: TakePayment) -> Decimal:
        """Return what a payment changes of the balance. Raises BookError where an invoice has no room."""
        spare = sum(deed.sources.values(), ZERO) - sum(deed.allocations.values(), ZERO)
        if spare < 0:
            raise BookError(f"payment {deed.label} sets more against invoices than there is")
        for number, amount in (*deed.allocations.items(), *deed.credit.items()):
            if amount > self.invoice(number).open:
                raise BookError(f"payment {deed.label} sets more against invoice {number} than is open")
        return spare - sum(deed.credit.values(), ZERO)

    def _put_on(self, deed: TakePayment) -> None:
        for number, amount in deed.allocations.items():
            self.invoices[number].paid += amount
        for number, amount in deed.credit.items():
            self.invoices[number].by_credit += amount

    def _edit_payment(self, deed: EditPayment) -> None:
        payment = self._payment(deed.label)
        taken_off = self._taken_off(payment.deed)
        payment.deed = replace(
            payment.deed,
            paid_on=deed.paid_on,
            sources=deed.sources,
            allocations=deed.allocations,
            credit=deed.credit,
        )
        payment.parts = parts_of(payment.deed)
        self._add_credit(payment.deed.patient, taken_off + self._change_by(payment.deed))
        self._put_on(payment.deed)

    def _delete_invoice(self, invoice: BookedInvoice) -> None:
        """What paid it becomes account credit of whoever paid."""
        for payment in self.payments.values():
            if not payment.deleted:
                deed, number = payment.deed, invoice.number
                self._add_credit(
                    deed.patient, deed.allocations.get(number, ZERO) + deed.credit.get(number, ZERO)
                )
        invoice.deleted = True

    def _delete_payment(self, label: str) -> None:
        payment = self._payment(label)
        self._add_credit(payment.deed.patient, self._taken_off(payment.deed))
        payment.deleted = True

    def _payment(self, label: str) -> BookedPayment:
        payment = self.payments.get(label)
        if payment is None or payment.deleted:
            raise BookError(f"there is no payment {label}")
        return payment

    def _taken_off(self, deed: TakePayment) -> Decimal:
        """Take a payment off its invoices; returns what that changes of the balance."""
        released = ZERO
        for number, amount in deed.allocations.items():
            released += self._release(number, paid=amount)
        for number, amount in deed.credit.items():
            released += self._release(number, by_credit=amount)
        spare = sum(deed.sources.values(), ZERO) - sum(deed.allocations.values(), ZERO)
        return sum(deed.credit.values(), ZERO) - spare - released

    def _release(self, number: int, *, paid: Decimal = ZERO, by_credit: Decimal = ZERO) -> Decimal:
        """Take a part off its invoice; returns what had become credit, because the invoice was deleted."""
        invoice = self.invoices[number]
        if invoice.deleted:
            return paid + by_credit
        invoice.paid -= paid
        invoice.by_credit -= by_credit
        return ZERO

    def _add_credit(self, patient: Patient, amount: Decimal) -> None:
        balance = self.balances.get(patient.id, ZERO) + amount
        if balance < 0:
            raise BookError("there is not so much account credit")
        self.balances[patient.id] = balance


def total_of(items: Sequence[Item]) -> Decimal:
    """The sum of the lines and of their tax, each line rounded to the cent, halves away from zero."""
    total = ZERO
    for item in items:
        line = (item.quantity * item.unit_price - item.discount).quantize(CENT, ROUND_HALF_UP)
        tax = (line * TAX_RATE).quantize(CENT, ROUND_HALF_UP) if item.taxable else ZERO
        total += line + tax
    return total
