"""Choices drawn by Hypothesis that last: once it has drawn all that it wants to, a world lives on to its end.

Hypothesis ends an example by an exception out of a draw. In a world this would strike some task that happens
to draw, and pass for a failure of the engine; so it is kept, and raised where the example is led.
"""

from dataclasses import dataclass

from hypothesis.errors import StopTest
from hypothesis.strategies import DataObject

from harness.simulation.choices import DrawnChoices


@dataclass(slots=True)
class _Overrun:
    """Shared by all streams of one example: the end of it, if it has come."""

    end: StopTest | None = None


class LastingChoices(DrawnChoices):
    """Draws the simplest of all once the example is over; `refuse_overrun` tells whoever leads it."""

    def __init__(self, data: DataObject, path: str = "", overrun: _Overrun | None = None) -> None:
        super().__init__(data, path)
        self._overrun = overrun or _Overrun()

    def integer(self, low: int, high: int, *, label: str) -> int:
        if self._overrun.end is not None:
            return low
        try:
            return super().integer(low, high, label=label)
        except StopTest as end:
            self._overrun.end = end
            return low

    def fork(self, name: str) -> "LastingChoices":
        return LastingChoices(self._data, f"{self._path}/{name}" if self._path else name, self._overrun)

    def refuse_overrun(self) -> None:
        """End the example, if Hypothesis wanted to. Raises StopTest."""
        if self._overrun.end is not None:
            raise self._overrun.end
