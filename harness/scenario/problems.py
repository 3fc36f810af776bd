"""What is wrong with a scenario file: problems with their places, and the error that carries all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


class Spot(NamedTuple):
    """Where a step stands: its place in the timeline, and its line where that is a file of records."""

    step: int
    line: int = 0

    def __str__(self) -> str:
        return f"line {self.line} of the records" if self.line else f"step {self.step + 1}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where, and what to write instead."""

    position: Position
    sentence: str

    def at(self, path: str) -> str:
        return f"{path}:{self.position.line}:{self.position.column}: {self.sentence}"


class ScenarioError(Exception):
    """A file that is no scenario. Carries every problem found, in the order of the file."""

    def __init__(self, path: Path | str, problems: Iterable[Problem]) -> None:
        self.path = str(path)
        self.problems = tuple(sorted(dict.fromkeys(problems)))
        super().__init__("\n".join(self.messages))

    @property
    def messages(self) -> list[str]:
        """One line for each problem: path:line:column: sentence."""
        return [problem.at(self.path) for problem in self.problems]

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[str, tuple[Problem, ...]]]:
        return type(self), (self.path, self.problems)


class NoScenariosError(Exception):
    """A path that names no scenario file: it does not exist, cannot be read, or is an empty folder."""
