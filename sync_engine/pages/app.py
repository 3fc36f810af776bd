"""Puts the pages together, and says what a person sees when something is not there or not allowed."""

from collections.abc import Callable
from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sync_engine import SyncEngine
from sync_engine.operating.measuring import Calls
from sync_engine.pages.attention import AttentionPages
from sync_engine.pages.by_hand import ByHandPages
from sync_engine.pages.clinic.invoices import InvoicePages
from sync_engine.pages.clinic.patients import PatientPages
from sync_engine.pages.clinic.payments import PaymentPages
from sync_engine.pages.desk import HOME, Desk
from sync_engine.pages.edit import EditPages
from sync_engine.pages.forms import ForgedFormError
from sync_engine.pages.headers import SafeHeaders
from sync_engine.pages.integration import IntegrationPages
from sync_engine.pages.operating import OperatingPages
from sync_engine.pages.synchronise import SynchronisePages
from sync_engine.seams import Chance, Clock


def pages(engine: SyncEngine, *, clock: Clock, chance: Chance, calls: Calls | None = None) -> ASGIApp:
    """Return the pages of an engine, to be served where its redirect URI leads; `calls` for its metrics."""
    desk = Desk(engine, clock, chance)
    refusals = _Refusals(desk)
    rooms: tuple[Callable[[Desk], _Room], ...] = (
        IntegrationPages,
        EditPages,
        SynchronisePages,
        AttentionPages,
        ByHandPages,
        InvoicePages,
        PaymentPages,
        PatientPages,
    )
    return Starlette(
        routes=[
            Route("/", refusals.home),
            *OperatingPages(desk, calls).routes(),
            *(route for room in rooms for route in room(desk).routes()),
        ],
        middleware=[Middleware(SafeHeaders)],
        exception_handlers={ForgedFormError: refusals.forged, HTTPException: refusals.http},
    )


class _Room(Protocol):
    """Some pages that belong together."""

    def routes(self) -> list[Route]: ...


class _Refusals:
    """What is no page of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def home(self, request: Request) -> Response:
        del request
        return self._desk.to(HOME)

    async def forged(self, request: Request, error: Exception) -> Response:
        del error
        sentence = "This form is too old, or it was not sent from these pages. Please open the page again."
        return self._desk.page(request, "refused.html", 403, heading="Please try again", sentence=sentence)

    async def http(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        sentence = "There is nothing to see at this address."
        return self._desk.page(request, "refused.html", status, heading="No such page", sentence=sentence)
