"""The composition root: the one place where the engine's rooms are put together, and its door."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import httpx

from sync_engine.backfill import Backfill
from sync_engine.by_hand.desk import ByHand
from sync_engine.by_hand.look import Look
from sync_engine.clinic import ClinicDetails, ClinicRecords, ManualPayment
from sync_engine.configuration import Configuration
from sync_engine.connection.chart import Chart
from sync_engine.connection.connecting import Connection
from sync_engine.connection.health import Health
from sync_engine.connection.keys import keyring
from sync_engine.connection.refreshing import RefreshTurn
from sync_engine.connection.settings import Settings
from sync_engine.connection.tokens import Tokens, TokensUnavailableError
from sync_engine.database import Database
from sync_engine.dispatch.desk import LEASES, Desk
from sync_engine.dispatch.loop import Alarm, Dispatch
from sync_engine.dispatch.sending import Sender
from sync_engine.mail.carrier import Carrier
from sync_engine.mail.outgoing import MailState, Outgoing
from sync_engine.mail.postman import Postman
from sync_engine.observer import Observer, Silent
from sync_engine.outbox.departures import SharedPacing
from sync_engine.outbox.intents import OutboxIntents
from sync_engine.outbox.lanes import anything_sent, counts, counts_by_status, miss_everything
from sync_engine.outbox.notices import PARKED
from sync_engine.outbox.oldest import oldest
from sync_engine.outbox.parked import ParkedDelivery, parked, try_again
from sync_engine.outbox.showing import Whereabouts, whereabouts
from sync_engine.outbox.statuses import Kind, Status
from sync_engine.pacing import Pacing
from sync_engine.seams import Chance, Clock
from sync_engine.sharing import AppShare, Unshared
from sync_engine.together import together
from sync_engine.xero.client import XeroClient
from sync_engine.xero.line import Line

STRAGGLERS: Final = 2  # a request that was given up may still arrive for as many timeouts


class SyncEngine:
    """Keeps one clinic's invoices and payments in one Xero organisation, on one database."""

    def __init__(  # noqa: PLR0913 - all that comes in from outside
        self,
        database_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None,
        clock: Clock,
        chance: Chance,
        configuration: Configuration,
        observer: Observer | None = None,
        share: AppShare | None = None,
        postman: Postman | None = None,
    ) -> None:
        self._clock, self._chance, self._observer = clock, chance, observer or Silent()
        self._configuration = configuration
        self._database = database = Database(database_url)
        self._alarm = Alarm()
        self._owner = chance.guid(label="process")
        self._pacing = self._paced(share or Unshared())
        self._health = Health(database, clock, self._observer, keyring(configuration.sealing_keys))
        self._line = Line(transport, configuration.timeout_seconds)
        self._tokens = self._renewing()
        self._client = XeroClient(self._line, configuration.api_url, self._tokens, TokensUnavailableError)
        self._chart = Chart(database)
        self.connection = self._tied()
        self.settings = Settings(database, self._health, self._chart)
        self.clinic = ClinicRecords(database, OutboxIntents(chance, self._connected, self._alarm.ring))
        self.details = ClinicDetails(database)
        self.backfill = self._behind_the_day()
        self._dispatch = self._delivering()
        self.running = False
        self._look = self._looking()
        self.by_hand = ByHand(database, self.clinic, self._look)
        self._postman = postman
        self._outgoing = Outgoing(database, chance, self._practice_name, configuration.attention_url)
        self._health.when_lost += [miss_everything, self.backfill.interrupt]
        self._health.when_changed.append(self._alarm.ring)
        database.when_changed_elsewhere.append(lambda _: self._alarm.ring())

    async def run(self) -> None:
        """Deliver, look and tell until `stop`, or for ever; who breaks ends all.

        What a crash left behind is taken over as its leases end.
        """
        self.running = True
        telling = [] if self._postman is None else [self._telling(self._postman).run()]
        try:
            await together(self._dispatch.run(), self._look.run(), *telling)
        finally:
            self.running = False

    def stop(self) -> None:
        """Begin nothing more: `run` ends once what is under way has come back."""
        self._dispatch.stop()

    def counts(self) -> Mapping[str, int]:
        """Return how many deliveries have each status: waiting, due, sending, done, parked, missed."""
        with self._database.transaction() as transaction:
            return counts_by_status(transaction)

    def unsettled(self) -> str | None:
        """Say what is still to move by itself; None when only a person or a new deed can change anything.

        Parked and missed documents, and what waits behind them, do not count. Disconnected, nothing moves but
        e-mails.
        """
        if self._postman is not None and (letters := self._outgoing.state().waiting):
            return f"{letters} parked documents or e-mails wait to be told"
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

    def whereabouts(self, invoices: Sequence[int]) -> Mapping[tuple[Kind, int], Whereabouts]:
        """Return how far these invoices, and the parts of payments on them, are on their way."""
        with self._database.transaction() as transaction:
            return whereabouts(transaction, invoices)

    def oldest_due(self) -> date | None:
        """Return the day on the oldest document that is due or under way; None where there is none."""
        with self._database.transaction() as transaction:
            return oldest(transaction, Status.DUE, Status.SENDING)

    def oldest_missed(self) -> date | None:
        """Return the day on the oldest document that waits for *Synchronise*; None where there is none."""
        with self._database.transaction() as transaction:
            return oldest(transaction, Status.MISSED)

    def wait(self, *, payments: int = 0) -> float:
        """Return the seconds until a call with so many payments may leave; infinite before an answer."""
        return self._pacing.wait(self._clock.now(), payments=payments)

    def rotate_key(self) -> bool:
        """Encrypt what is kept of the tie with the first key; returns whether all of it could be read."""
        return self._health.reseal()

    def mail(self) -> MailState | None:
        """Return where the e-mails are; None while nobody takes them: then the page alone tells."""
        return None if self._postman is None else self._outgoing.state()

    def manual_payments(self) -> Sequence[ManualPayment]:
        """Return what account credit paid and nobody has recorded in Xero yet, as far as was seen (R9)."""
        return self.by_hand.left()

    def close(self) -> None:
        """Give back the database; `run` must have ended."""
        self._database.close()

    def _practice_name(self) -> str:
        practice = self.clinic.practice()
        return practice[0] if practice else ""

    def _telling(self, postman: Postman) -> Carrier:
        alarm = Alarm()
        self._database.when_committed(PARKED, alarm.ring)
        return Carrier(self._outgoing, postman, alarm=alarm, observer=self._observer, now=self._clock.now)

    def _paced(self, share: AppShare) -> Pacing:
        """Count alone where no other process can open the database."""
        limits, database = self._configuration.limits, self._database
        if not database.shared:
            return Pacing(limits, share)
        return SharedPacing(
            limits,
            share,
            database=database,
            clock=self._clock,
            owner=self._owner,
            lost_after=LEASES * self._straggler,
        )

    def _renewing(self) -> Tokens:
        timeout = self._configuration.timeout_seconds
        return Tokens(
            self._configuration,
            line=self._line,
            health=self._health,
            turn=RefreshTurn(self._database, self._clock, self._owner, timeout),
            clock=self._clock,
            observer=self._observer,
        )

    @property
    def _straggler(self) -> timedelta:
        return timedelta(seconds=STRAGGLERS * self._configuration.timeout_seconds)

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

    def _looking(self) -> Look:
        return Look(
            self._database,
            client=self._client,
            pacing=self._pacing,
            health=self._health,
            connection=self.connection,
            clock=self._clock,
            observer=self._observer,
            wake=self._alarm.wake,
            behind=lambda: self.backfill.runs,
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
            straggler=self._straggler,
            owner=self._owner,
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
            look=self._database.look if self._database.shared else None,
        )

    def _connected(self) -> bool:
        return self._health.connected

    def _anything_sent(self) -> bool:
        with self._database.transaction() as transaction:
            return anything_sent(transaction)
