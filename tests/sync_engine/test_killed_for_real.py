"""Two workers on PostgreSQL, real sockets, real time: one is killed at work, the other finishes."""

import asyncio
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import httpx
import psycopg
import pytest

from sync_engine import Configuration, SyncEngine
from sync_engine.wall import SystemChance, WallClock
from tests.sync_engine.clinic_day import ADA, SETTINGS, TODAY, item
from tests.sync_engine.postgres import Server

ROOT: Final = Path(__file__).parents[2]
API: Final = "/api.xro/2.0"
DOCUMENTS: Final = 400
WORKERS: Final = 2
BETWEEN_SECONDS: Final = 0.03
LATE_SECONDS: Final = 1.5
BOUND_SECONDS: Final = 240

pytestmark = pytest.mark.slow


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


def who_is_at_work(database: str) -> set[str]:
    """Read, without a turn, which processes have calls under way."""
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT DISTINCT owner FROM attempt WHERE owner IS NOT NULL").fetchall()
    return {row[0] for row in rows}


async def kill_with_calls_under_way(victim: subprocess.Popen[str], database: str) -> None:
    """Stop it, look whether both were at work, and only then kill it; else let it go on a little."""
    while True:
        victim.send_signal(signal.SIGSTOP)
        if len(who_is_at_work(database)) == WORKERS:
            victim.kill()
            return
        victim.send_signal(signal.SIGCONT)
        await asyncio.sleep(0.1)


async def trade(engine: SyncEngine) -> None:
    """Issue invoices and take payments, some each second."""
    for number in range(1, DOCUMENTS + 1):
        engine.clinic.issue_invoice(number, ADA, TODAY, [item("120.00")])
        paid = {number: Decimal(20)}
        engine.clinic.take_payment(f"pay-{number}", ADA, TODAY, {"EFTPOS": Decimal(20)}, paid, {})
        await asyncio.sleep(BETWEEN_SECONDS)


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


async def late_answers(xero: str) -> None:
    """Let every write be done at once and answered late, so that a kill strikes between the two."""
    fault = {"kind": "latency", "seconds": LATE_SECONDS, "after_the_deed": True, "method": "PUT"}
    async with httpx.AsyncClient(base_url=xero) as client:
        (await client.post("/_mock/faults", json=fault)).raise_for_status()


async def the_run(xero: str, database: str, victim: subprocess.Popen[str]) -> None:
    async with asyncio.timeout(BOUND_SECONDS), clinic(database, xero) as engine:
        await late_answers(xero)
        await asyncio.gather(trade(engine), kill_with_calls_under_way(victim, database))
        await settled(engine)
        assert engine.counts()["done"] == 2 * DOCUMENTS


def test_one_of_two_workers_is_killed_and_nothing_is_doubled_or_missing(postgres: Server) -> None:
    database = postgres.schema()
    with ExitStack() as stack:
        options = ("--port", "0", "--profile", "unlimited", "--auto-consent")
        _, line = stack.enter_context(started("mock_xero.cli", "serve", *options))
        found = re.search(r"http://[\d.]+:\d+", line)
        assert found, line
        xero = found[0]
        command = ("worker", "--xero", xero, "--database", database, "--calls-per-minute", "0")
        workers = [stack.enter_context(started("sync_engine.cli", *command)) for _ in range(WORKERS)]

        asyncio.run(the_run(xero, database, workers[0][0]))

        invoices = asyncio.run(everything(xero, "Invoices"))
        payments = asyncio.run(everything(xero, "Payments"))
        workers[1][0].terminate()
        assert workers[0][0].wait() == -signal.SIGKILL
        assert workers[1][0].wait() == 0
    numbers = sorted(int(each["InvoiceNumber"]) for each in invoices if each["InvoiceNumber"].isdigit())
    assert numbers == list(range(1, DOCUMENTS + 1))
    references = [each["Reference"] for each in payments]
    assert sorted(references) == sorted(f"pay-{each}/EFTPOS/{each}" for each in numbers)
