"""What is secret stays secret: no token in clear anywhere, no patient's name outside the clinic's records.

Method: a shipped scenario is run with the engine's database in a file and its log in a buffer. Every token
that Xero gave is remembered on its way. Then the bytes of the file, the log and the pages are searched. For
names the clinic's own tables are erased first: what is left of the file must not hold one, slack included.
"""

import asyncio
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from harness.engines import builtin
from harness.engines.protocol import Engine, Observer, Seat
from harness.runner import run_with
from harness.scenario.loader import load
from harness.simulation.choices import SeededChoices
from harness.simulation.disk import Disk
from sync_engine.operating.log import JsonLog
from sync_engine.pages import pages

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
LONG = {"the-batch-sync-of-5000", "disconnected-for-eleven-days", "new-work-during-a-backfill"}
CLINICS_TABLES = ("credit_use", "payment_part", "payment", "invoice_item", "invoice", "patient", "practice")
PAGES_WITHOUT_NAMES = (
    "/integrations/xero",
    "/integrations/xero/edit",
    "/integrations/xero/synchronise",
    "/integrations/xero/synchronise/progress",
    "/integrations/xero/attention",
    "/healthz",
    "/metrics",
)
ALL_PAGES = (*PAGES_WITHOUT_NAMES, "/clinic", "/integrations/xero/by-hand", "/integrations/xero/by-hand.csv")


@dataclass
class Everything:
    """What the run leaves behind, and the secrets that went through it."""

    database: Path
    log: io.StringIO = field(default_factory=io.StringIO)
    secrets: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def database_bytes(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.database.parent.glob(f"{self.database.name}*"))


class Remembering(httpx.AsyncBaseTransport):
    """Keeps the secrets of the token endpoint as they pass."""

    def __init__(self, transport: httpx.AsyncBaseTransport, secrets: set[str]) -> None:
        self._transport = transport
        self._secrets = secrets

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        if request.url.path == "/connect/token":
            asked = parse_qs(request.content.decode())
            self._secrets |= {asked[name][0] for name in ("code", "code_verifier") if name in asked}
            body = await response.aread()
            if response.status_code == 200:
                given = json.loads(body)
                self._secrets |= {given[name] for name in given if name.endswith("_token")}
        return response


@dataclass
class Both:
    """Two observers as one."""

    first: Observer
    second: Observer

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None:
        self.first.note(operation, kind, number, outcome)
        self.second.note(operation, kind, number, outcome)


def run(scenario: Path, folder: Path) -> Everything:
    """Play the scenario on a disk of its own; what the disk holds at the end is kept as a file."""
    left = Everything(folder / "engine.sqlite")
    seats: list[Seat] = []
    disk = Disk()

    def factory(seat: Seat) -> Engine:
        seats.append(
            replace(
                seat,
                database_url=disk.url,
                transport=Remembering(seat.transport, left.secrets),
                observer=Both(seat.observer, JsonLog(seat.clock, left.log)),
            )
        )
        return builtin.create(seats[-1])

    story = load(scenario)
    run_with(story, SeededChoices(story.seed), factory)
    _look_at_pages(seats[-1], left)
    with closing(sqlite3.connect(disk.file, uri=True)) as connection:
        left.database.write_bytes(connection.serialize())
    disk.close()
    return left


def _look_at_pages(seat: Seat, left: Everything) -> None:
    engine = builtin.sync_engine_for(seat)

    async def shown() -> None:
        app = pages(engine, clock=seat.clock, chance=seat.choices)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://clinic") as browser:
            for page in ALL_PAGES:
                left.pages[page] = (await browser.get(page)).text

    asyncio.run(shown())
    left.names = {patient.name for patient in engine.clinic.patients()}
    engine.close()


def _file_without_the_clinics_tables(left: Everything) -> bytes:
    with closing(sqlite3.connect(left.database)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        for table in CLINICS_TABLES:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return left.database_bytes()


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(each, id=each.stem, marks=[pytest.mark.slow] if each.stem in LONG else [])
        for each in SCENARIOS
    ],
)
def left(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Everything:
    return run(request.param, tmp_path_factory.mktemp("run"))


def test_no_token_is_in_clear_in_the_file_the_log_or_a_page(left: Everything) -> None:
    file = left.database_bytes()

    assert len(left.secrets) >= 3
    for secret in left.secrets:
        assert secret.encode() not in file
        assert secret not in left.log.getvalue()
        assert not [page for page, text in left.pages.items() if secret in text]


def test_no_patient_is_named_outside_the_clinics_records_and_pages(left: Everything) -> None:
    file = _file_without_the_clinics_tables(left)

    assert left.names
    for name in left.names:
        assert name.encode() not in file
        assert name not in left.log.getvalue()
        assert not [page for page in PAGES_WITHOUT_NAMES if name in left.pages[page]]
    assert any(name in left.pages["/clinic"] for name in left.names)
