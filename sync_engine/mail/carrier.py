"""The loop that lets letters leave: one at a time; it sleeps until something is parked or a letter is due."""

from collections.abc import Callable
from datetime import datetime

from sync_engine.dispatch.loop import Alarm
from sync_engine.mail.outgoing import Outgoing
from sync_engine.mail.postman import NotPostedError, Postman
from sync_engine.observer import Observer


class Carrier:
    """Carries letters to the postman for ever."""

    def __init__(
        self,
        outgoing: Outgoing,
        postman: Postman,
        *,
        alarm: Alarm,
        observer: Observer,
        now: Callable[[], datetime],
    ) -> None:
        self._outgoing = outgoing
        self._postman = postman
        self._alarm = alarm
        self._observer = observer
        self._now = now

    async def run(self) -> None:
        """Carry until cancelled."""
        while True:
            letter, seconds = self._outgoing.next(self._now())
            if letter is None:
                await self._alarm.sleep(seconds)
                continue
            try:
                await self._postman.post(letter)
            except NotPostedError as failure:
                self._outgoing.failed(letter, str(failure), self._now())
                self._observer.note("e-mail", None, None, "failed")
            else:
                self._outgoing.sent(letter, self._now())
                self._observer.note("e-mail", None, None, "ok")
