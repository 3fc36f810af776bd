"""From a scenario's timeline to what has to be done when: the clinic's deeds, and everything else.

Explicit steps and trades share one row of invoice numbers; patients and payments are remembered by their
words in the file. Deeds are worked out beforehand, so that trouble never changes what the clinic does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from harness.scenario import schema
from harness.simulation.choices import Choices
from harness.workload.book import BookError, ClinicBook
from harness.workload.deeds import (
    Deed,
    DeleteInvoice,
    DeletePayment,
    EditInvoice,
    EditPayment,
    IssueInvoice,
    Item,
    Patient,
    RefundCredit,
    RenamePatient,
    TakePayment,
)
from harness.workload.trade import Planned, TradePlanner

DEFAULT_PAYMENT_TYPE: Final = "EFTPOS"
ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that will happen by plan, each list in the order of its instants."""

    deeds: list[Planned]
    steps: list[schema.Step]


class ImpossibleStoryError(Exception):
    """A clinic could not live this story: the message names the step's line and what does not add up."""


def plan(scenario: schema.Scenario, choices: Choices) -> Agenda:
    """Work out the agenda of a scenario. Raises ImpossibleStoryError where its steps don't add up."""
    secretary = Secretary(scenario, choices)
    steps = sorted(scenario.timeline, key=lambda step: step.at)
    deeds = [planned for step in steps for planned in secretary.deeds_of(step)]
    return Agenda(
        sorted(deeds, key=lambda planned: planned.instant),
        [step for step in steps if type(step) not in {*WRITTEN_BY, schema.Trade}],
    )


class Secretary:
    """Turns the clinic's steps into deeds, and keeps a book of the explicit ones to see what is open when."""

    def __init__(self, scenario: schema.Scenario, choices: Choices) -> None:
        self._scenario = scenario
        self._choices = choices
        self._book = ClinicBook()
        self._patients: dict[str, Patient] = {}
        self._payments = 0
        named = [step.number for step in scenario.timeline if isinstance(step, schema.IssueInvoice)]
        self._next_number = max(named, default=1000) + 1
        self._labels = {
            step.payment for step in scenario.timeline if isinstance(step, schema.Pay | schema.Prepay)
        }

    def deeds_of(self, step: schema.Step) -> list[Planned]:
        if isinstance(step, schema.Trade):
            return self.trade(step)
        writer = WRITTEN_BY.get(type(step))
        return [self._written(step, writer)] if writer else []

    def trade(self, step: schema.Trade) -> list[Planned]:
        planner = TradePlanner(
            step=step,
            zone=self._scenario.zone,
            choices=self._choices.fork(f"trade from invoice {self._next_number}"),
            first_number=self._next_number,
            payment_types=tuple(self._scenario.clinic.payment_types) or (DEFAULT_PAYMENT_TYPE,),
        )
        self._next_number += planner.count
        return planner.plan()

    def issue(self, step: schema.IssueInvoice) -> Deed:
        return IssueInvoice(
            number=step.number,
            patient=self._patient(step.patient),
            issued_on=self._date(step),
            items=_items_of(step),
            invoice_to=step.invoice_to,
        )

    def pay(self, step: schema.Pay) -> Deed:
        return TakePayment(
            label=self._label(step.payment),
            patient=self._book.invoice(next(iter(step.allocations))).patient,
            paid_on=self._date(step),
            sources=step.sources,
            allocations=self._within_what_is_open(step.allocations, {}),
        )

    def edit_payment(self, step: schema.EditPayment) -> Deed:
        before = self._book.payments.get(step.payment)
        if before is None:
            raise BookError(f"there is no payment {step.payment}")
        return EditPayment(
            label=step.payment,
            paid_on=before.deed.paid_on,
            sources=step.sources,
            allocations=self._within_what_is_open(step.allocations, before.deed.allocations),
            credit=before.deed.credit,
        )

    def _within_what_is_open(
        self, wanted: Mapping[int, Decimal], already: Mapping[int, Decimal]
    ) -> dict[int, Decimal]:
        """Set no more against an invoice than is open or was paid by this payment; the rest is credit."""
        most = {
            number: max(self._book.invoice(number).open + already.get(number, ZERO), ZERO)
            for number in wanted
        }
        return {number: min(amount, most[number]) for number, amount in wanted.items() if most[number]}

    def refund(self, step: schema.Refund) -> Deed:
        return RefundCredit(
            label=self._label(None),
            patient=self._patient(step.patient),
            paid_on=self._date(step),
            amount=step.amount,
        )

    def rename(self, step: schema.RenamePatient) -> Deed:
        renamed = self._patients[step.patient.id] = Patient(step.patient.id, step.patient.name or "")
        return RenamePatient(patient=renamed)

    def prepay(self, step: schema.Prepay) -> Deed:
        return TakePayment(
            label=self._label(step.payment),
            patient=self._patient(step.patient),
            paid_on=self._date(step),
            sources=step.sources,
        )

    def pay_by_credit(self, step: schema.PayByCredit) -> Deed:
        return TakePayment(
            label=self._label(None),
            patient=self._book.invoice(step.invoice).patient,
            paid_on=self._date(step),
            credit={step.invoice: step.amount},
        )

    def edit(self, step: schema.EditInvoice) -> Deed:
        return EditInvoice(number=step.invoice, items=_items_of(step))

    def delete_invoice(self, step: schema.DeleteInvoice) -> Deed:
        return DeleteInvoice(number=step.invoice)

    def delete_payment(self, step: schema.DeletePayment) -> Deed:
        return DeletePayment(label=step.payment)

    def _written(self, step: schema.Step, writer: "Writer") -> Planned:
        try:
            deed = writer(self, step)
            self._book.record(deed, step.at)
        except BookError as wrong:
            raise ImpossibleStoryError(f"{step.written_at}: {wrong}") from wrong
        return Planned(step.at, deed)

    def _patient(self, patient: schema.PatientRef) -> Patient:
        known = self._patients.get(patient.id)
        if known is None:
            known = self._patients[patient.id] = Patient(patient.id, patient.name or f"Patient {patient.id}")
        return known

    def _label(self, given: str | None) -> str:
        if given:
            return given
        self._payments += 1
        label = f"payment {self._payments}"
        return self._label(None) if label in self._labels else label

    def _date(self, step: schema.DatedStep) -> date:
        return step.dated or step.at.astimezone(self._scenario.zone).date()


Writer = Callable[[Secretary, Any], Deed]
WRITTEN_BY: Final[Mapping[type, Writer]] = {
    schema.IssueInvoice: Secretary.issue,
    schema.Pay: Secretary.pay,
    schema.Prepay: Secretary.prepay,
    schema.PayByCredit: Secretary.pay_by_credit,
    schema.EditInvoice: Secretary.edit,
    schema.EditPayment: Secretary.edit_payment,
    schema.Refund: Secretary.refund,
    schema.RenamePatient: Secretary.rename,
    schema.DeleteInvoice: Secretary.delete_invoice,
    schema.DeletePayment: Secretary.delete_payment,
}


def _items_of(step: schema.IssueInvoice | schema.EditInvoice) -> tuple[Item, ...]:
    if step.items is None:
        return (_plain_item(step.total),)
    return tuple(
        Item(
            description=item.description,
            unit_price=item.unit_price,
            quantity=item.quantity,
            discount=item.discount,
            taxable=item.taxable,
            billable_item=item.billable_item,
        )
        for item in step.items
    )


def _plain_item(amount: Decimal) -> Item:
    return Item(description="Consultation", unit_price=amount)
