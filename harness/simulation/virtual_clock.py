"""An event loop whose time jumps: when nothing is ready it moves to the next timer at once.

Nothing here waits for real sockets or threads; a world that would need one is stuck, and says why.
A *life* is a group of tasks that can be dropped where they stand, with no cleanup run: a crash.
"""

import asyncio
import contextlib
import contextvars
import selectors
from asyncio import Handle, TimerHandle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVarTuple, Unpack

from harness.simulation.effects import PowerCutError

Ts = TypeVarTuple("Ts")

_LIFE: Final[contextvars.ContextVar[object]] = contextvars.ContextVar("life", default=None)


class StuckWorldError(Exception):
    """Nothing is ready and no timer is set: whatever the world waits for can never happen."""


class _JumpingSelector(selectors.BaseSelector):
    """Spends no real time: a wait is a jump. Time is kept in whole microseconds, so that it never drifts."""

    def __init__(self) -> None:
        self.microseconds = 0
        self._keys: dict[int, selectors.SelectorKey] = {}

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise StuckWorldError("nothing is ready and no timer is set; every task waits for another")
        if timeout > 0:
            self.microseconds += max(1, round(timeout * 1_000_000))
        return []

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        descriptor = fileobj if isinstance(fileobj, int) else fileobj.fileno()
        key = selectors.SelectorKey(fileobj, descriptor, events, data)
        self._keys[descriptor] = key
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._keys.pop(fileobj if isinstance(fileobj, int) else fileobj.fileno())

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._keys


class VirtualLoop(asyncio.SelectorEventLoop):
    """An asyncio loop on virtual time that can also drop the tasks of a life."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        self._dead_lives: set[object] = set()
        super().__init__(self._jumping)
        self._clock_resolution = 1e-6

    def time(self) -> float:
        """Seconds since the world began."""
        return self._jumping.microseconds / 1_000_000

    @property
    def microseconds(self) -> int:
        return self._jumping.microseconds

    def drop(self, life: object) -> None:
        """Let nothing that belongs to this life run ever again, not even its cleanup."""
        self._dead_lives.add(life)
        for handle in self._ready:  # type: ignore[attr-defined]  # asyncio's own queue: what runs next
            if self._is_dead(handle._context):  # noqa: SLF001
                handle.cancel()
        self.set_exception_handler(_ignore_abandoned)

    def bury(self) -> None:
        """End what is still pending and close: the world is over, so that no cleanup can matter any more."""
        for task in asyncio.all_tasks(self):
            coroutine = task.get_coro()
            with contextlib.suppress(BaseException):
                coroutine.close()
        self.set_exception_handler(_ignore_everything)
        self.close()

    def call_soon(
        self,
        callback: Callable[[Unpack[Ts]], object],
        *args: *Ts,
        context: contextvars.Context | None = None,
    ) -> Handle:
        handle = super().call_soon(callback, *args, context=context)
        if self._dead_lives and self._is_dead(context):
            handle.cancel()
        return handle

    def call_at(
        self,
        when: float,
        callback: Callable[[Unpack[Ts]], object],
        *args: *Ts,
        context: contextvars.Context | None = None,
    ) -> TimerHandle:
        handle = super().call_at(when, callback, *args, context=context)
        if self._dead_lives and self._is_dead(context):
            handle.cancel()
        return handle

    def _is_dead(self, context: contextvars.Context | None) -> bool:
        return (_LIFE.get() if context is None else context.get(_LIFE)) in self._dead_lives


class VirtualClock:
    """The instant of the simulated world: the loop's time counted from `start` (aware, UTC)."""

    def __init__(self, loop: VirtualLoop, start: datetime) -> None:
        self.loop = loop
        self.start = start
        self._read_at = 0
        self._instant = start

    def now(self) -> datetime:
        microseconds = self.loop.microseconds
        if microseconds != self._read_at:
            self._read_at = microseconds
            self._instant = self.start + timedelta(microseconds=microseconds)
        return self._instant

    async def sleep_until(self, instant: datetime) -> None:
        """Let virtual time pass until the instant; an instant that has passed costs one turn of the loop."""
        await asyncio.sleep((instant - self.now()).total_seconds())


@dataclass(slots=True, eq=False)
class Life:
    """One incarnation of a process: what it spawns belongs to it, and `drop` ends all of it at once."""

    loop: VirtualLoop
    _tasks: list["asyncio.Task[Any]"] = field(default_factory=list)

    def context(self) -> contextvars.Context:
        """Return a context whose tasks, timers and callbacks belong to this life."""
        context = contextvars.copy_context()
        context.run(_LIFE.set, self)
        return context

    def spawn(self, coroutine: Any) -> "asyncio.Task[Any]":
        task = self.loop.create_task(coroutine, context=self.context())
        self._tasks.append(task)
        return task

    def drop(self) -> None:
        self.loop.drop(self)


def outside_any_life() -> contextvars.Context:
    """Return a context that belongs to no life: what runs in it survives every crash."""
    context = contextvars.copy_context()
    context.run(_LIFE.set, None)
    return context


def _ignore_everything(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """After the end of a world nobody can be harmed by what breaks in its ruins."""


def _ignore_abandoned(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A dropped task is destroyed while pending, or after a cut of its power that nobody hears of."""
    pending = "was destroyed but it is pending" in context.get("message", "")
    if not pending and not isinstance(context.get("exception"), PowerCutError):
        loop.default_exception_handler(context)
