"""How time and chance come into the engine: two small protocols, handed over by whoever builds it.

No room of the engine may read the wall clock or roll its own die; in production the
implementations in `wall` serve, a simulation hands over its own.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """The only way to learn the time. Spending time goes through the event loop (`asyncio.sleep`)."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Chance(Protocol):
    """The only source of chance; each draw carries a label that says what it is for."""

    def integer(self, low: int, high: int, *, label: str) -> int:
        """Return an integer between `low` and `high`, both included."""
        ...

    def shuffled(self, items: Iterable[T], *, label: str) -> list[T]:
        """Return the items in another order."""
        ...

    def guid(self, *, label: str) -> str:
        """Return a new GUID as lower-case text, never the same twice."""
        ...

    def secret(self, *, label: str) -> str:
        """Return 43 URL-safe characters, enough for an OAuth `state` or a PKCE verifier."""
        ...
