"""The clinic's invoices: the list, one of them, and the forms to enter, edit and delete one."""

from collections.abc import Sequence
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.clinic import InvoiceView
from sync_engine.outbox.statuses import Kind
from sync_engine.pages.clinic.invoice_form import ItemRow, items_in, rows_in
from sync_engine.pages.clinic.people import names_of, patient_in
from sync_engine.pages.clinic.words import tag_of
from sync_engine.pages.desk import PATHS, UNPROCESSABLE, Desk
from sync_engine.pages.forms import Form, form_in
from sync_engine.refusals import Refusal

_LIST: Final = PATHS["invoices"]
_ONE: Final = f"{_LIST}/invoices/{{number:int}}"
_SHOWN: Final = 30


class InvoicePages:
    """What a receptionist does with invoices."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clinic = desk.engine.clinic

    def routes(self) -> list[Route]:
        return [
            Route(_LIST, self.index, methods=["GET"]),
            Route(f"{_LIST}/invoices/new", self.new, methods=["GET"]),
            Route(f"{_LIST}/invoices/new", self.issue, methods=["POST"]),
            Route(_ONE, self.show, methods=["GET"]),
            Route(f"{_ONE}/edit", self.edit, methods=["GET"]),
            Route(f"{_ONE}/edit", self.change, methods=["POST"]),
            Route(f"{_ONE}/delete", self.delete, methods=["POST"]),
        ]

    async def index(self, request: Request) -> Response:
        """List the newest first, a screenful at a time; or those of a number or a name."""
        wanted, names = request.query_params.get("find", "").strip(), names_of(self._clinic)
        found = [
            each
            for each in reversed(self._clinic.invoices())
            if wanted in {"", str(each.number)} or wanted.casefold() in names[each.patient_id].casefold()
        ]
        before = request.query_params.get("before", "")
        later = [each for each in found if not before.isdecimal() or each.number < int(before)]
        shown = later[:_SHOWN]
        return self._desk.page(
            request,
            "invoices.html",
            invoices=shown,
            names=names,
            tags=self._tags(shown),
            find=wanted,
            any_at_all=bool(self._clinic.invoices()),
            older=shown[-1].number if len(later) > len(shown) else None,
            newest=not before,
        )

    async def new(self, request: Request) -> Response:
        return self._form(request, [])

    async def issue(self, request: Request) -> Response:
        """Issue an invoice; or show the form again, with one more row or with what is wrong."""
        form = await form_in(request)
        rows = rows_in(form)
        if form.text("add"):
            return self._form(request, rows, form=form, more=True)
        try:
            number = form.number("number", "the invoice number")
            patient, day = patient_in(form, self._clinic), form.day("date", "a date")
            self._clinic.issue_invoice(number, patient, day, items_in(rows))
        except Refusal as refused:
            return self._form(request, rows, UNPROCESSABLE, form=form, refusal=str(refused))
        return self._desk.to(f"{_LIST}/invoices/{number}")

    async def show(self, request: Request) -> Response:
        return self._show(request)

    async def edit(self, request: Request) -> Response:
        invoice = self._invoice(request)
        items = self._desk.engine.details.items(invoice.number)
        return self._form(request, [ItemRow.showing(item) for item in items], invoice=invoice)

    async def change(self, request: Request) -> Response:
        """Save the items, changed or not: a refused invoice tries again then (R11)."""
        invoice, form = self._invoice(request), await form_in(request)
        rows = rows_in(form)
        if form.text("add"):
            return self._form(request, rows, invoice=invoice, form=form, more=True)
        try:
            self._clinic.edit_invoice(invoice.number, items_in(rows))
        except Refusal as refused:
            return self._form(request, rows, UNPROCESSABLE, invoice=invoice, form=form, refusal=str(refused))
        return self._desk.to(f"{_LIST}/invoices/{invoice.number}")

    async def delete(self, request: Request) -> Response:
        """Delete an invoice; what was set against it becomes account credit."""
        await form_in(request)
        number = self._invoice(request).number
        try:
            self._clinic.delete_invoice(number)
        except Refusal as refused:
            return self._show(request, UNPROCESSABLE, str(refused))
        return self._desk.to(f"{_LIST}/invoices/{number}")

    def _show(self, request: Request, status: int = 200, refusal: str = "") -> Response:
        invoice, details = self._invoice(request), self._desk.engine.details
        where = self._desk.engine.whereabouts([invoice.number])
        money = [
            (line, tag_of(where.get((Kind.PAYMENT, line.part_id or 0))))
            for line in details.money_on(invoice.number)
        ]
        return self._desk.page(
            request,
            "invoice.html",
            status,
            invoice=invoice,
            name=names_of(self._clinic)[invoice.patient_id],
            items=details.items(invoice.number),
            money=money,
            tag=tag_of(where.get((Kind.INVOICE, invoice.number))),
            refusal=refusal,
        )

    def _form(self, request: Request, rows: Sequence[ItemRow], status: int = 200, **context: Any) -> Response:
        form, more = context.pop("form", None), context.pop("more", False)
        settings = self._desk.engine.settings.current()
        numbers = [each.number for each in self._clinic.invoices()]
        defaults = {
            "number": str(numbers[-1] + 1 if numbers else 1001),
            "date": self._desk.today().isoformat(),
        }
        return self._desk.page(
            request,
            "invoice_form.html",
            status,
            **{"invoice": None, "refusal": "", **context},
            rows=[*rows, ItemRow()] if more or not rows else rows,
            more=more,
            filled=_filled(form, defaults),
            patients=self._clinic.patients(),
            billable_items=sorted(settings.items) if settings else [],
        )

    def _tags(self, invoices: Sequence[InvoiceView]) -> dict[int, Any]:
        where = self._desk.engine.whereabouts([each.number for each in invoices])
        return {each.number: tag_of(where.get((Kind.INVOICE, each.number))) for each in invoices}

    def _invoice(self, request: Request) -> InvoiceView:
        number = request.path_params["number"]
        for invoice in self._clinic.invoices():
            if invoice.number == number:
                return invoice
        raise HTTPException(404)


def _filled(form: Form | None, defaults: dict[str, str]) -> dict[str, str]:
    names = ("number", "date", "patient", "new_patient")
    if form is None:
        return {name: defaults.get(name, "") for name in names}
    return {name: form.text(name) for name in names}
