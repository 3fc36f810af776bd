"""What Xero refused, in Xero's words: a person removes the cause and lets it go once more (R11, R12)."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.pages.desk import HOME, Desk
from sync_engine.pages.forms import form_in

_ADDRESS: Final = f"{HOME}/attention"
_ALL: Final = "all"


class AttentionPages:
    """Shows the parked deliveries; each may try again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route(_ADDRESS, self.show, methods=["GET"]),
            Route(_ADDRESS, self.try_again, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        engine = self._desk.engine
        return self._desk.page(request, "attention.html", parked=engine.parked(), mail=engine.mail())

    async def try_again(self, request: Request) -> Response:
        """Let one document go once more, or all; one that is not parked any more is left alone."""
        form = await form_in(request)
        wanted = (form.text("kind"), form.text("record"))
        for delivery in self._desk.engine.parked():
            if wanted[0] == _ALL or (delivery.kind, str(delivery.record_id)) == wanted:
                self._desk.engine.try_again(delivery)
        return self._desk.to(_ADDRESS)
