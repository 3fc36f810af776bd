"""The mock over a real socket, as any program meets it; its time is moved by POST /_mock/clock."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx
import uvicorn

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.limits import PROFILES
from mock_xero.listening import listen, url_of
from mock_xero.wall import SeededChoices

Story = Callable[[httpx.AsyncClient], Awaitable[None]]
APP: Final = ("demo-client", "demo-secret")
CALLBACK: Final = "http://localhost:9000/callback"
API: Final = "/api.xro/2.0"
SECONDS_MAX: Final = 30


def tell(story: Story) -> None:
    """Run a story against a mock that is served on a free port, with a bound on its length."""

    async def told() -> None:
        async with asyncio.timeout(SECONDS_MAX), served() as url, httpx.AsyncClient(base_url=url) as client:
            await story(client)

    asyncio.run(told())


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    clock = SettableClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    mock = MockXero(clock, SeededChoices(7), limits=PROFILES["article"])
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(mock.app, lifespan="off", log_level="error"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield url_of(listening)
        server.should_exit = True
        await serving


def form_token(page: httpx.Response) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


async def tenant_of(client: httpx.AsyncClient) -> str:
    organisations = (await client.get("/_mock/organisations")).json()["organisations"]
    tenant: str = organisations[0]["tenant_id"]
    return tenant


async def consent(client: httpx.AsyncClient) -> httpx.Response:
    """Walk through login and consent as a browser does, and return the answer that leads back to the app."""
    asked = {
        "response_type": "code",
        "client_id": APP[0],
        "redirect_uri": CALLBACK,
        "scope": "openid accounting.transactions accounting.contacts accounting.settings offline_access",
        "state": "xyz",
    }
    login = await client.get("/identity/connect/authorize", params=asked)
    user = {"form_token": form_token(login), "email": "demo@example.com", "password": "demo"}
    page = await client.post("/identity/login", data=user, follow_redirects=True)
    choice = {"form_token": form_token(page), "tenant": await tenant_of(client), "decision": "allow"}
    return await client.post("/identity/consent", data=choice)


async def connect(client: httpx.AsyncClient) -> Mapping[str, Any]:
    """Consent, exchange the code, and let the client carry the access token from now on."""
    back = await consent(client)
    code = parse_qs(urlsplit(back.headers["location"]).query)["code"][0]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    tokens: Mapping[str, Any] = (await client.post("/connect/token", data=form, auth=APP)).json()
    client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
    client.headers["xero-tenant-id"] = await tenant_of(client)
    client.headers["Accept"] = "application/json"
    return tokens


async def advance(client: httpx.AsyncClient, seconds: int) -> None:
    await client.post("/_mock/clock", json={"advance_seconds": seconds})


def invoice(number: str) -> dict[str, Any]:
    return {
        "Type": "ACCREC",
        "InvoiceNumber": number,
        "Contact": {"Name": "Ada"},
        "Date": "2026-03-02",
        "DueDate": "2026-03-16",
        "Status": "AUTHORISED",
        "LineItems": [
            {
                "Description": "Consultation",
                "Quantity": 1,
                "UnitAmount": 120,
                "AccountCode": "200",
                "TaxType": "EXEMPTOUTPUT",
            }
        ],
    }


def payment(number: str, amount: int) -> dict[str, Any]:
    return {
        "Invoice": {"InvoiceNumber": number},
        "Account": {"Code": "610"},
        "Date": "2026-03-02",
        "Amount": amount,
    }


def test_the_login_and_consent_pages_lead_back_to_the_redirect_uri() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        back = await consent(client)

        assert back.status_code == 302
        assert back.headers["location"].startswith(f"{CALLBACK}?code=")
        assert back.headers["location"].endswith("&state=xyz")

    tell(story)


def test_the_61st_call_within_a_minute_is_refused() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)

        answers = [await client.get(f"{API}/Organisation") for _ in range(61)]

        assert {each.status_code for each in answers[:60]} == {200}
        assert answers[60].status_code == 429
        assert answers[60].content == b""
        assert "content-type" not in answers[60].headers
        assert answers[60].headers["Retry-After"] == "60"
        assert answers[60].headers["X-Rate-Limit-Problem"] == "minute"
        assert answers[60].headers["X-MinLimit-Remaining"] == "0"
        await advance(client, 60)
        assert (await client.get(f"{API}/Organisation")).status_code == 200

    tell(story)


def test_a_second_payment_within_a_minute_is_refused() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)
        await client.put(f"{API}/Invoices", json=invoice("1041"))

        first = await client.put(f"{API}/Payments", json=payment("1041", 50))
        await advance(client, 59)
        second = await client.put(f"{API}/Payments", json=payment("1041", 70))
        await advance(client, 1)
        third = await client.put(f"{API}/Payments", json=payment("1041", 70))

        assert [first.status_code, second.status_code, third.status_code] == [200, 429, 200]
        assert second.headers["Retry-After"] == "1"
        assert second.headers["X-Rate-Limit-Problem"] == "paymentminute"
        assert third.json()["Payments"][0]["Invoice"]["Status"] == "PAID"

    tell(story)


def test_an_expired_token_is_refused_by_name() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)

        await advance(client, 1800)
        refused = await client.get(f"{API}/Organisation")

        assert refused.status_code == 401
        assert refused.json()["Detail"] == "TokenExpired: token expired at 03/02/2026 08:30:00"

    tell(story)


def test_a_disconnected_tenant_is_forbidden() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)

        await client.post(f"/_mock/organisations/{await tenant_of(client)}/disconnect")

        assert (await client.get(f"{API}/Organisation")).status_code == 403
        assert (await client.get("/connections")).json() == []

    tell(story)


def test_a_used_refresh_token_works_for_thirty_minutes_and_then_no_more() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        used = (await connect(client))["refresh_token"]
        form = {"grant_type": "refresh_token", "refresh_token": used}
        refreshed = [await client.post("/connect/token", data=form, auth=APP)]

        for seconds in (1800, 1):
            await advance(client, seconds)
            refreshed.append(await client.post("/connect/token", data=form, auth=APP))

        assert [each.status_code for each in refreshed] == [200, 200, 400]
        assert refreshed[2].json() == {"error": "invalid_grant"}

    tell(story)


def test_the_same_idempotency_key_replays_for_six_minutes_and_creates_anew_after() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)
        await client.put(f"{API}/Invoices", json=invoice("1041"))
        key = {"Idempotency-Key": "a-key"}
        answers = []

        for seconds in (0, 120, 179, 61):
            await advance(client, seconds)
            answers.append(await client.put(f"{API}/Payments", json=payment("1041", 10), headers=key))

        first, second, third, fourth = answers
        assert {each.status_code for each in answers} == {200}
        assert first.content == second.content == third.content
        assert fourth.json()["Payments"][0]["PaymentID"] != first.json()["Payments"][0]["PaymentID"]
        assert fourth.json()["Payments"][0]["Invoice"]["AmountDue"] == 100

    tell(story)


def test_a_used_invoice_number_is_refused_in_xeros_words() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)
        await client.put(f"{API}/Invoices", json=invoice("1041"))

        refused = await client.put(f"{API}/Invoices", json=invoice("1041"))

        assert refused.status_code == 400
        messages = refused.json()["Elements"][0]["ValidationErrors"]
        assert messages == [{"Message": "Invoice # must be unique."}]

    tell(story)


def test_a_client_that_speaks_xml_is_understood_and_a_replay_is_the_same_xml() -> None:
    async def story(client: httpx.AsyncClient) -> None:
        await connect(client)
        headers = {"Accept": "application/xml", "Content-Type": "application/xml", "Idempotency-Key": "k1"}
        body = "<Contacts><Contact><Name>Ada</Name></Contact></Contacts>"

        first, again = [await client.put(f"{API}/Contacts", content=body, headers=headers) for _ in range(2)]

        assert first.headers["content-type"] == again.headers["content-type"] == "text/xml; charset=utf-8"
        assert b"<Name>Ada</Name>" in first.content
        assert again.content == first.content

    tell(story)
