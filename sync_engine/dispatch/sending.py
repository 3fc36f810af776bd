"""One piece of work from leaving to closing: send it, read the disposition, give it back to the desk."""

from datetime import datetime

import msgspec

from sync_engine.connection.connecting import Connection
from sync_engine.connection.health import Health
from sync_engine.dispatch.asking import PagesRead, conclusions
from sync_engine.dispatch.desk import Desk
from sync_engine.dispatch.judging import names_elements, refused_whole, verdicts_in
from sync_engine.dispatch.work import Asking, Sending, Work
from sync_engine.pacing import Pacing
from sync_engine.seams import Clock
from sync_engine.xero.client import XeroClient
from sync_engine.xero.counting import count
from sync_engine.xero.replies import (
    Accepted,
    Disconnected,
    Disposition,
    Rejected,
    ScopeMissing,
    Throttled,
    TokenRefused,
    Unknown,
    Unsent,
)


class Sender:
    """Carries work to Xero and back."""

    def __init__(
        self,
        desk: Desk,
        *,
        client: XeroClient,
        pacing: Pacing,
        health: Health,
        connection: Connection,
        clock: Clock,
    ) -> None:
        self._desk = desk
        self._client = client
        self._pacing = pacing
        self._health = health
        self._connection = connection
        self._clock = clock
        self._pages = PagesRead()

    async def carry(self, work: Work) -> bool:
        """Send, and settle what came back. Returns whether anything else may have become due by it."""
        left_at = self._clock.now()
        disposition = await self._call(work)
        now = self._clock.now()
        self._pace(work, disposition, left_at, now)
        await self._heed(disposition)
        if isinstance(work, Sending):
            return self._settle(work, disposition, now)
        self._conclude(work, disposition, now)
        return True

    async def _call(self, work: Work) -> Disposition:
        tenant_id = self._health.tie.tenant_id or ""
        if isinstance(work, Asking):
            return await self._client.get(self._pages.next_path(work.question), tenant_id)
        attempt = work.attempt
        return await self._client.write(
            attempt.request, tenant_id, key=attempt.key, may_leave=lambda: self._desk.may_leave(work)
        )

    def _pace(self, work: Work, disposition: Disposition, left_at: datetime, now: datetime) -> None:
        payments = work.payments if isinstance(work, Sending) else 0
        count(self._pacing, disposition, left_at=left_at, now=now, payments=payments)

    def _settle(self, work: Sending, disposition: Disposition, now: datetime) -> bool:
        match disposition:
            case Accepted(body):
                return self._judge(work, body, now)
            case Rejected(body, words) if names_elements(body) or not work.repeated:
                self._refuse(work, body, words, now)
            case Unknown() | Rejected():
                self._desk.doubt(work, now)
            case Throttled():
                self._desk.keep(work, now)  # a proxy that repeated it may hide that it was done
            case Disconnected() | ScopeMissing() | TokenRefused() | Unsent() if work.repeated:
                self._desk.put_back(work)
            case Disconnected() | ScopeMissing() | TokenRefused() | Unsent():
                self._desk.release(work)
        return True

    def _judge(self, work: Sending, body: bytes, now: datetime) -> bool:
        try:
            verdicts = verdicts_in(work.attempt.step, body, work.cases)
        except msgspec.DecodeError:
            self._desk.doubt(work, now)
            return True
        return self._desk.close(work, verdicts, now)

    def _refuse(self, work: Sending, body: bytes, words: str, now: datetime) -> None:
        if names_elements(body):
            self._judge(work, body, now)
        else:
            self._desk.close(work, refused_whole(words, work.cases), now)

    def _conclude(self, work: Asking, disposition: Disposition, now: datetime) -> None:
        try:
            if isinstance(disposition, Accepted):
                pages = self._pages.add(work.question, disposition.body)
                if pages is None:
                    self._desk.put_back(work)  # its next page is asked for when it may be
                    return
                verdicts = conclusions(work.attempt, work.question, pages)
                self._desk.tell_asked(work, "ok")
                self._desk.close(work, verdicts, now)
                return
        except msgspec.DecodeError:
            pass
        self._desk.tell_asked(work, "unknown" if isinstance(disposition, Accepted | Unknown) else "failed")
        self._desk.put_back(work)

    async def _heed(self, disposition: Disposition) -> None:
        """What an answer says of the connection as a whole."""
        if isinstance(disposition, Disconnected):
            await self._connection.confirm()
        elif isinstance(disposition, ScopeMissing):
            self._connection.scope_missing()
