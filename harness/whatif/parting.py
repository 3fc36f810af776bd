"""Where two histories part: the last entries that they share, and the first that they don't."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.simulation.history import Entry

SHARED_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Parting:
    """The entries before, the same on both sides; then what each side has, None where its history ends."""

    place: int  # counted from 1
    before: tuple[Entry, ...]
    first: Entry | None
    second: Entry | None


def parting_of(first: Sequence[Entry], second: Sequence[Entry]) -> Parting | None:
    """Return where the histories part, None where they never do."""
    alike = _alike_for(first, second)
    if alike == len(first) == len(second):
        return None
    return Parting(
        alike + 1,
        tuple(first[max(alike - SHARED_SHOWN, 0) : alike]),
        first[alike] if alike < len(first) else None,
        second[alike] if alike < len(second) else None,
    )


def _alike_for(first: Sequence[Entry], second: Sequence[Entry]) -> int:
    pairs = zip(first, second, strict=False)
    return next(
        (place for place, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second))
    )
