"""Two workers on PostgreSQL, real sockets, real time: one is killed at work, the other finishes."""

import asyncio
import signal
import subprocess
from contextlib import ExitStack
from decimal import Decimal
from typing import Final

import httpx
import psycopg
import pytest

from sync_engine import SyncEngine
from tests.sync_engine.clinic_day import ADA, TODAY, item
from tests.sync_engine.postgres import Server
from tests.sync_engine.processes import a_mock, clinic, everything, settled, started

DOCUMENTS: Final = 400
WORKERS: Final = 2
BETWEEN_SECONDS: Final = 0.03
LATE_SECONDS: Final = 1.5
BOUND_SECONDS: Final = 240

pytestmark = pytest.mark.slow


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
        xero = stack.enter_context(a_mock())
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
