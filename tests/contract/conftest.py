"""A whole mock with its gates, and a client whose every request and answer is judged by Xero's file."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import httpx
import pytest

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.gates.limits import PROFILES
from mock_xero.wall import SeededChoices
from tests.contract.judging import answers_judged, everything_judged
from tests.contract.stories.telling import Ask, Json

APP: Final = ("demo-client", "demo-secret")
Raw = Callable[..., httpx.Response]


@pytest.fixture
def mock() -> MockXero:
    """2 March 2026, 08:00 in Sydney; no limits."""
    clock = SettableClock(datetime(2026, 3, 1, 21, 0, tzinfo=UTC))
    return MockXero(clock, SeededChoices(7), limits=PROFILES["unlimited"])


@pytest.fixture
def raw(mock: MockXero) -> Raw:
    """Ask with a token and JSON in mind; requests may be bad, answers may not."""
    return _caller(mock, answers_judged())


@pytest.fixture
def ask(mock: MockXero) -> Ask:
    """Ask as the stories do; neither request nor answer may break the contract."""
    call = _caller(mock, everything_judged())

    def asked(method: str, path: str, **content: Any) -> Json:
        said = {key: each for key, each in content.items() if each is not None}
        if "content" in said:
            said["headers"] = {"Content-Type": "application/octet-stream"}
        answer = call(method, path, **said)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text[:1000]}"
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        body: Json = answer.json() if is_json else {}
        return body

    return asked


def _caller(mock: MockXero, hooks: dict[str, Any]) -> Raw:
    headers: dict[str, str] = {"Accept": "application/json"}

    def call(method: str, path: str, **content: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(mock.app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost", event_hooks=hooks
            ) as client:
                if "Authorization" not in headers:
                    form = {"grant_type": "client_credentials"}
                    token = (await client.post("/connect/token", data=form, auth=APP)).json()
                    headers["Authorization"] = f"Bearer {token['access_token']}"
                    headers["xero-tenant-id"] = next(iter(mock.organisations))
                content["headers"] = {**headers, **content.get("headers", {})}
                return await client.request(method, f"/api.xro/2.0/{path}", **content)

        return asyncio.run(once())

    return call
