"""Looks into Xero, now and then and when asked, for what a person recorded by hand there (R9).

A look reads the invoices changed since the last one, with an overlap, and takes only what the limits leave:
never the place of an invoice of the day. What it finds is kept page by page; a look cut short begins again.
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

import msgspec

from sync_engine.by_hand import noting
from sync_engine.by_hand.sightings import Sighting, sightings_in
from sync_engine.connection.connecting import Connection
from sync_engine.connection.health import Health
from sync_engine.database import Database
from sync_engine.dispatch.loop import Alarm
from sync_engine.observer import Observer
from sync_engine.pacing import Pacing
from sync_engine.seams import Clock
from sync_engine.xero.client import XeroClient
from sync_engine.xero.counting import count
from sync_engine.xero.replies import Accepted, Disconnected

EVERY: Final = timedelta(hours=1)
EVERY_WHILE_BEHIND: Final = timedelta(hours=6)  # a backfill changes what a look would have to read (R8)
AFTER_A_FAILURE: Final = timedelta(minutes=5)
OVERLAP: Final = timedelta(minutes=15)  # clocks differ, and a change may be listed late (facts §4.8)
PAGE: Final = 1000
KEPT_FOR_DELIVERIES: Final = 100  # calls left in the day that a look by the clock does not touch
_A_MOMENT: Final = 1.0
_WHERE: Final = quote('Type=="ACCREC"', safe="")


class Look:
    """The schedule, and one look at a time. An order that never changes loses no row between two pages."""

    def __init__(  # noqa: PLR0913 - it reads, it is paced, and it tells
        self,
        database: Database,
        *,
        client: XeroClient,
        pacing: Pacing,
        health: Health,
        connection: Connection,
        clock: Clock,
        observer: Observer,
        wake: Callable[[], None],
        behind: Callable[[], bool],
    ) -> None:
        self._database = database
        self._client = client
        self._pacing = pacing
        self._health = health
        self._connection = connection
        self._clock = clock
        self._observer = observer
        self._wake = wake
        self._behind = behind
        self._alarm = Alarm()
        self._wanted = False
        self._not_before: datetime | None = None
        health.when_changed.append(self._alarm.ring)

    async def run(self) -> None:
        """Look for ever."""
        while True:
            seconds = self._seconds_until_due(self._clock.now())
            if seconds > 0:
                await self._alarm.sleep(seconds)
            else:
                await self._look()

    def look_now(self) -> None:
        """A person asks: look as soon as the limits allow."""
        self._wanted, self._not_before = True, None
        self._alarm.ring()

    @property
    def wanted(self) -> bool:
        """Whether somebody has asked and it has not been done yet."""
        return self._wanted

    def looked_at(self) -> datetime | None:
        """Return when it was last done."""
        with self._database.transaction() as transaction:
            return noting.looked_at(transaction)

    def _seconds_until_due(self, now: datetime) -> float:
        if not self._health.connected:
            return math.inf
        with self._database.transaction() as transaction:
            call = noting.call_for_a_look(transaction)
        if (seconds := (self._due_at(now, call.looked_at) - now).total_seconds()) > 0:
            return seconds
        if not call.watched or (self._day_is_short and not self._wanted):
            self._wanted, self._not_before = False, now + EVERY
            return EVERY.total_seconds()
        wait = self._pacing.wait(now)
        return max(min(wait, EVERY.total_seconds()), _A_MOMENT) if wait or call.live_work else 0.0

    def _due_at(self, now: datetime, last: datetime | None) -> datetime:
        due = (
            now if self._wanted or last is None else last + (EVERY_WHILE_BEHIND if self._behind() else EVERY)
        )
        return max(due, self._not_before or due)

    @property
    def _day_is_short(self) -> bool:
        left = self._pacing.day_remaining
        return left is not None and left < KEPT_FOR_DELIVERIES

    async def _look(self) -> None:
        """Read what has changed, page by page; a look that fails is tried again later."""
        began_at, page, more = self._clock.now(), 1, True
        since = self._since(began_at)
        while more:
            seen = await self._page(page, since)
            if seen is None:
                self._not_before = self._clock.now() + AFTER_A_FAILURE
                return
            self._keep(seen)
            page, more = page + 1, len(seen) >= PAGE
        with self._database.transaction() as transaction:
            noting.note_look(transaction, began_at)
        self._wanted, self._not_before = False, None

    def _since(self, now: datetime) -> datetime:
        with self._database.transaction() as transaction:
            known = noting.looked_at(transaction) or noting.first_connected_at(transaction)
        return (known or now) - OVERLAP

    async def _page(self, page: int, since: datetime) -> list[Sighting] | None:
        await self._in_turn()
        path = f"/Invoices?where={_WHERE}&order=InvoiceID&page={page}&pageSize={PAGE}"
        left_at = self._clock.now()
        self._pacing.left()
        answer = await self._client.get(path, self._health.tie.tenant_id or "", modified_since=since)
        count(self._pacing, answer, left_at=left_at, now=self._clock.now())
        self._wake()
        if isinstance(answer, Disconnected):
            await self._connection.confirm()
        try:
            return sightings_in(answer.body) if isinstance(answer, Accepted) else None
        except msgspec.DecodeError:
            return None

    async def _in_turn(self) -> None:
        """Wait as the limits ask; another page is a call like any other."""
        while wait := self._pacing.wait(self._clock.now()):
            await self._alarm.sleep(_A_MOMENT if math.isinf(wait) else wait)

    def _keep(self, seen: list[Sighting]) -> None:
        with self._database.transaction() as transaction:
            changed = noting.note_sightings(transaction, seen, self._clock.now())
        for number in changed:
            self._observer.note("seen in Xero: money recorded by hand", "invoice", str(number), "ok")
