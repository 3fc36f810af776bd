"""The machine that an engine runs on: it starts it, crashes it, and starts a new one on the same database.

The clinic's app stays up while its worker is down: deeds are always recorded by an engine object that is
fresh from the database; only its delivery loop (`run`) lives and dies.
"""

from collections.abc import Callable

from harness.engines.protocol import Engine, EngineFactory, Seat
from harness.simulation.virtual_clock import Life, VirtualLoop


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
        self._abandoned: list[tuple[Engine, Life]] = []  # kept, so that no finalizer runs a cleanup
        self.engine: Engine = factory(seat)

    @property
    def running(self) -> bool:
        return self._life is not None

    def start(self) -> None:
        """Let the engine deliver."""
        if self._life is None:
            self._life = Life(self._loop)
            task = self._life.spawn(self.engine.run())
            task.add_done_callback(lambda ended: self._on_failure(ended.exception() or EngineStoppedError()))

    def crash(self) -> None:
        """Drop every task of the engine where it stands; what it committed is all that is left."""
        if self._life is None:
            return
        self._life.drop()
        self._abandoned.append((self.engine, self._life))
        self._life = None
        self.engine = self._factory(self._seat)

    async def close(self) -> None:
        """End the world's engines in order, after the judge has seen everything."""
        if self._life is not None:
            self._life.drop()
        for engine in (*(engine for engine, _ in self._abandoned), self.engine):
            await engine.close()


class EngineStoppedError(Exception):
    """The engine's `run` came back; it has to deliver for ever."""

    def __str__(self) -> str:
        return "the engine's run() returned instead of delivering for ever"
