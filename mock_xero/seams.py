"""How time and chance come into the mock: two small protocols, handed over by whoever builds it.

No module of the mock may read the wall clock or roll its own die; the served mock gets the
implementations in `wall`, a simulation hands over its own.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, Self, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """The only way to learn the time. Spending time goes through the event loop (`asyncio.sleep`)."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Choices(Protocol):
    """The only source of chance. Each draw is labelled, so that a counter-example reads as prose."""

    def integer(self, low: int, high: int, *, label: str) -> int:
        """Return an integer between `low` and `high`, both included."""
        ...

    def pick(self, options: Sequence[T], *, label: str) -> T:
        """Return one of the options."""
        ...

    def shuffled(self, items: Iterable[T], *, label: str) -> list[T]:
        """Return the items in another order."""
        ...

    def happens(self, probability: float, *, label: str) -> bool:
        """Return whether an event of this probability (0 to 1) happens."""
        ...

    def guid(self, *, label: str) -> str:
        """Return a new GUID as lower-case text, never the same twice."""
        ...

    def secret(self, *, label: str) -> str:
        """Return 43 URL-safe characters, enough for a token or a PKCE verifier."""
        ...

    def fork(self, name: str) -> Self:
        """Return a stream of its own for one part, so that its draws don't reshuffle the others'."""
        ...
