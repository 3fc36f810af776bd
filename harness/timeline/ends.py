"""What becomes of each row of an export: taken, taken with a remark, or set aside; and why.

Nothing here quotes a cell: a cell may hold a name, in whatever column it stands.
"""

from dataclasses import dataclass, field
from enum import Enum


class End(Enum):
    TAKEN = "taken"
    REMARKED = "taken with a remark"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing about one row: `what` is found there, `done` is what the import made of it."""

    file: str
    row: int
    kind: str
    what: str
    done: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a file ended in which way; they add up to all of them."""

    rows: int
    taken: int
    remarked: int
    set_aside: int


@dataclass(slots=True)
class Ends:
    """The end of every row of one file, and what there is to say about it."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    _ends: dict[int, End] = field(default_factory=dict)

    def see(self, row: int) -> None:
        """A row is there; without another word it is taken."""
        self._ends.setdefault(row, End.TAKEN)

    def remark(self, row: int, kind: str, what: str, done: str, column: str = "") -> None:
        """Say something about a row that is taken."""
        self._tell(row, Problem(self.file, row, kind, what, done, column), End.REMARKED)

    def set_aside(self, row: int, kind: str, what: str, column: str = "", done: str = "set aside") -> None:
        """A row is not replayed; the reason is told."""
        self._tell(row, Problem(self.file, row, kind, what, done, column), End.SET_ASIDE)

    def counts(self) -> Counts:
        ends = list(self._ends.values())
        return Counts(len(ends), *(ends.count(end) for end in End))

    def _tell(self, row: int, problem: Problem, end: End) -> None:
        if problem not in self.problems[-20:]:
            self.problems.append(problem)
        if self._ends.get(row) is not End.SET_ASIDE:
            self._ends[row] = end
