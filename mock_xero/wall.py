"""The served mock's time and chance: the only file of the mock that may read the wall clock.

A simulation never imports it.
"""

import hashlib
import random
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

T = TypeVar("T")

_URL_SAFE: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class RealClock:
    """The time on the wall."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SeededChoices:
    """All chance from one seed. Tokens of a served mock are as guessable as its seed: it guards nothing."""

    def __init__(self, seed: int | str) -> None:
        self._seed = seed
        self._stream = random.Random(hashlib.sha256(str(seed).encode()).digest())

    def integer(self, low: int, high: int, *, label: str) -> int:
        del label
        return self._stream.randint(low, high)

    def pick(self, options: Sequence[T], *, label: str) -> T:
        del label
        return self._stream.choice(options)

    def shuffled(self, items: Iterable[T], *, label: str) -> list[T]:
        del label
        mixed = list(items)
        self._stream.shuffle(mixed)
        return mixed

    def happens(self, probability: float, *, label: str) -> bool:
        del label
        return self._stream.random() < probability

    def guid(self, *, label: str) -> str:
        del label
        return str(uuid.UUID(int=self._stream.getrandbits(128), version=4))

    def secret(self, *, label: str) -> str:
        del label
        return "".join(self._stream.choices(_URL_SAFE, k=43))

    def fork(self, name: str) -> "SeededChoices":
        return SeededChoices(f"{self._seed}/{name}")


def new_seed() -> int:
    """Return a seed that nobody has chosen."""
    return random.SystemRandom().getrandbits(32)
