"""The engine's effects, counted: each commit, each request that leaves, each answer that comes back.

A run is the same up to the effect at which it is interrupted, so that an effect's number names it.
Commits are seen where the engine keeps its data through SQLAlchemy in this process; of any other engine
only the requests and answers are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, event

_WRITES: Final = ("INSERT", "UPDATE", "DELETE")


class Effect(Enum):
    """What the engine does to the world outside its own memory."""

    COMMIT = "commit"  # just before it takes place
    DEPARTURE = "request leaves"  # just before Xero can see it
    ANSWER = "answer comes"  # Xero has done the deed, the engine has not heard of it
    LETTER = "letter leaves"  # just before the postman takes it


class Mishap(Enum):
    """What may happen at an effect."""

    CRASH = "crash"  # the engine's process dies just before it
    REQUEST_LOST = "request lost"
    ANSWER_LOST = "answer lost"


POSSIBLE: Final = {
    Effect.COMMIT: (Mishap.CRASH,),
    Effect.DEPARTURE: (Mishap.CRASH, Mishap.REQUEST_LOST, Mishap.ANSWER_LOST),
    Effect.ANSWER: (Mishap.CRASH,),
    Effect.LETTER: (Mishap.CRASH,),
}


class UnreadableInterruptionError(ValueError):
    """The text names no interruption."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """One mishap at one effect, counted from 1."""

    effect: int
    mishap: Mishap

    def __str__(self) -> str:
        return f"{self.mishap.value} at effect {self.effect}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` writes. Raises UnreadableInterruptionError."""
        words, _, number = text.partition(" at effect ")
        if words in {each.value for each in Mishap} and number.isdecimal() and int(number):
            return cls(int(number), Mishap(words))
        mishaps = ", ".join(each.value for each in Mishap)
        raise UnreadableInterruptionError(
            f"{text!r} is no interruption; write for instance 'crash at effect 12' (one of: {mishaps})"
        )


class PowerCutError(BaseException):
    """The engine's process is gone. No engine may catch it, as none outlives a cut of its power."""


class Effects:
    """Counts, and interrupts where it was told to."""

    def __init__(self, only: Interruption | None = None) -> None:
        self.only = only
        self.seen: list[Effect] = []
        self.cut_power: Callable[[], None] = _nothing_runs
        self._paused = False

    def reached(self, effect: Effect) -> Mishap | None:
        """The engine is about to have this effect: say what happens to it; a crash has happened then."""
        if self._paused:
            return None
        self.seen.append(effect)
        if self.only is None or self.only.effect != len(self.seen):
            return None
        mishap = self.only.mishap
        if mishap is Mishap.CRASH:
            self.cut_power()
        return mishap

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens inside is no effect of a running engine."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before


def _nothing_runs() -> None: ...


@contextmanager
def commits_watched(effects: Effects) -> Iterator[None]:
    """Tell `effects` of each commit that writes; where a crash is planned, nothing is committed."""

    def note_write(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
        del cursor
        if statement.lstrip()[:6].upper() in _WRITES:
            connection.info["wrote"] = True

    def reach(connection: Connection) -> None:
        if connection.info.pop("wrote", False) and effects.reached(Effect.COMMIT) is Mishap.CRASH:
            connection.connection.rollback()  # what the disk does of itself once a process is gone
            raise PowerCutError

    def forget(connection: Connection) -> None:
        connection.info.pop("wrote", None)

    listeners = (("before_cursor_execute", note_write), ("commit", reach), ("rollback", forget))
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)
