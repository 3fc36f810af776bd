"""What is wrong with a source: each problem with the place where it is and what to do about it."""

from typing import Final

TOLD_AT_MOST: Final = 20


class SourceError(Exception):
    """Books that cannot be read. `problems` are sentences for a person, without names or secrets."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Problems:
    """Collects what is wrong with the rows of one source, so that a person hears of several at once."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, problem: str) -> None:
        """Raises SourceError when these are enough."""
        self._found.append(problem)
        if len(self._found) >= TOLD_AT_MOST:
            raise SourceError(*self._found, "There may be more; mend these first.")

    def refuse(self) -> None:
        """Raises SourceError where something was wrong."""
        if self._found:
            raise SourceError(*self._found)
