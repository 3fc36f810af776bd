"""What every page needs: the engine, the clock, the templates, and a token for its forms."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sync_engine import SyncEngine
from sync_engine.pages import wording
from sync_engine.pages.forms import TOKEN_COOKIE, TOKEN_FIELD
from sync_engine.pages.scripts import LIVE
from sync_engine.pages.zones import zone
from sync_engine.seams import Chance, Clock

SEE_OTHER: Final = 303
UNPROCESSABLE: Final = 422
HOME: Final = "/integrations/xero"
PATHS: Final = {
    "home": HOME,
    "connect": f"{HOME}/connect",
    "edit": f"{HOME}/edit",
    "synchronise": f"{HOME}/synchronise",
    "attention": f"{HOME}/attention",
    "by_hand": f"{HOME}/by-hand",
    "invoices": "/clinic",
    "payments": "/clinic/payments",
    "patients": "/clinic/patients",
}
SECTIONS: Final = (
    (PATHS["invoices"], "Invoices"),
    (PATHS["payments"], "Payments"),
    (PATHS["patients"], "Patients"),
    (PATHS["home"], "Integrations"),
    (PATHS["attention"], "Needs attention"),
    (PATHS["by_hand"], "By hand"),
)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for wording_of in (wording.money, wording.day, wording.roughly, wording.counted):
        environment.filters[wording_of.__name__] = wording_of
    environment.globals.update(path_of=PATHS, sections=SECTIONS, live_script=LIVE)
    return environment


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers with pages."""

    engine: SyncEngine
    clock: Clock
    chance: Chance
    _templates: Environment = field(default_factory=_environment)

    def page(self, request: Request, template: str, status: int = 200, **context: Any) -> Response:
        """Render a template; its forms carry the token of this browser's cookie."""
        token = request.cookies.get(TOKEN_COOKIE) or self.chance.secret(label="form token")
        text = self._templates.get_template(template).render(
            here=_section_of(request.url.path),
            moment=self.moment,
            practice=self._practice[0],
            attention=len(self.engine.parked()),
            token_field=TOKEN_FIELD,
            token=token,
            **context,
        )
        response = HTMLResponse(text, status)
        secure = request.url.scheme == "https"
        response.set_cookie(TOKEN_COOKIE, token, path="/", httponly=True, samesite="lax", secure=secure)
        return response

    def to(self, url: str) -> Response:
        """Send the browser on after a form was done, so that a reload does not do it again."""
        return RedirectResponse(url, SEE_OTHER)

    def today(self) -> date:
        """Return the date it is at the practice."""
        return self.clock.now().astimezone(zone(self._practice[1])).date()

    def moment(self, instant: datetime) -> str:
        """Spell an instant as a clock at the practice shows it."""
        local = instant.astimezone(zone(self._practice[1]))
        return f"{wording.day(local)}, {local:%H:%M}"

    @property
    def _practice(self) -> tuple[str, str]:
        return self.engine.clinic.practice() or ("Practice", "UTC")


def _section_of(path: str) -> str:
    """Return the address in the navigation that a page belongs to."""
    within = [address for address, _ in SECTIONS if path == address or path.startswith(f"{address}/")]
    return max(within, key=len, default="")
