"""The clinic's payments: the list, the form to take one, and *Delete*."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine import ClinicRefused, PatientRef
from sync_engine.clinic import InvoiceView, PatientView
from sync_engine.outbox.statuses import Kind
from sync_engine.pages.clinic.payment_form import PaymentForm
from sync_engine.pages.clinic.people import names_of, patient_in
from sync_engine.pages.clinic.words import tag_of
from sync_engine.pages.desk import PATHS, UNPROCESSABLE, Desk
from sync_engine.pages.forms import Form, form_in
from sync_engine.refusals import Refusal

USUAL_PAYMENT_TYPES: Final = ("EFTPOS", "Cash", "HICAPS", "Direct deposit")
_LIST: Final = PATHS["payments"]
_SHOWN: Final = 50


class PaymentPages:
    """What a receptionist does with money."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clinic = desk.engine.clinic

    def routes(self) -> list[Route]:
        return [
            Route(_LIST, self.index, methods=["GET"]),
            Route(f"{_LIST}/new", self.new, methods=["GET"]),
            Route(f"{_LIST}/new", self.take, methods=["POST"]),
            Route(f"{_LIST}/delete", self.delete, methods=["POST"]),
        ]

    async def index(self, request: Request) -> Response:
        return self._index(request)

    async def new(self, request: Request) -> Response:
        """Ask whose payment it is, then for the payment; a link may say both at once."""
        invoice = self._asked_invoice(request)
        patient = self._patient(invoice.patient_id if invoice else request.query_params.get("patient", ""))
        if patient is None and "new" not in request.query_params:
            patients = self._clinic.patients()
            return self._desk.page(request, "payment_of_whom.html", patients=patients)
        today = self._desk.today().isoformat()
        return self._form(request, patient, PaymentForm.paying(invoice, self._types()[0], today))

    async def take(self, request: Request) -> Response:
        """Take a payment. What is not set against an invoice becomes account credit."""
        form = await form_in(request)
        filled = PaymentForm.filled_in(form)
        try:
            patient = patient_in(form, self._clinic)
            self._take(patient, form, filled)
        except Refusal as refused:
            patient_view = self._patient(form.text("patient"))
            return self._form(request, patient_view, filled, UNPROCESSABLE, str(refused))
        numbers = [*filled.allocations(), *filled.credits()]
        return self._desk.to(f"{PATHS['invoices']}/invoices/{numbers[0]}" if len(numbers) == 1 else _LIST)

    async def delete(self, request: Request) -> Response:
        """Take a payment back."""
        form = await form_in(request)
        try:
            self._clinic.delete_payment(form.text("payment"))
        except Refusal as refused:
            return self._index(request, UNPROCESSABLE, str(refused))
        return self._desk.to(_LIST)

    def _take(self, patient: PatientRef, form: Form, filled: PaymentForm) -> None:
        money, allocations, credit = filled.money(), filled.allocations(), filled.credits()
        if not money and allocations:
            raise ClinicRefused("Please say how the money came in: a payment type and an amount.")
        payment_id = self._desk.chance.guid(label="payment")
        paid_on = form.day("date", "a date")
        self._clinic.take_payment(payment_id, patient, paid_on, money, allocations, credit)

    def _index(self, request: Request, status: int = 200, refusal: str = "") -> Response:
        payments = list(reversed(self._clinic.payments()))[:_SHOWN]
        lines = self._desk.engine.details.money_of([each.id for each in payments])
        where = self._desk.engine.whereabouts(sorted({line.invoice_number for line in lines}))
        by_payment = defaultdict(list)
        for line in lines:
            by_payment[line.payment_id].append((line, tag_of(where.get((Kind.PAYMENT, line.part_id or 0)))))
        return self._desk.page(
            request,
            "payments.html",
            status,
            payments=payments,
            lines=by_payment,
            names=names_of(self._clinic),
            refusal=refusal,
        )

    def _form(
        self,
        request: Request,
        patient: PatientView | None,
        form: PaymentForm,
        status: int = 200,
        refusal: str = "",
    ) -> Response:
        return self._desk.page(
            request,
            "payment_form.html",
            status,
            patient=patient,
            form=form,
            invoices=self._open_invoices(patient),
            payment_types=self._types(),
            refusal=refusal,
        )

    def _open_invoices(self, patient: PatientView | None) -> Sequence[InvoiceView]:
        if patient is None:
            return []
        return [
            each
            for each in self._clinic.invoices()
            if each.patient_id == patient.id and not each.deleted and each.open > 0
        ]

    def _patient(self, patient_id: str) -> PatientView | None:
        return next((each for each in self._clinic.patients() if each.id == patient_id), None)

    def _asked_invoice(self, request: Request) -> InvoiceView | None:
        asked = request.query_params.get("invoice", "")
        return next((each for each in self._clinic.invoices() if str(each.number) == asked), None)

    def _types(self) -> list[str]:
        settings = self._desk.engine.settings.current()
        return list(dict.fromkeys((*(settings.payment_types if settings else ()), *USUAL_PAYMENT_TYPES)))
