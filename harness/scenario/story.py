"""Does the story add up? Invoices, payments and credit across the explicit steps, as they happen.

What `trade` does is not looked at: nobody names its invoices. Only what can be known from the file is judged.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from harness.scenario import office_steps, schema
from harness.scenario.document import Place
from harness.scenario.moments import Calendar
from harness.scenario.problems import Spot
from harness.scenario.values import LONGEST

ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Objection:
    """What does not add up: the step, the word in it, and a sentence."""

    spot: Spot
    path: Place
    sentence: str


@dataclass(slots=True)
class _Invoice:
    patient: str
    total: Decimal
    paid: Decimal = ZERO
    deleted_by: Spot | None = None

    @property
    def open(self) -> Decimal:
        return max(self.total - self.paid, ZERO)


@dataclass(slots=True)
class _Payment:
    patient: str
    to_invoices: dict[int, Decimal]
    to_credit: Decimal
    deleted_by: Spot | None = None


@dataclass
class Story:
    """Listens to the steps one after the other; `hearsay` is what is known of unreadable ones."""

    calendar: Calendar
    hearsay: frozenset[str] = frozenset()
    exact: bool = True  # whether every step could be read, so that credit can be told
    connected_once: bool = False
    invoices: dict[int, _Invoice] = field(default_factory=dict)
    payments: dict[str, _Payment] = field(default_factory=dict)
    patients: dict[str, str] = field(default_factory=dict)
    credit: dict[str, Decimal] = field(default_factory=dict)
    issued_by: dict[int, Spot] = field(default_factory=dict)

    def hear(self, spot: Spot, step: schema.Step) -> Iterator[tuple[Place, str]]:
        """Take the next step; yield what is wrong with it, each with the path of the word."""
        if step.at < self.calendar.starts:
            yield ("at",), 'this is before the scenario starts; write a later time or an earlier "starts"'
        if step.at - self.calendar.starts > LONGEST:
            yield (
                ("at",),
                f"this is more than ten years ({LONGEST.days}d) after the start; write an earlier time",
            )
        if isinstance(step, schema.Connect):
            self.connected_once = True
        elif not self.connected_once and step.at >= self.calendar.starts:
            yield (), f'"{step.do}" comes before the first "connect"; connect first'
        listener = _LISTENERS.get(type(step))
        if listener:
            yield from listener(self, spot, step)

    def _invoice(self, invoice: int, path: Place = ("invoice",)) -> Iterator[tuple[Place, str]]:
        """Object to an invoice that isn't there or isn't any more."""
        known = self.invoices.get(invoice)
        if known is None and f"invoice {invoice}" not in self.hearsay:
            yield (
                path,
                f'no earlier step issues invoice {invoice}; write an "invoice" step with this number before',
            )
        elif known is not None and known.deleted_by is not None:
            yield path, f"invoice {invoice} was deleted by {known.deleted_by}"

    def _live(self, invoice: int) -> _Invoice | None:
        known = self.invoices.get(invoice)
        return known if known is not None and known.deleted_by is None else None

    def _patient(self, patient: schema.PatientRef) -> Iterator[tuple[Place, str]]:
        name = self.patients.get(patient.id)
        if patient.name is None and name is None and f"patient {patient.id}" not in self.hearsay:
            yield ("patient",), f"patient {patient.id} is new; write {{id: {patient.id}, name: ...}}"
        elif patient.name is not None and name is not None and patient.name != name:
            yield ("patient",), f"patient {patient.id} has another name in an earlier step"
        if patient.name is not None:
            self.patients.setdefault(patient.id, patient.name)

    def _add_credit(self, patient: str, amount: Decimal) -> None:
        self.credit[patient] = self.credit.get(patient, ZERO) + amount

    def _label(self, label: str | None, payment: _Payment) -> Iterator[tuple[Place, str]]:
        if label in self.payments:
            yield ("payment",), f'the label "{label}" is taken by an earlier payment; write another'
        elif label is not None:
            self.payments[label] = payment

    def issue(self, spot: Spot, step: schema.IssueInvoice) -> Iterator[tuple[Place, str]]:
        yield from self._patient(step.patient)
        if step.number in self.issued_by:
            earlier = self.issued_by[step.number]
            yield ("number",), f"{earlier} issued invoice {step.number} already; write another number"
            return
        self.issued_by[step.number] = spot
        self.invoices[step.number] = _Invoice(step.patient.id, step.total)

    def pay(self, spot: Spot, step: schema.Pay) -> Iterator[tuple[Place, str]]:
        del spot
        taken: dict[int, Decimal] = {}
        patients: list[str] = []
        for invoice, amount in step.allocations.items():
            yield from self._invoice(invoice, ("invoice",) if step.invoice else ("invoices", str(invoice)))
            if live := self._live(invoice):
                taken[invoice] = min(amount, live.open)
                live.paid += taken[invoice]
                patients.append(live.patient)
        if len(set(patients)) > 1:
            yield ("invoices",), "these invoices are of different patients; a payment is one patient's"
        if patients:
            rest = sum(step.sources.values(), ZERO) - sum(taken.values(), ZERO)
            self._add_credit(patients[0], rest)
            yield from self._label(step.payment, _Payment(patients[0], taken, rest))

    def prepay(self, spot: Spot, step: schema.Prepay) -> Iterator[tuple[Place, str]]:
        del spot
        yield from self._patient(step.patient)
        self._add_credit(step.patient.id, step.amount)
        yield from self._label(step.payment, _Payment(step.patient.id, {}, step.amount))

    def pay_by_credit(self, spot: Spot, step: schema.PayByCredit) -> Iterator[tuple[Place, str]]:
        del spot
        yield from self._invoice(step.invoice)
        live = self._live(step.invoice)
        if live is None or not self.exact:
            return
        held = self.credit.get(live.patient, ZERO)
        if step.amount > held:
            yield (
                ("amount",),
                f'the patient\'s account credit is {held} by then; write a "prepay" of more before',
            )
        elif step.amount > live.open:
            yield (
                ("amount",),
                f"only {live.open} of invoice {step.invoice} is open by then; write at most that",
            )
        else:
            live.paid += step.amount
            self._add_credit(live.patient, -step.amount)

    def edit(self, spot: Spot, step: schema.EditInvoice) -> Iterator[tuple[Place, str]]:
        del spot
        yield from self._invoice(step.invoice)
        if live := self._live(step.invoice):
            live.total = step.total

    def edit_payment(self, spot: Spot, step: schema.EditPayment) -> Iterator[tuple[Place, str]]:
        del spot
        yield from self._payment(step.payment)
        payment = self.payments.get(step.payment)
        if payment is None or payment.deleted_by is not None:
            return
        self._add_credit(payment.patient, -self._taken_off(payment))
        taken: dict[int, Decimal] = {}
        for invoice, amount in step.allocations.items():
            yield from self._invoice(invoice, ("invoice",) if step.invoice else ("invoices", str(invoice)))
            if live := self._live(invoice):
                taken[invoice] = min(amount, live.open)
                live.paid += taken[invoice]
                if live.patient != payment.patient:
                    yield ("invoices",), f"invoice {invoice} is another patient's than this payment"
        payment.to_invoices = taken
        payment.to_credit = sum(step.sources.values(), ZERO) - sum(taken.values(), ZERO)
        self._add_credit(payment.patient, payment.to_credit)
        if self.exact and self.credit.get(payment.patient, ZERO) < 0:
            yield ("payment",), f'the account credit that "{step.payment}" made has been used by then'

    def _taken_off(self, payment: _Payment) -> Decimal:
        """Take a payment off its invoices; returns what of it had become credit."""
        became_credit = payment.to_credit
        for invoice, amount in payment.to_invoices.items():
            if live := self._live(invoice):
                live.paid -= amount
            else:
                became_credit += amount
        return became_credit

    def refund(self, spot: Spot, step: schema.Refund) -> Iterator[tuple[Place, str]]:
        del spot
        yield from self._patient(step.patient)
        held = self.credit.get(step.patient.id, ZERO)
        if self.exact and step.amount > held:
            yield ("amount",), f"the patient's account credit is {held} by then; write at most that"
        self._add_credit(step.patient.id, -step.amount)

    def rename(self, spot: Spot, step: schema.RenamePatient) -> Iterator[tuple[Place, str]]:
        del spot
        patient = step.patient
        if patient.id not in self.patients and f"patient {patient.id}" not in self.hearsay:
            yield ("patient",), f"no earlier step speaks of patient {patient.id}"
        self.patients[patient.id] = patient.name or ""

    def delete_invoice(self, spot: Spot, step: schema.DeleteInvoice) -> Iterator[tuple[Place, str]]:
        yield from self._invoice(step.invoice)
        if live := self._live(step.invoice):
            live.deleted_by = spot
            self._add_credit(live.patient, live.paid)

    def delete_payment(self, spot: Spot, step: schema.DeletePayment) -> Iterator[tuple[Place, str]]:
        yield from self._payment(step.payment)
        payment = self.payments.get(step.payment)
        if payment is None or payment.deleted_by is not None:
            return
        became_credit = self._taken_off(payment)
        if self.exact and became_credit > self.credit.get(payment.patient, ZERO):
            yield ("payment",), f'the account credit that "{step.payment}" made has been used by then'
        payment.deleted_by = spot
        self._add_credit(payment.patient, -became_credit)

    def by_invoice(self, spot: Spot, step: Any) -> Iterator[tuple[Place, str]]:
        del spot
        if f"invoice {step.invoice}" not in self.hearsay and step.invoice not in self.invoices:
            yield from self._invoice(step.invoice)

    def by_payment(self, spot: Spot, step: schema.XeroDeletesPayment) -> Iterator[tuple[Place, str]]:
        del spot
        yield from self._payment(step.payment)

    def _payment(self, label: str) -> Iterator[tuple[Place, str]]:
        payment = self.payments.get(label)
        if payment is None and f"payment {label}" not in self.hearsay:
            yield (
                ("payment",),
                f'no earlier "pay" or "prepay" has the label "{label}"; give it "payment: {label}"',
            )
        elif payment is not None and payment.deleted_by is not None:
            yield ("payment",), f'the payment "{label}" was deleted by {payment.deleted_by}'

    def archive(
        self, spot: Spot, step: schema.XeroArchivesContact | office_steps.XeroRestoresContact
    ) -> Iterator[tuple[Place, str]]:
        del spot
        if step.patient not in self.patients and f"patient {step.patient}" not in self.hearsay:
            yield ("patient",), f"no earlier step speaks of patient {step.patient}"

    def not_in_the_future(self, spot: Spot, step: Any) -> Iterator[tuple[Place, str]]:
        del spot
        word, day = ("from", step.since) if isinstance(step, schema.Synchronise) else ("until", step.until)
        today = self.calendar.date_of(step.at)
        if day > today:
            yield (word,), f"{day} is after the day of the step; write {today} or an earlier day"


Listener = Callable[[Story, Spot, Any], Iterator[tuple[Place, str]]]
_LISTENERS: Final[Mapping[type, Listener]] = {
    schema.IssueInvoice: Story.issue,
    schema.Pay: Story.pay,
    schema.Prepay: Story.prepay,
    schema.PayByCredit: Story.pay_by_credit,
    schema.EditInvoice: Story.edit,
    schema.EditPayment: Story.edit_payment,
    schema.Refund: Story.refund,
    schema.RenamePatient: Story.rename,
    schema.DeleteInvoice: Story.delete_invoice,
    schema.DeletePayment: Story.delete_payment,
    schema.XeroRecordsPayment: Story.by_invoice,
    schema.XeroVoidsInvoice: Story.by_invoice,
    schema.XeroDeletesPayment: Story.by_payment,
    schema.XeroArchivesContact: Story.archive,
    schema.XeroLocksPeriod: Story.not_in_the_future,
    schema.XeroLocksYear: Story.not_in_the_future,
    office_steps.XeroRestoresContact: Story.archive,
    office_steps.XeroRemovesPayment: Story.by_invoice,
    schema.Synchronise: Story.not_in_the_future,
}


def objections(
    steps: Sequence[tuple[Spot, schema.Step]], calendar: Calendar, hearsay: frozenset[str], *, exact: bool
) -> Iterator[Objection]:
    """Listen to the readable steps (where each stands, step) in the order in which they happen."""
    story = Story(calendar, hearsay, exact, connected_once="connect" in hearsay)
    for spot, step in sorted(steps, key=lambda each: each[1].at):
        for path, sentence in story.hear(spot, step):
            yield Objection(spot, path, sentence)
