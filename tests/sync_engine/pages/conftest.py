"""A real engine on a database of its own, its pages, and a browser that keeps its cookies. No network."""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sync_engine import Configuration, IntegrationSettings, SyncEngine
from sync_engine.pages import pages
from sync_engine.wall import SystemChance

ORIGIN = "http://clinic.test"
HOME = "/integrations/xero"
SETTINGS = IntegrationSettings(
    sales_account="200",
    payment_account="090",
    tax_exempt_rate="EXEMPTOUTPUT",
    payment_types={"EFTPOS": "611"},
    items={"Massage": "201"},
)
ACCOUNTS = [
    {"Code": "090", "Name": "Bank", "Type": "BANK", "Class": "ASSET"},
    {"Code": "200", "Name": "Sales", "Type": "REVENUE", "Class": "REVENUE"},
    {"Code": "201", "Name": "Massage", "Type": "REVENUE", "Class": "REVENUE"},
    {
        "Code": "611",
        "Name": "EFTPOS clearing",
        "Type": "CURRENT",
        "Class": "ASSET",
        "EnablePaymentsToAccount": True,
    },
]
ANSWERS: Mapping[str, object] = {
    "/connect/token": {"access_token": "access", "refresh_token": "refresh", "expires_in": 1800},
    "/connections": [{"tenantId": "t-1", "tenantName": "Harbour & Sons", "tenantType": "ORGANISATION"}],
    "/api.xro/2.0/Accounts": {"Accounts": ACCOUNTS},
    "/api.xro/2.0/Invoices": {
        "Invoices": [
            {
                "HasErrors": True,
                "StatusAttributeString": "ERROR",
                "ValidationErrors": [{"Message": "The period is <locked>."}],
            }
        ]
    },
    "/api.xro/2.0/TaxRates": {
        "TaxRates": [{"TaxType": "EXEMPTOUTPUT", "Name": "GST Free Income", "EffectiveRate": 0}]
    },
}


class StillClock:
    """It is always the same morning."""

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Browser:
    """Keeps cookies, sends the token of the page that it saw last, follows no redirect."""

    def __init__(self, engine: SyncEngine) -> None:
        self._app = pages(engine, clock=StillClock(), chance=SystemChance())
        self._cookies = httpx.Cookies()
        self._token = ""

    def get(self, path: str) -> httpx.Response:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> httpx.Response:
        return self.post_without_token(path, {"form_token": self._token, **fields})

    def post_without_token(self, path: str, fields: Mapping[str, str | list[str]]) -> httpx.Response:
        return self._ask("POST", path, fields)

    def _ask(
        self, method: str, path: str, fields: Mapping[str, str | list[str]] | None = None
    ) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url=ORIGIN, cookies=self._cookies
            ) as client:
                answer = await client.request(method, path, data=fields)
                self._cookies.update(client.cookies)
                return answer

        answer = asyncio.run(once())
        if found := re.search(r'name="form_token" value="([^"]+)"', answer.text):
            self._token = found[1]
        return answer


@pytest.fixture
def engine(database_url: str) -> Iterator[SyncEngine]:
    """An engine that was never connected; whoever asks Xero gets the same good answers."""
    engine = SyncEngine(
        database_url,
        transport=httpx.MockTransport(lambda request: httpx.Response(200, json=ANSWERS[request.url.path])),
        clock=StillClock(),
        chance=SystemChance(),
        configuration=Configuration.for_server(
            "http://xero.test",
            client_id="app",
            client_secret="secret",
            redirect_uri=f"{ORIGIN}{HOME}/callback",
        ),
    )
    engine.clinic.open_practice("Harbour Physio", "Australia/Sydney")
    yield engine
    engine.close()


@pytest.fixture
def browser(engine: SyncEngine) -> Browser:
    browser = Browser(engine)
    browser.get(HOME)
    return browser


@pytest.fixture
def come_back(browser: Browser) -> Callable[[], httpx.Response]:
    """Press *Connect to Xero*, allow access there, and come back."""

    def way() -> httpx.Response:
        leaving = browser.post(f"{HOME}/connect", {})
        [state] = parse_qs(urlsplit(leaving.headers["location"]).query)["state"]
        return browser.get(f"{HOME}/callback?code=good&state={state}")

    return way


@pytest.fixture
def connected(come_back: Callable[[], httpx.Response], engine: SyncEngine) -> None:
    """The whole way: consent, accounts, *Save integration settings*."""
    come_back()
    engine.settings.save(SETTINGS)
