"""The loop that lets letters leave: one at a time; it sleeps until something is parked or a letter is due."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

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


async def together(*loops: Coroutine[Any, Any, None]) -> None:
    """Run loops side by side; when one ends or breaks, or this is cancelled, all end."""
    tasks = [asyncio.create_task(each) for each in loops]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:  # and not `finally`: whoever is dropped does nothing any more
        await _end(tasks)
        raise
    await _end(tasks)
    for task in done:
        task.result()


async def _end(tasks: Sequence["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
