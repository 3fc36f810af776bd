"""A gate alone: before it an exchange as the outer gates leave it, behind it whatever app the test gives."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_xero.control.settable_clock import SettableClock
from mock_xero.exchange import SCOPE_KEY, Exchange
from mock_xero.wall import SeededChoices


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def choices() -> SeededChoices:
    return SeededChoices(7)


@pytest.fixture
def known(clock: SettableClock) -> Callable[[ASGIApp], ASGIApp]:
    """Wrap a gate so that app and tenant are known; headers x-app and x-tenant name others."""

    def wrapped(gate: ASGIApp) -> ASGIApp:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            headers = {name.decode(): value.decode() for name, value in scope["headers"]}
            query = scope["query_string"].decode()
            exchange = Exchange(1, clock.now(), scope["method"], scope["path"], query)
            exchange.client_id = headers.get("x-app", "an-app")
            exchange.tenant_id = headers.get("x-tenant", "a-tenant")
            scope[SCOPE_KEY] = exchange
            await gate(scope, receive, send)

        return app

    return wrapped


@pytest.fixture
def ask() -> Callable[..., httpx.Response]:
    """Send one request to an app and return the answer."""

    def asked(app: ASGIApp, method: str, path: str, **content: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(app), base_url="http://xero.test"
            ) as client:
                return await client.request(method, path, **content)

        return asyncio.run(once())

    return asked
