"""Our commands as processes of their own, over real sockets and in real time."""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

import httpx

from sync_engine import Configuration, SyncEngine
from sync_engine.wall import SystemChance, WallClock
from tests.sync_engine.clinic_day import SETTINGS

ROOT: Final = Path(__file__).parents[2]
API: Final = "/api.xro/2.0"


@contextmanager
def started(*command: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a command of ours; yield it with the first line that it says."""
    with subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.terminate()


@contextmanager
def a_mock() -> Iterator[str]:
    """Serve a Xero without limits; yield where it is."""
    options = ("--port", "0", "--profile", "unlimited", "--auto-consent")
    with started("mock_xero.cli", "serve", *options) as (_, line):
        found = re.search(r"http://[\d.]+:\d+", line)
        assert found, line
        yield found[0]


@asynccontextmanager
async def clinic(database: str, xero: str) -> AsyncIterator[SyncEngine]:
    """The process that serves the pages: it is connected and sends nothing."""
    configuration = Configuration.for_server(
        xero, client_id="demo-client", client_secret="demo-secret", redirect_uri="http://localhost/callback"
    )
    async with httpx.AsyncHTTPTransport() as transport, httpx.AsyncClient() as browser:
        engine = SyncEngine(
            database,
            transport=transport,
            clock=WallClock(),
            chance=SystemChance(),
            configuration=configuration,
        )
        engine.clinic.open_practice("Harbour Physio", "Australia/Sydney")
        back = await browser.get(engine.connection.begin())
        await engine.connection.finish(back.headers["location"])
        engine.settings.save(SETTINGS)
        yield engine
        engine.close()


async def settled(engine: SyncEngine) -> None:
    left = engine.unsettled()
    while left is not None:
        await asyncio.sleep(1)
        left = engine.unsettled()


async def everything(xero: str, resource: str) -> list[Mapping[str, Any]]:
    """Read all documents of a kind as another app of the organisation would."""
    async with httpx.AsyncClient(base_url=xero, auth=("demo-client", "demo-secret")) as client:
        form = {"grant_type": "client_credentials"}
        token = (await client.post("/connect/token", data=form)).json()["access_token"]
        headers = {"authorization": f"Bearer {token}", "accept": "application/json"}
        page = f"{API}/{resource}?page=1&pageSize=1000"
        answer = await client.get(page, headers=headers, auth=httpx.Auth())
        found: list[Mapping[str, Any]] = answer.json()[resource]
        return found
