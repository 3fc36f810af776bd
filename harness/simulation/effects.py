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
    TOKEN_EXPIRED = "token expired"  # noqa: S105  the access token is not good any more when the request comes
    DISCONNECTED = "disconnected"  # the user has removed the app in Xero when the request comes


POSSIBLE: Final = {
    Effect.COMMIT: (Mishap.CRASH,),
    Effect.DEPARTURE: tuple(Mishap),
    Effect.ANSWER: (Mishap.CRASH,),
    Effect.LETTER: (Mishap.CRASH,),
}


class UnreadableInterruptionError(ValueError):
    """The text names no interruption."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """One mishap at one effect, counted from 1; if it can't happen there, at the next that allows it."""

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
    """Counts, and interrupts where it was told to. `bring` says what else has to be done for a mishap."""

    def __init__(self, *interruptions: Interruption) -> None:
        self.interruptions = interruptions
        self.seen: list[Effect] = []
        self.bring: dict[Mishap, Callable[[], None]] = {}
        self._ahead = sorted(interruptions, key=lambda each: each.effect)
        self._paused = False

    def reached(self, effect: Effect) -> Mishap | None:
        """The engine is about to have this effect: say what happens to it; a crash has happened then."""
        if self._paused:
            return None
        self.seen.append(effect)
        mishap = self._due(effect) if self._ahead else None
        if mishap in self.bring:
            self.bring[mishap]()
        return mishap

    def _due(self, effect: Effect) -> Mishap | None:
        """Return the first mishap whose time has come, one at a time."""
        for each in self._ahead:
            if each.effect <= len(self.seen) and each.mishap in POSSIBLE[effect]:
                self._ahead.remove(each)
                return each.mishap
        return None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What happens inside is no effect of a running engine."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before


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
