"""A whole mock, an app that talks to it, and a user's browser that keeps its cookies."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.wall import SeededChoices

CREDENTIALS = ("demo-client", "demo-secret")
CALLBACK = "http://localhost:9000/callback"
SCOPE = "openid profile email accounting.transactions accounting.contacts offline_access"


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def mock(clock: SettableClock) -> MockXero:
    """A mock whose user has allowed access before anybody could ask."""
    return MockXero(clock, SeededChoices(7), auto_consent=True)


@pytest.fixture
def talk() -> Callable[..., Callable[..., httpx.Response]]:
    """Return a caller of a mock; its cookies stay from call to call, as in a browser."""

    def to(mock: MockXero) -> Callable[..., httpx.Response]:
        jar = httpx.Cookies()

        def ask(method: str, path: str, **content: Any) -> httpx.Response:
            async def once() -> httpx.Response:
                transport = httpx.ASGITransport(mock.app)
                async with httpx.AsyncClient(
                    transport=transport, base_url="http://localhost", cookies=jar
                ) as client:
                    answer = await client.request(method, path, **content)
                    jar.update(client.cookies)
                    return answer

            return asyncio.run(once())

        return ask

    return to


@pytest.fixture
def ask(mock: MockXero, talk: Callable[..., Callable[..., httpx.Response]]) -> Callable[..., httpx.Response]:
    return talk(mock)


@pytest.fixture
def code(ask: Callable[..., httpx.Response]) -> Callable[..., str]:
    """Send the user to the authorize page and return the code that comes back."""

    def given(**changes: str) -> str:
        query = {
            "response_type": "code",
            "client_id": CREDENTIALS[0],
            "redirect_uri": CALLBACK,
            "scope": SCOPE,
            **changes,
        }
        answer = ask("GET", "/identity/connect/authorize", params=query)
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    return given


@pytest.fixture
def token(ask: Callable[..., httpx.Response]) -> Callable[..., httpx.Response]:
    """Ask the token endpoint for a grant, as the demo app."""

    def granted(**form: str) -> httpx.Response:
        return ask("POST", "/connect/token", data=form, auth=CREDENTIALS)

    return granted


@pytest.fixture
def tokens(
    code: Callable[..., str], token: Callable[..., httpx.Response]
) -> Callable[..., Mapping[str, Any]]:
    """Return the tokens of a fresh consent."""

    def fresh(**changes: str) -> Mapping[str, Any]:
        answer = token(grant_type="authorization_code", code=code(**changes), redirect_uri=CALLBACK)
        body: Mapping[str, Any] = answer.json()
        return body

    return fresh
