"""`GET /_mock/`: a page for a person with organisations, what is left of limits, and recent exchanges."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse, Response

if TYPE_CHECKING:
    from mock_xero.app import MockXero

SHOWN_MAX: Final = 100
_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, auto_reload=False
)


def inspector_page(mock: "MockXero") -> Response:
    """Return the page as of now; it reloads itself only when the person does."""
    page = _PAGES.get_template("inspector.html").render(
        now=mock.clock.now(),
        organisations=list(mock.organisations.values()),
        allowances=mock.limits.all(),
        faults=mock.faults.active(),
        exchanges=mock.journal.entries[: -SHOWN_MAX - 1 : -1],
        exchanged=len(mock.journal.entries),
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return HTMLResponse(page, headers={"content-security-policy": policy, "cache-control": "no-store"})
