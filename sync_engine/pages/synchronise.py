"""*Synchronise from previous date*: pick a day, press the button, watch it go (R4, R5, R6)."""

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync_engine.pages.desk import HOME, UNPROCESSABLE, Desk
from sync_engine.pages.forms import form_in
from sync_engine.pages.wording import day
from sync_engine.previewing import BackfillPreview
from sync_engine.refusals import Refusal

_ADDRESS: Final = f"{HOME}/synchronise"


class SynchronisePages:
    """Starts the batch sync, shows how far it is, and lets a person hold or end it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route(_ADDRESS, self.show, methods=["GET"]),
            Route(_ADDRESS, self.start, methods=["POST"]),
            Route(f"{_ADDRESS}/progress", self.progress, methods=["GET"]),
            Route(f"{_ADDRESS}/preview", self.preview, methods=["POST"]),
            Route(f"{_ADDRESS}/{{deed:str}}", self.steer, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Ask for a day; what is under way already is told above."""
        return self._page(request)

    async def start(self, request: Request) -> Response:
        """Start from the day that was picked, and show how it goes."""
        form = await form_in(request)
        try:
            self._desk.engine.backfill.start(form.day("since", "a date to synchronise from"))
        except Refusal as refused:
            return self._page(request, UNPROCESSABLE, since=form.text("since"), refusal=str(refused))
        return self._desk.to(f"{_ADDRESS}/progress")

    async def preview(self, request: Request) -> Response:
        """Say what the button would do; nothing is written."""
        form = await form_in(request)
        since = form.text("since")
        try:
            foretold = self._desk.engine.backfill.preview(form.day("since", "a date to synchronise from"))
        except Refusal as refused:
            return self._page(request, UNPROCESSABLE, since=since, refusal=str(refused))
        return self._page(request, since=since, foretold=foretold)

    async def progress(self, request: Request) -> Response:
        """Show how far it is; the page renews itself while it runs."""
        status = self._desk.engine.backfill.status()
        if status is None:
            return self._desk.to(_ADDRESS)
        return self._desk.page(request, "progress.html", run=status)

    async def steer(self, request: Request) -> Response:
        """Pause, resume or cancel; anything else does nothing."""
        await form_in(request)
        backfill = self._desk.engine.backfill
        deeds: dict[str, Callable[[], None]] = {
            "pause": backfill.pause,
            "resume": backfill.resume,
            "cancel": backfill.cancel,
        }
        if deed := deeds.get(request.path_params["deed"]):
            deed()
        return self._desk.to(f"{_ADDRESS}/progress")

    def _hint(self) -> str:
        """Help to pick a day: since when documents have been left out."""
        oldest = self._desk.engine.oldest_missed()
        if oldest is None:
            return "Nothing is known to be missing; looking again does no harm."
        return f"The oldest document that was left out is of {day(oldest)}."

    def _page(
        self,
        request: Request,
        status: int = 200,
        *,
        since: str = "",
        refusal: str = "",
        foretold: BackfillPreview | None = None,
    ) -> Response:
        last = self._desk.engine.backfill.status()
        return self._desk.page(
            request,
            "synchronise.html",
            status,
            since=since,
            refusal=refusal,
            foretold=foretold,
            hint=self._hint(),
            today=self._desk.today().isoformat(),
            running=last is not None and last.finished_at is None,
        )
