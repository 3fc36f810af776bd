"""The real clock and real chance, for production. The only file that may read them."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")


class WallClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class SystemChance:
    """The operating system's chance; labels are for drivers that tell a story."""

    def integer(self, low: int, high: int, *, label: str) -> int:
        """Return an integer between `low` and `high`, both included."""
        del label
        return low + secrets.randbelow(high - low + 1)

    def shuffled(self, items: Iterable[T], *, label: str) -> list[T]:
        """Return the items in another order."""
        del label
        mixed = list(items)
        secrets.SystemRandom().shuffle(mixed)
        return mixed

    def guid(self, *, label: str) -> str:
        """Return a new GUID as lower-case text."""
        del label
        return str(uuid.uuid4())

    def secret(self, *, label: str) -> str:
        """Return 43 URL-safe characters."""
        del label
        return secrets.token_urlsafe(32)
