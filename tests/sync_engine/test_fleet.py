"""Several clinics in one process: each its own books, all under the app's one limit."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from harness.simulation.choices import SeededChoices
from harness.simulation.virtual_clock import Life, VirtualClock, VirtualLoop
from sync_engine import Configuration, PatientRef, SyncEngine
from sync_engine.fleet import Fleet
from tests.sync_engine.clinic_day import CALLBACK, SETTINGS, TODAY, item
from tests.sync_engine.fake_xero import FakeXero

APP_MINUTE = 12
INVOICES = 12


async def connect(engine: SyncEngine) -> None:
    state = parse_qs(urlsplit(engine.connection.begin()).query)["state"][0]
    await engine.connection.finish(f"{CALLBACK}?code=good&state={state}")
    engine.settings.save(SETTINGS)


def test_clinics_share_the_apps_minute_and_none_waits_for_another(tmp_path: Path) -> None:
    loop = VirtualLoop()
    clock = VirtualClock(loop, datetime(2026, 3, 2, 8, tzinfo=UTC))
    xero = FakeXero(clock.now)
    configuration = Configuration.for_server(
        "http://xero.test", client_id="id", client_secret="secret", redirect_uri=CALLBACK
    )
    fleet = Fleet(configuration, transport=xero, clock=clock, app_minute=APP_MINUTE)
    for clinic in range(3):
        url = f"sqlite:///{tmp_path / f'{clinic}.db'}"
        engine = fleet.take_in(url, chance=SeededChoices(clinic))
        engine.clinic.open_practice(f"Clinic {clinic}", "Australia/Sydney")
        loop.run_until_complete(connect(engine))
    life = Life(loop)
    life.spawn(fleet.run())

    for clinic, engine in enumerate(fleet.engines):
        for number in range(INVOICES):
            engine.clinic.issue_invoice(100 * clinic + number, PatientRef("P", "Ada"), TODAY, [item("10")])
            loop.run_until_complete(asyncio.sleep(0.1))
    loop.run_until_complete(asyncio.sleep(360))

    assert len(xero.invoices) == 3 * INVOICES
    instants = sorted(instant for route, instant in xero.called_at if route != "GET /connections")
    busiest = max(sum(0 <= (other - each).total_seconds() < 60 for other in instants) for each in instants)
    assert busiest <= APP_MINUTE + 6  # beside the token endpoint, which is in no limit
    life.drop()
    fleet.close()
    loop.close()
