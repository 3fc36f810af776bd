"""The machine that an engine runs on: it starts it, crashes it, and starts a new one on the same database.

The clinic's app stays up while its worker is down: deeds are always recorded by an engine object that is
fresh from the database; only its delivery loop (`run`) lives and dies.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

from harness.engines.protocol import Engine, EngineFactory, Seat
from harness.simulation.effects import PowerCutError
from harness.simulation.virtual_clock import Life, VirtualLoop

T = TypeVar("T")


class EngineHost:
    """Holds the present incarnation of the engine."""

    def __init__(
        self,
        factory: EngineFactory,
        seat: Seat,
        loop: VirtualLoop,
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self._factory = factory
        self._seat = seat
        self._loop = loop
        self._on_failure = on_failure
        self._life: Life | None = None
        self._up_again = asyncio.Event()
        self._wishes: dict[Life, asyncio.Future[None]] = {}  # what people are waiting for
        self._abandoned: list[tuple[Engine, Life]] = []  # kept, so that no finalizer runs a cleanup
        self.engine: Engine = factory(seat)

    @property
    def running(self) -> bool:
        return self._life is not None

    def start(self) -> None:
        """Let the engine deliver."""
        if self._life is None:
            self._life = Life(self._loop)
            self._up_again.set()
            task = self._life.spawn(self.engine.run())
            task.add_done_callback(self._ended)

    async def ask(self, wish: Callable[[Engine], Awaitable[T]]) -> T:
        """Let a person have a wish of the engine; if it dies meanwhile, they try again when it is back."""
        while True:
            life, died = Life(self._loop), self._loop.create_future()
            self._wishes[life] = died
            answer = life.spawn(_granted(wish, self.engine))
            await asyncio.wait((answer, died), return_when=asyncio.FIRST_COMPLETED)
            del self._wishes[life]
            if answer.done() and not isinstance(answer.exception(), PowerCutError):
                return cast("T", answer.result())
            await self._up_again.wait()

    def pull_the_plug(self) -> None:
        """Let the engine do nothing any more, not even what it is in the middle of."""
        self._up_again.clear()
        for life in (self._life, *self._wishes):
            if life is not None:
                life.drop()
        for died in self._wishes.values():
            if not died.done():
                died.set_result(None)

    def crash(self) -> None:
        """Drop every task of the engine where it stands; what it committed is all that is left."""
        if self._life is None:
            return
        self.pull_the_plug()
        self._abandoned.append((self.engine, self._life))
        self._life = None
        self.engine = self._factory(self._seat)

    def _ended(self, run: "asyncio.Task[None]") -> None:
        failure = run.exception()
        if not isinstance(failure, PowerCutError):
            self._on_failure(failure or EngineStoppedError())

    async def close(self) -> None:
        """End the world's engines in order, after the judge has seen everything."""
        if self._life is not None:
            self._life.drop()
            await asyncio.sleep(0)  # what was ready at this instant still runs, on a database that is open
        for engine in (*(engine for engine, _ in self._abandoned), self.engine):
            await engine.close()


class EngineStoppedError(Exception):
    """The engine's `run` came back; it has to deliver for ever."""

    def __str__(self) -> str:
        return "the engine's run() returned instead of delivering for ever"


async def _granted(wish: Callable[[Engine], Awaitable[T]], engine: Engine) -> T:
    return await wish(engine)
