"""Settings -> Integrations: how the tie to Xero is, *Connect to Xero*, the way back from there (R1, R10)."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine import ConnectionState
from sync_engine.pages.desk import HOME, Desk
from sync_engine.pages.forms import form_in
from sync_engine.refusals import ConnectionRefused

STATE_IN_WORDS: Final = {
    ConnectionState.NEVER_CONNECTED: "Not connected yet",
    ConnectionState.AWAITING_SETTINGS: "Almost there: choose the accounts and save",
    ConnectionState.CONNECTED: "Connected",
    ConnectionState.DISCONNECTED: "Disconnected",
    ConnectionState.CONSENT_LAPSED: "Disconnected: the consent has lapsed",
    ConnectionState.SCOPE_MISSING: "Disconnected: the consent is not wide enough",
}


TONE: Final = {
    ConnectionState.NEVER_CONNECTED: "",
    ConnectionState.AWAITING_SETTINGS: "half",
    ConnectionState.CONNECTED: "good",
    ConnectionState.DISCONNECTED: "bad",
    ConnectionState.CONSENT_LAPSED: "bad",
    ConnectionState.SCOPE_MISSING: "bad",
}


def _documents(counts: Mapping[str, int]) -> dict[str, int]:
    """How many documents are in Xero, on their way, and left out until somebody synchronises."""
    moving = sum(counts[status] for status in ("due", "sending", "waiting"))
    return {"in_xero": counts["done"], "moving": moving, "missed": counts["missed"]}


class IntegrationPages:
    """The first page, and the two steps of a connection."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route(HOME, self.overview, methods=["GET"]),
            Route(f"{HOME}/connect", self.connect, methods=["POST"]),
            Route(f"{HOME}/callback", self.callback, methods=["GET"]),
        ]

    async def overview(self, request: Request) -> Response:
        return self._overview(request)

    async def connect(self, request: Request) -> Response:
        """Send the browser to Xero's login page."""
        await form_in(request)
        return self._desk.to(self._desk.engine.connection.begin())

    async def callback(self, request: Request) -> Response:
        """Finish what Xero's consent page began; a refusal leaves the button to press again."""
        try:
            await self._desk.engine.connection.finish(str(request.url))
        except ConnectionRefused as refused:
            return self._overview(request, 400, str(refused))
        return self._desk.page(request, "returning.html")

    def _overview(self, request: Request, status: int = 200, refusal: str = "") -> Response:
        engine = self._desk.engine
        return self._desk.page(
            request,
            "overview.html",
            status,
            state=engine.connection.state,
            states=ConnectionState,
            reason=engine.connection.reason,
            organisation=engine.connection.organisation,
            tone=TONE,
            **_documents(engine.counts()),
            history=list(reversed(engine.connection.history()))[:10],
            words=STATE_IN_WORDS,
            by_hand=len(engine.manual_payments()),
            refusal=refusal,
        )
