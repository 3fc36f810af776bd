"""The loop: while connected, carry what may leave now; else sleep until that can change.

Where other processes share the database, it is asked every other second whether they have written.
"""

import asyncio
import math
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sync_engine.dispatch.desk import Desk
from sync_engine.dispatch.sending import Sender

LOOK_EVERY_SECONDS: Final = 2.0


class Alarm:
    """Sleeps until it is woken, or until the seconds are over."""

    def __init__(self) -> None:
        self.rung = 0
        self._awake = asyncio.Event()

    def ring(self) -> None:
        """Something has changed: wake whoever sleeps, or keep the next one from falling asleep."""
        self.rung += 1
        self.wake()

    def wake(self) -> None:
        """It is time to look again, although nothing has become due that was not before."""
        self._awake.set()

    async def sleep(self, seconds: float) -> None:
        """Sleep through a time in which nothing changes; that it is over is no change."""
        loop = asyncio.get_running_loop()
        timer = None if math.isinf(seconds) else loop.call_later(seconds, self.wake)
        await self._awake.wait()
        self._awake.clear()
        if timer is not None:
            timer.cancel()


class Dispatch:
    """Delivers for ever."""

    def __init__(
        self,
        desk: Desk,
        sender: Sender,
        *,
        alarm: Alarm,
        connected: Callable[[], bool],
        now: Callable[[], datetime],
        look: Callable[[], None] | None,
    ) -> None:
        """`look` hears what other processes have written; None where there can be none."""
        self._desk = desk
        self._sender = sender
        self._alarm = alarm
        self._connected = connected
        self._now = now
        self._look = look
        self._stopping = False
        self._under_way: set[asyncio.Task[bool]] = set()
        self._failure: BaseException | None = None

    async def run(self) -> None:
        """Deliver until stopped or cancelled. What breaks in a sender ends the loop."""
        try:
            while self._failure is None and not (self._stopping and not self._under_way):
                seconds = self._send_what_may_go()
                await self._alarm.sleep(seconds if self._look is None else min(seconds, LOOK_EVERY_SECONDS))
                if self._look is not None:
                    self._look()
        except asyncio.CancelledError:
            self._leave()
            raise
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Begin nothing more; `run` ends once what is under way has come back."""
        self._stopping = True
        self._alarm.wake()

    def _leave(self) -> None:
        """End at once: what is under way may have been done, and whoever comes next need not wait."""
        for task in self._under_way:
            task.cancel()
        self._desk.give_back_all(self._now())

    def _send_what_may_go(self) -> float:
        """Spawn a sender for everything that may leave now; return the seconds until something else may."""
        while self._connected() and not self._stopping:
            work, seconds = self._desk.next_work(self._now())
            if work is None:
                return seconds
            task = asyncio.create_task(self._sender.carry(work))
            self._under_way.add(task)
            task.add_done_callback(self._landed)
        return math.inf

    def _landed(self, task: asyncio.Task[bool]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            self._failure = task.exception() or self._failure
        if self._failure is None and not task.cancelled() and not task.result():
            self._alarm.wake()
        else:
            self._alarm.ring()
