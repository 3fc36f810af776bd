"""What the clinic does, as values: one operation each, told to the engine and to the judge alike.

Amounts are `Decimal` with two places in the clinic's currency; dates are calendar dates of the clinic.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from harness.reconciliation.breaks import Record


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient. The name is health information: it never reaches a history or a log."""

    id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an invoice; `unit_price` before tax. A `billable_item` may have its own account."""

    description: str
    unit_price: Decimal
    quantity: Decimal = Decimal(1)
    discount: Decimal = Decimal("0.00")
    taxable: bool = False
    billable_item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueInvoice:
    number: int
    patient: Patient
    issued_on: date
    items: Sequence[Item]
    invoice_to: str | None = field(default=None, repr=False)  # a third party that it is addressed to

    operation = "issue invoice"

    @property
    def record(self) -> Record:
        return Record("invoice", str(self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditInvoice:
    number: int
    items: Sequence[Item]

    operation = "edit invoice"

    @property
    def record(self) -> Record:
        return Record("invoice", str(self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteInvoice:
    number: int

    operation = "delete invoice"

    @property
    def record(self) -> Record:
        return Record("invoice", str(self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePayment:
    """Money from several sources, set against invoices in the order given; the rest becomes credit.

    `credit` sets existing account credit against invoices: no money moves then (R9).
    """

    label: str
    patient: Patient
    paid_on: date
    sources: Mapping[str, Decimal] = field(default_factory=dict)
    allocations: Mapping[int, Decimal] = field(default_factory=dict)
    credit: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def operation(self) -> str:
        if self.allocations:
            return "take payment"
        return "pay by credit" if self.credit else "take prepayment"

    @property
    def record(self) -> Record:
        return Record(
            "payment", ", ".join(str(number) for number in (*self.allocations, *self.credit)) or self.label
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPayment:
    """A payment is this from now on; its patient and its date stay."""

    label: str
    paid_on: date
    sources: Mapping[str, Decimal]
    allocations: Mapping[int, Decimal]
    credit: Mapping[int, Decimal] = field(default_factory=dict)

    operation = "edit payment"

    @property
    def record(self) -> Record:
        return Record("payment", ", ".join(map(str, self.allocations)) or self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundCredit:
    """Account credit given back in money: like all that is on no invoice, nothing of it goes to Xero."""

    label: str
    patient: Patient
    paid_on: date
    amount: Decimal

    operation = "refund"

    @property
    def record(self) -> Record:
        return Record("payment", self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenamePatient:
    """A patient has another name from now on."""

    patient: Patient

    operation = "rename patient"
    record = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePayment:
    label: str

    operation = "delete payment"

    @property
    def record(self) -> Record:
        return Record("payment", self.label)


Deed = (
    IssueInvoice
    | EditInvoice
    | DeleteInvoice
    | TakePayment
    | EditPayment
    | DeletePayment
    | RefundCredit
    | RenamePatient
)


@dataclass(frozen=True, slots=True)
class Part:
    """New money of one payment, from one source, set against one invoice: what Xero gets as one payment."""

    source: str
    invoice: int
    amount: Decimal


def parts_of(payment: TakePayment) -> tuple[Part, ...]:
    """Share the sources out over the invoices, both in the order given."""
    parts: list[Part] = []
    purse = deque(payment.sources.items())
    for invoice, wanted in payment.allocations.items():
        missing = wanted
        while missing > 0:
            source, left = purse.popleft()
            taken = min(left, missing)
            parts.append(Part(source, invoice, taken))
            missing -= taken
            if taken < left:
                purse.appendleft((source, left - taken))
    return tuple(parts)
