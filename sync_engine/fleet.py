"""Several clinics in one process: each with its own database and engine, all under one app at Xero.

They share the app's limit a minute fairly, and nothing else. One that breaks ends the fleet, so that
somebody notices.
"""

import asyncio
from collections.abc import Sequence

import httpx

from sync_engine.configuration import Configuration
from sync_engine.engine import SyncEngine
from sync_engine.mail.postman import Postman
from sync_engine.observer import Observer
from sync_engine.seams import Chance, Clock
from sync_engine.sharing import APP_MINUTE, AppBudget


class Fleet:
    """The engines of one app."""

    def __init__(
        self,
        configuration: Configuration,
        *,
        transport: httpx.AsyncBaseTransport | None,
        clock: Clock,
        app_minute: int = APP_MINUTE,
    ) -> None:
        self._configuration = configuration
        self._transport = transport
        self._clock = clock
        self._budget = AppBudget(app_minute)
        self._engines: list[SyncEngine] = []

    @property
    def engines(self) -> Sequence[SyncEngine]:
        """Return the engines, in the order in which they were taken in."""
        return tuple(self._engines)

    def take_in(
        self,
        database_url: str,
        *,
        chance: Chance,
        observer: Observer | None = None,
        postman: Postman | None = None,
    ) -> SyncEngine:
        """Return the engine of one more clinic. Not once `run` has begun."""
        engine = SyncEngine(
            database_url,
            transport=self._transport,
            clock=self._clock,
            chance=chance,
            configuration=self._configuration,
            observer=observer,
            postman=postman,
            share=self._budget.join(),
        )
        self._engines.append(engine)
        return engine

    async def run(self) -> None:
        """Deliver for all of them, until `stop` or for ever."""
        async with asyncio.TaskGroup() as together:
            for engine in self._engines:
                together.create_task(engine.run())

    def stop(self) -> None:
        """Begin nothing more; `run` ends once what is under way has come back."""
        for engine in self._engines:
            engine.stop()

    def close(self) -> None:
        """Give back all databases; `run` must have ended."""
        for engine in self._engines:
            engine.close()
