"""Webhooks over a real socket, by the network that a served mock uses when nobody hands it another way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final

import httpx
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mock_xero.app import MockXero
from mock_xero.control.settable_clock import SettableClock
from mock_xero.listening import listen, url_of
from mock_xero.serving import serve
from mock_xero.wall import SeededChoices
from mock_xero.webhooks.events import signature
from mock_xero.webhooks.subscriptions import Subscription

KEY: Final = "a-key"
SECONDS_MAX: Final = 30


@asynccontextmanager
async def app_that_listens(heard: list[dict[str, Any]]) -> AsyncIterator[str]:
    async def hook(request: Request) -> Response:
        body = await request.body()
        if request.headers["x-xero-signature"] != signature(KEY, body):
            return Response(status_code=401)
        heard.extend(msgspec.json.decode(body)["events"])
        return Response(status_code=200)

    app = Starlette(routes=[Route("/hooks", hook, methods=["POST"])])
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="error"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"{url_of(listening)}/hooks"
        server.should_exit = True
        await serving


def test_an_app_on_the_network_hears_of_what_is_done_over_the_network() -> None:
    heard: list[dict[str, Any]] = []
    told: list[Subscription] = []

    async def story() -> None:
        clock = SettableClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
        async with asyncio.timeout(SECONDS_MAX), app_that_listens(heard) as hook:
            mock = MockXero(clock, SeededChoices(7), furnish=lambda mock: _subscribe(mock, hook))
            with listen("127.0.0.1", 0) as listening:
                serving = asyncio.create_task(serve(mock, listening, told.append))
                async with httpx.AsyncClient(base_url=url_of(listening)) as client:
                    form, auth = {"grant_type": "client_credentials"}, ("demo-client", "demo-secret")
                    token = (await client.post("/connect/token", data=form, auth=auth)).json()["access_token"]
                    headers = {"Authorization": f"Bearer {token}"}
                    await client.post("/_mock/webhooks/1/validate")
                    await client.put("/api.xro/2.0/Contacts", json={"Name": "Ada"}, headers=headers)
                    await client.post("/_mock/clock", json={"advance_seconds": 60})
                serving.cancel()
                await asyncio.gather(serving, return_exceptions=True)

    asyncio.run(story())

    assert [each.status.value for each in told] == ["ok"]
    assert {each["eventType"] for each in heard} == {"CREATE"}


def _subscribe(mock: MockXero, hook: str) -> None:
    mock.subscribe("demo-client", hook, KEY)
