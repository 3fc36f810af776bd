"""Engines at work in a process without pages, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

import httpx
import typer
from sqlalchemy.exc import SQLAlchemyError

from sync_engine.engine import SyncEngine
from sync_engine.fleet import Fleet
from sync_engine.installation import Installation, bad_input, configuration_of
from sync_engine.operating.log import Hearing, JsonLog
from sync_engine.operating.measuring import Measured
from sync_engine.wall import SystemChance, WallClock

FINISH_WITHIN_SECONDS: Final = 45.0  # what is under way comes back, or is given up, within less


async def work(clinics: Sequence[Installation], app_minute: int) -> None:
    """Work until SIGTERM or an interrupt, or until one of the engines breaks."""
    log = JsonLog(WallClock())
    logging.getLogger().addHandler(Hearing(log))
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        fleet = _fleet(clinics, app_minute, Measured(transport, WallClock(), log), log)
        asked_to_stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, asked_to_stop.set)
        running, asked = asyncio.create_task(fleet.run()), asyncio.create_task(asked_to_stop.wait())
        try:
            works = "works" if len(clinics) == 1 else f"works for {len(clinics)} clinics"
            typer.echo(f"Sync engine {works} (Xero at {clinics[0].xero})")
            await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
            await ended(fleet, running)
        finally:
            asked.cancel()
            fleet.close()


def _fleet(
    clinics: Sequence[Installation], app_minute: int, transport: httpx.AsyncBaseTransport, log: JsonLog
) -> Fleet:
    fleet = Fleet(
        configuration_of(clinics[0], ""), transport=transport, clock=WallClock(), app_minute=app_minute
    )
    with opening():
        for place, clinic in enumerate(clinics, 1):
            observer = log if len(clinics) == 1 else log.of(str(place))
            fleet.take_in(clinic.database, chance=SystemChance(), observer=observer, postman=clinic.postman)
    return fleet


async def ended(engine: SyncEngine | Fleet, running: asyncio.Task[None]) -> None:
    """Let what is under way come back; what does not is given up, and said to be in doubt."""
    engine.stop()
    await asyncio.wait({running}, timeout=FINISH_WITHIN_SECONDS)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@contextmanager
def opening() -> Iterator[None]:
    """Say in a sentence what keeps a database from being opened, and end."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        raise bad_input("The database cannot be opened; is --database an URL of SQLAlchemy?") from error
