"""The steps that the clinic's people take with invoices, payments and account credit."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from harness.scenario.grammar import BaseStep, DatedStep, Words
from harness.scenario.values import CENT, Count, Discount, Flag, Money, Price, Quantity, Text, UnitPrice
from harness.scenario.words import MisreadError

TAX: Final = Decimal("0.10")  # GST on what is taxable


def _bare_id(value: object) -> object:
    return {"id": value} if isinstance(value, str | int) and not isinstance(value, bool) else value


class PatientRef(Words):
    """A patient: with a name where the file first speaks of them, afterwards the id is enough."""

    id: Text
    name: Text | None = Field(default=None, repr=False)


Patient = Annotated[
    PatientRef, BeforeValidator(_bare_id, json_schema_input_type=PatientRef | str | int), Field()
]


class InvoiceItem(Words):
    """One line of an invoice; `unit price` before tax, `item` may have an account of its own."""

    description: Text
    quantity: Quantity = Decimal(1)
    unit_price: UnitPrice
    taxable: Flag = False
    billable_item: Text | None = None
    discount: Discount = Decimal("0.00")

    @property
    def total(self) -> Decimal:
        """The line with its tax, each rounded to the cent."""
        line = (self.quantity * self.unit_price - self.discount).quantize(CENT, ROUND_HALF_UP)
        return line + ((line * TAX).quantize(CENT, ROUND_HALF_UP) if self.taxable else Decimal("0.00"))


class _Content(BaseStep):
    """What an invoice is made of: an amount (one tax-exempt item) or items."""

    amount: Price | None = None
    items: Annotated[tuple[InvoiceItem, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _amount_or_items(self) -> Self:
        if (self.amount is None) == (self.items is None):
            raise MisreadError('an invoice takes either "amount" or "items"')
        if self.total < 0:
            raise MisreadError("the items come to less than nothing; an invoice cannot be below 0.00")
        return self

    @property
    def total(self) -> Decimal:
        if self.amount is not None:
            return self.amount
        return sum((item.total for item in self.items or ()), Decimal("0.00"))


class IssueInvoice(_Content, DatedStep):
    """One invoice; `invoice to` addresses it to a third party."""

    do: Literal["invoice"] = "invoice"
    number: Count
    patient: Patient
    invoice_to: Text | None = Field(default=None, repr=False)


def _type_or_mapping(value: object) -> object:
    """A payment type alone stands for all the money: told by a mapping without an amount."""
    return {value: None} if isinstance(value, str | int) and not isinstance(value, bool) else value


Sources = Annotated[
    dict[Text, Money | None],
    BeforeValidator(_type_or_mapping, json_schema_input_type=str | int | dict[str, Money]),
    Field(min_length=1, description="A payment type, or an amount for each of several", examples=["EFTPOS"]),
]


def _sources(by: Mapping[str, Decimal | None], money: Decimal) -> dict[str, Decimal]:
    return {kind: money if amount is None else amount for kind, amount in by.items()}


class _MoneyIn(BaseStep):
    """New money set against invoices; what exceeds becomes account credit."""

    invoice: Count | None = None
    amount: Money | None = None
    invoices: Annotated[dict[Count, Money], Field(min_length=1)] | None = None
    by: Sources

    @model_validator(mode="after")
    def _one_way_or_the_other(self) -> Self:
        if (self.invoice is None) == (self.invoices is None) or (self.amount is None) == (
            self.invoices is None
        ):
            raise MisreadError('write either "invoice" and "amount", or "invoices: {number: amount, ...}"')
        brought, wanted = sum(self.sources.values()), sum(self.allocations.values())
        if brought < wanted:
            raise MisreadError(f'"by" comes to {brought}, but {wanted} is set against invoices', ("by",))
        return self

    @property
    def allocations(self) -> dict[int, Decimal]:
        """What is set against each invoice, in the order of the file."""
        if self.invoice is not None and self.amount is not None:
            return {self.invoice: self.amount}
        return dict(self.invoices or {})

    @property
    def sources(self) -> dict[str, Decimal]:
        """The money of each payment type."""
        return _sources(self.by, sum(self.allocations.values(), Decimal("0.00")))


class Pay(_MoneyIn, DatedStep):
    """New money set against invoices; what exceeds becomes account credit."""

    do: Literal["pay"] = "pay"
    payment: Text | None = None


class EditPayment(_MoneyIn):
    """A payment gets other amounts, payment types or invoices; its patient and its date stay."""

    do: Literal["edit payment"] = "edit payment"
    payment: Text


class Refund(DatedStep):
    """Account credit is given back in money: it moves nothing in Xero."""

    do: Literal["refund"] = "refund"
    patient: Patient
    amount: Money


class RenamePatient(BaseStep):
    """A patient has another name from now on."""

    do: Literal["rename patient"] = "rename patient"
    patient: Patient

    @model_validator(mode="after")
    def _with_a_name(self) -> "RenamePatient":
        if self.patient.name is None:
            raise MisreadError("write the new name too", ("patient",))
        return self


class Prepay(DatedStep):
    """Money without an invoice: it becomes the patient's account credit."""

    do: Literal["prepay"] = "prepay"
    patient: Patient
    amount: Money
    by: Sources
    payment: Text | None = None

    @model_validator(mode="after")
    def _by_adds_up(self) -> "Prepay":
        brought = sum(self.sources.values())
        if brought != self.amount:
            raise MisreadError(
                f'"by" comes to {brought}, "amount" is {self.amount}; they have to agree', ("by",)
            )
        return self

    @property
    def sources(self) -> dict[str, Decimal]:
        """The money of each payment type."""
        return _sources(self.by, self.amount)


class PayByCredit(DatedStep):
    """Account credit set against an invoice: no money moves."""

    do: Literal["pay by credit"] = "pay by credit"
    invoice: Count
    amount: Money


class EditInvoice(_Content):
    """The invoice gets a new total, or other items."""

    do: Literal["edit invoice"] = "edit invoice"
    invoice: Count


class DeleteInvoice(BaseStep):
    """The invoice is deleted in the clinic; what paid it becomes account credit."""

    do: Literal["delete invoice"] = "delete invoice"
    invoice: Count


class DeletePayment(BaseStep):
    """A payment that a `pay` or `prepay` has given a label is deleted in the clinic."""

    do: Literal["delete payment"] = "delete payment"
    payment: Text
