"""A small clinic for demonstrations: its invoices, and forms for what a receptionist enters."""

from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.pages.clinic_deeds import Deeds
from sync_engine.pages.desk import UNPROCESSABLE, Desk
from sync_engine.pages.forms import Form, form_in
from sync_engine.refusals import Refusal

USUAL_PAYMENT_TYPES: Final = ("EFTPOS", "Cash", "HICAPS", "Direct deposit")
_ADDRESS: Final = "/clinic"


class ClinicPages:
    """One page; each of its forms is one deed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        deeds = Deeds(desk)
        self._deeds: Mapping[str, Callable[[Form], None]] = {
            "invoice": deeds.enter_invoice,
            "payment": deeds.take_payment,
            "prepayment": deeds.take_prepayment,
            "credit": deeds.pay_by_credit,
        }

    def routes(self) -> list[Route]:
        return [Route(_ADDRESS, self.show, methods=["GET"]), Route(_ADDRESS, self.enter, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        return self._page(request)

    async def enter(self, request: Request) -> Response:
        """Do what the form says; a refusal shows its sentence at the form, which keeps what was filled in."""
        form = await form_in(request)
        deed = form.text("deed")
        try:
            if deed in self._deeds:
                self._deeds[deed](form)
        except Refusal as refused:
            return self._page(request, UNPROCESSABLE, refused=deed, refusal=str(refused), form=form)
        return self._desk.to(_ADDRESS)

    def _page(
        self,
        request: Request,
        status: int = 200,
        *,
        refused: str = "",
        refusal: str = "",
        form: Form | None = None,
    ) -> Response:
        clinic, settings = self._desk.engine.clinic, self._desk.engine.settings.current()
        invoices = list(reversed(clinic.invoices()))
        chosen = settings.payment_types if settings else {}

        def kept(deed: str, name: str, otherwise: str = "") -> str:
            return form.text(name) if form is not None and deed == refused else otherwise

        return self._desk.page(
            request,
            "clinic.html",
            status,
            invoices=invoices,
            open_invoices=[each for each in invoices if each.open > 0 and not each.deleted],
            patients=clinic.patients(),
            names={each.id: each.name for each in clinic.patients()},
            payment_types=list(dict.fromkeys((*chosen, *USUAL_PAYMENT_TYPES))),
            next_number=str(invoices[0].number + 1 if invoices else 1001),
            today=self._desk.today().isoformat(),
            refused=refused,
            refusal=refusal,
            kept=kept,
        )
