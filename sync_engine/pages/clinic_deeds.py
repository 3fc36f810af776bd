"""From a form of the small clinic to a deed in the clinic's records. Every refusal is a sentence."""

from decimal import Decimal

from sync_engine import ClinicRefused, ItemDraft, PatientRef
from sync_engine.clinic import InvoiceView
from sync_engine.pages.desk import Desk
from sync_engine.pages.forms import Form


class Deeds:
    """What a receptionist enters. Each raises Refusal with a sentence."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clinic = desk.engine.clinic

    def enter_invoice(self, form: Form) -> None:
        """Issue an invoice with one item, free of tax."""
        number, amount = form.number("number", "the invoice number"), form.amount("amount", "the amount")
        description = form.text("description") or "Consultation"
        item = ItemDraft(description=description, quantity=Decimal(1), unit_price=amount)
        self._clinic.issue_invoice(number, self._patient(form), form.day("date", "a date"), [item])

    def take_payment(self, form: Form) -> None:
        """Take money for an invoice; what exceeds it becomes account credit."""
        invoice, amount = self._invoice(form), form.amount("amount", "the amount")
        allocated = min(amount, invoice.open)
        self._pay(form, invoice.patient_id, amount, {invoice.number: allocated} if allocated > 0 else {})

    def take_prepayment(self, form: Form) -> None:
        """Take money for no invoice: all of it becomes account credit."""
        amount = form.amount("amount", "the amount")
        patient = self._patient(form)
        self._take(patient, form, sources={self._type(form): amount})

    def pay_by_credit(self, form: Form) -> None:
        """Set existing account credit against an invoice. It never goes to Xero (R9)."""
        invoice, amount = self._invoice(form), form.amount("amount", "the amount")
        self._take(self._known(invoice.patient_id), form, credit={invoice.number: amount})

    def _pay(self, form: Form, patient_id: str, amount: Decimal, allocations: dict[int, Decimal]) -> None:
        self._take(self._known(patient_id), form, sources={self._type(form): amount}, allocations=allocations)

    def _take(
        self,
        patient: PatientRef,
        form: Form,
        *,
        sources: dict[str, Decimal] | None = None,
        allocations: dict[int, Decimal] | None = None,
        credit: dict[int, Decimal] | None = None,
    ) -> None:
        payment_id = self._desk.chance.guid(label="payment")
        paid_on = form.day("date", "a date")
        self._clinic.take_payment(
            payment_id, patient, paid_on, sources or {}, allocations or {}, credit or {}
        )

    def _type(self, form: Form) -> str:
        return form.needed("type", "the payment type")

    def _invoice(self, form: Form) -> InvoiceView:
        number = form.number("invoice", "the invoice")
        for invoice in self._clinic.invoices():
            if invoice.number == number and not invoice.deleted:
                return invoice
        raise ClinicRefused(f"There is no invoice {number}.")

    def _patient(self, form: Form) -> PatientRef:
        """Return the patient that was picked, or a new one of the name that was typed."""
        if picked := form.text("patient"):
            return self._known(picked)
        name = form.needed("new_patient", "the patient's name")
        return PatientRef(f"P-{len(self._clinic.patients()) + 1}", name)

    def _known(self, patient_id: str) -> PatientRef:
        for patient in self._clinic.patients():
            if patient.id == patient_id:
                return PatientRef(patient.id, patient.name)
        raise ClinicRefused("There is no such patient.")
