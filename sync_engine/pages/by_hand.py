"""Account credit used on invoices: a person records these payments in Xero by hand (R9)."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine import ConnectionState
from sync_engine.clinic.drafts import ZERO
from sync_engine.pages.by_hand_sheet import sheet
from sync_engine.pages.desk import HOME, Desk
from sync_engine.pages.forms import form_in

_ADDRESS: Final = f"{HOME}/by-hand"
_SHEET: Final = {"content-disposition": 'attachment; filename="record-by-hand-in-xero.csv"'}


class ByHandPages:
    """Shows the list, gives it to a spreadsheet, and looks into Xero when asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route(_ADDRESS, self.show, methods=["GET"]),
            Route(_ADDRESS, self.look, methods=["POST"]),
            Route(f"{_ADDRESS}.csv", self.sheet, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        engine = self._desk.engine
        entries = engine.by_hand.entries()
        left = [entry for entry in entries if not entry.done]
        return self._desk.page(
            request,
            "by_hand.html",
            open=left,
            recorded=[entry for entry in reversed(entries) if entry.done],
            total=sum((entry.left for entry in left), ZERO),
            account=self._account(),
            looking=engine.by_hand.looking,
            looked_at=engine.by_hand.looked_at(),
            connected=engine.connection.state is ConnectionState.CONNECTED,
        )

    async def look(self, request: Request) -> Response:
        """Look into Xero now, and show the list again."""
        await form_in(request)
        self._desk.engine.by_hand.look_now()
        return self._desk.to(_ADDRESS)

    async def sheet(self, request: Request) -> Response:
        del request
        left = [entry for entry in self._desk.engine.by_hand.entries() if not entry.done]
        return Response(sheet(left, self._account()), media_type="text/csv; charset=utf-8", headers=_SHEET)

    def _account(self) -> str:
        """Suggest where to record it: the default account for payments, as it is called in Xero."""
        settings = self._desk.engine.settings.current()
        if settings is None:
            return ""
        accounts = self._desk.engine.connection.accounts()
        names = (each.name for each in accounts if each.code == settings.payment_account)
        return f"{settings.payment_account} {next(names, '')}".strip()
