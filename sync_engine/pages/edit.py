"""*Edit your integration with Xero*: which account for what. Saving completes a connection (R2, R3)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine import ConnectionState
from sync_engine.pages.desk import HOME, UNPROCESSABLE, Desk
from sync_engine.pages.forms import form_in
from sync_engine.pages.settings_form import SettingsForm
from sync_engine.refusals import SettingsRefused


class EditPages:
    """Shows the form and saves it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        address = f"{HOME}/edit"
        return [Route(address, self.show, methods=["GET"]), Route(address, self.save, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        return self._form(request, SettingsForm.showing(self._desk.engine.settings.current()))

    async def save(self, request: Request) -> Response:
        """Save, or show the form again: with one more row, or with the sentence that says what is wrong."""
        form = await form_in(request)
        filled_in = SettingsForm.filled_in(form)
        if form.text("add"):
            return self._form(request, filled_in, more=form.text("add"))
        try:
            self._desk.engine.settings.save(filled_in.settings())
        except SettingsRefused as refused:
            return self._form(request, filled_in, UNPROCESSABLE, refusal=str(refused))
        return self._desk.to(HOME)

    def _form(
        self, request: Request, form: SettingsForm, status: int = 200, *, refusal: str = "", more: str = ""
    ) -> Response:
        connection = self._desk.engine.connection
        accounts = connection.accounts()
        return self._desk.page(
            request,
            "edit.html",
            status,
            form=form,
            refusal=refusal,
            more=more,
            organisation=connection.organisation,
            completes=connection.state is ConnectionState.AWAITING_SETTINGS,
            pulled=bool(accounts),
            sales_accounts=[(each.code, each.name) for each in accounts if each.takes_sales],
            payment_accounts=[(each.code, each.name) for each in accounts if each.takes_payments],
            tax_rates=[
                (each.tax_type, f"{each.name} ({each.rate.normalize():f}%)")
                for each in connection.tax_rates()
                if each.active and each.for_revenue
            ],
        )
