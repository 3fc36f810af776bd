"""How often each cell was reached: a small value that can be added up and sent between processes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harness.coverage.cells import Cell, every_cell


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of cells; what was not reached has none."""

    counts: Counter[Cell] = field(default_factory=Counter)

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(self.counts + other.counts)

    def __getitem__(self, cell: Cell) -> int:
        return self.counts[cell]

    def empty(self) -> Iterator[Cell]:
        """Yield the cells that were never reached, in the order of the tables."""
        return (cell for cell in every_cell() if not self.counts[cell])


def total(several: Iterable[Coverage]) -> Coverage:
    """Add them up."""
    counts: Counter[Cell] = Counter()
    for each in several:
        counts.update(each.counts)
    return Coverage(counts)
