"""All chance of a run behind one interface, with three drivers: seeded, drawn by Hypothesis, replayed.

Each draw has a label; `fork(name)` gives each part of the world its own stream, so that one more die
rolled in Xero does not reshuffle the network.
"""

import hashlib
import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Self, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DataObject

T = TypeVar("T")

_URL_SAFE: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Choices(ABC):
    """A stream of labelled draws. Drivers say where integers come from; everything else follows from them.

    Names (`guid`, `secret`) are not decisions: they come from a seeded stream under every driver.
    """

    def __init__(self, names: random.Random) -> None:
        self.names = names

    @abstractmethod
    def integer(self, low: int, high: int, *, label: str) -> int:
        """Return an integer between `low` and `high`, both included."""

    @abstractmethod
    def fork(self, name: str) -> Self:
        """Return the stream of one part of the world."""

    def pick(self, options: Sequence[T], *, label: str) -> T:
        """Return one of the options."""
        return options[self.integer(0, len(options) - 1, label=label)]

    def shuffled(self, items: Iterable[T], *, label: str) -> list[T]:
        """Return the items in another order; the order given is what shrinking tends to."""
        mixed = list(items)
        for place in range(len(mixed) - 1):
            other = self.integer(place, len(mixed) - 1, label=label)
            mixed[place], mixed[other] = mixed[other], mixed[place]
        return mixed

    def happens(self, probability: float, *, label: str) -> bool:
        """Return whether an event of this probability (0 to 1) happens; what is impossible draws nothing."""
        if probability <= 0:
            return False
        return self.integer(1, 1_000_000, label=label) > 1_000_000 * (1 - probability)

    def guid(self, *, label: str) -> str:
        """Return a new GUID; the label is for the reader, names are not decisions."""
        del label
        digits = f"{self.names.getrandbits(128):032x}"
        variant = "89ab"[int(digits[16], 16) % 4]
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"

    def secret(self, *, label: str) -> str:
        """Return 43 URL-safe characters."""
        del label
        return "".join(self.names.choices(_URL_SAFE, k=43))


class SeededChoices(Choices):
    """Everything from one seed."""

    def __init__(self, seed: int | str) -> None:
        super().__init__(random.Random(_seed_of(f"names of {seed}")))
        self._seed = seed
        self._stream = random.Random(_seed_of(str(seed)))

    def integer(self, low: int, high: int, *, label: str) -> int:
        del label
        return low + int(self._stream.random() * (high - low + 1))

    def fork(self, name: str) -> "SeededChoices":
        return SeededChoices(f"{self._seed}/{name}")


class DrawnChoices(Choices):
    """The same world, steered and shrunk by Hypothesis; the labels tell a counter-example's story."""

    def __init__(self, data: DataObject, path: str = "") -> None:
        super().__init__(random.Random(_seed_of(f"names of {path}")))
        self._data = data
        self._path = path

    def integer(self, low: int, high: int, *, label: str) -> int:
        return self._data.draw(st.integers(low, high), label=f"{self._path}: {label}")

    def fork(self, name: str) -> "DrawnChoices":
        return DrawnChoices(self._data, f"{self._path}/{name}" if self._path else name)


class RecordedChoices(Choices):
    """Wraps another driver and writes down every decision, for `ReplayedChoices`."""

    def __init__(self, inner: Choices, tape: dict[str, list[int]], path: str = "") -> None:
        super().__init__(inner.names)
        self._inner, self._tape, self._path = inner, tape, path

    def integer(self, low: int, high: int, *, label: str) -> int:
        drawn = self._inner.integer(low, high, label=label)
        self._tape.setdefault(self._path, []).append(drawn)
        return drawn

    def fork(self, name: str) -> "RecordedChoices":
        return RecordedChoices(self._inner.fork(name), self._tape, f"{self._path}/{name}")


class TapeEndedError(Exception):
    """The run asks for more, or for other, decisions than were recorded: it is not the run of this tape."""


class ReplayedChoices(Choices):
    """Plays recorded decisions back, stream by stream."""

    def __init__(self, names: Choices, tape: Mapping[str, Sequence[int]], path: str = "") -> None:
        super().__init__(names.names)
        self._origin, self._tape, self._path = names, tape, path
        self._decisions: Iterator[int] = iter(tape.get(path, ()))

    def integer(self, low: int, high: int, *, label: str) -> int:
        drawn = next(self._decisions, None)
        if drawn is None or not low <= drawn <= high:
            raise TapeEndedError(
                f"{self._path or '/'}: no recorded decision fits {label!r} ({low} to {high})"
            )
        return drawn

    def fork(self, name: str) -> "ReplayedChoices":
        return ReplayedChoices(self._origin.fork(name), self._tape, f"{self._path}/{name}")


def _seed_of(path: str) -> int:
    """A hash that is the same in every process, unlike `hash()`."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big")
