"""One worker process serves several clinics, each with a database of its own."""

import asyncio
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Final

import pytest

from tests.sync_engine.clinic_day import ADA, TODAY, item
from tests.sync_engine.processes import a_mock, clinic, everything, settled, started

BOUND_SECONDS: Final = 60
FIRST_NUMBERS: Final = (100, 200, 300)

pytestmark = pytest.mark.slow


async def one_invoice_each(xero: str, databases: list[str]) -> None:
    async with asyncio.timeout(BOUND_SECONDS), AsyncExitStack() as stack:
        for database, number in zip(databases, FIRST_NUMBERS, strict=True):
            engine = await stack.enter_async_context(clinic(database, xero))
            engine.clinic.issue_invoice(number, ADA, TODAY, [item("120.00")])
            await settled(engine)


def test_each_clinics_invoice_arrives(tmp_path: Path) -> None:
    databases = [f"sqlite:///{tmp_path / f'{number}.sqlite'}" for number in FIRST_NUMBERS]
    with ExitStack() as stack:
        xero = stack.enter_context(a_mock())
        options = [word for database in databases for word in ("--database", database)]
        worker, line = stack.enter_context(started("sync_engine.cli", "worker", "--xero", xero, *options))

        asyncio.run(one_invoice_each(xero, databases))

        invoices = asyncio.run(everything(xero, "Invoices"))
        worker.terminate()
        assert worker.wait() == 0
    assert "works for 3 clinics" in line
    numbers = {each["InvoiceNumber"] for each in invoices}
    assert {str(number) for number in FIRST_NUMBERS} <= numbers
