"""The composition root: the one place where the engine's rooms are put together, and its door."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import httpx

from sync_engine.backfill import Backfill
from sync_engine.clinic import ClinicRecords, ManualPayment
from sync_engine.configuration import Configuration
from sync_engine.connection.chart import Chart
from sync_engine.connection.connecting import Connection
from sync_engine.connection.health import Health
from sync_engine.connection.settings import Settings
from sync_engine.connection.tokens import Tokens, TokensUnavailableError
from sync_engine.database import Database
from sync_engine.dispatch.desk import Desk
from sync_engine.dispatch.loop import Alarm, Dispatch
from sync_engine.dispatch.sending import Sender
from sync_engine.observer import Observer, Silent
from sync_engine.outbox.intents import OutboxIntents
from sync_engine.outbox.lanes import anything_sent, counts, counts_by_status, miss_everything
from sync_engine.outbox.parked import ParkedDelivery, parked, try_again
from sync_engine.pacing import Pacing
from sync_engine.seams import Chance, Clock
from sync_engine.sharing import AppShare, Unshared
from sync_engine.xero.client import XeroClient
from sync_engine.xero.line import Line

STRAGGLERS: Final = 2  # a request that was given up may still arrive for as many timeouts


class SyncEngine:
    """Keeps one clinic's invoices and payments in one Xero organisation, on one database."""

    def __init__(  # noqa: PLR0913 - all that comes from outside
        self,
        database_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None,
        clock: Clock,
        chance: Chance,
        configuration: Configuration,
        observer: Observer | None = None,
        share: AppShare | None = None,
    ) -> None:
        self._clock, self._chance, self._observer = clock, chance, observer or Silent()
        self._configuration = configuration
        self._database = database = Database(database_url)
        self._alarm = Alarm()
        self._pacing = Pacing(configuration.limits, share or Unshared())
        self._health = Health(database, clock, self._observer, configuration.fernet_key)
        self._line = Line(transport, configuration.timeout_seconds)
        self._tokens = Tokens(configuration, self._line, self._health, clock, self._observer)
        self._client = XeroClient(self._line, configuration.api_url, self._tokens, TokensUnavailableError)
        self._chart = Chart(database)
        self.connection = self._tied()
        self.settings = Settings(database, self._health, self._chart)
        self.clinic = ClinicRecords(database, OutboxIntents(chance, self._connected, self._alarm.ring))
        self.backfill = self._behind_the_day()
        self._dispatch = self._delivering()
        self._health.when_lost += [miss_everything, self.backfill.interrupt]
        self._health.when_changed.append(self._alarm.ring)

    async def run(self) -> None:
        """Recover what a crash left behind, then deliver for ever."""
        await self._dispatch.run()

    def counts(self) -> Mapping[str, int]:
        """Return how many deliveries have each status: waiting, due, sending, done, parked, missed."""
        with self._database.transaction() as transaction:
            return counts_by_status(transaction)

    def unsettled(self) -> str | None:
        """Say what is still to move by itself; None when only a person or a new deed can change anything.

        Parked and missed documents, and what waits behind them, do not count. Disconnected, nothing moves.
        """
        if not self._connected():
            return None
        with self._database.transaction() as transaction:
            due, sending = counts(transaction, lane=self.backfill.lane)
        if not due and not sending:
            return None
        seconds = self._pacing.wait(self._clock.now(), payments=1)
        return f"{due} deliveries due, {sending} under way; the next payment may leave in {seconds:.0f} s"

    def parked(self) -> Sequence[ParkedDelivery]:
        """Return what waits for a person, with Xero's words where Xero refused it (R11)."""
        with self._database.transaction() as transaction:
            return parked(transaction)

    def try_again(self, delivery: ParkedDelivery) -> None:
        """Let a parked document go once more, after a person has removed the cause."""
        with self._database.transaction() as transaction:
            try_again(transaction, delivery, connected=self._connected())
        self._alarm.ring()

    def manual_payments(self) -> Sequence[ManualPayment]:
        """Return what account credit paid: a person records these payments in Xero by hand (R9)."""
        return self.clinic.manual_payments()

    def close(self) -> None:
        """Give back the database; `run` must have ended."""
        self._database.close()

    def _tied(self) -> Connection:
        return Connection(
            self._configuration,
            line=self._line,
            client=self._client,
            tokens=self._tokens,
            health=self._health,
            chart=self._chart,
            pacing=self._pacing,
            clock=self._clock,
            chance=self._chance,
            anything_sent=self._anything_sent,
        )

    def _behind_the_day(self) -> Backfill:
        return Backfill(
            self._database,
            clock=self._clock,
            observer=self._observer,
            outlook=lambda: self._pacing.outlook(self._clock.now()),
            connected=self._connected,
            wake=self._alarm.ring,
        )

    def _delivering(self) -> Dispatch:
        desk = Desk(
            self._database,
            pacing=self._pacing,
            settings=self.settings,
            backfill=self.backfill,
            chance=self._chance,
            observer=self._observer,
            connected=self._connected,
            news=lambda: self._alarm.rung,
            now=self._clock.now,
            straggler=timedelta(seconds=STRAGGLERS * self._configuration.timeout_seconds),
        )
        sender = Sender(
            desk,
            client=self._client,
            pacing=self._pacing,
            health=self._health,
            connection=self.connection,
            clock=self._clock,
        )
        return Dispatch(
            desk,
            sender,
            alarm=self._alarm,
            connected=self._connected,
            now=self._clock.now,
        )

    def _connected(self) -> bool:
        return self._health.connected

    def _anything_sent(self) -> bool:
        with self._database.transaction() as transaction:
            return anything_sent(transaction)
