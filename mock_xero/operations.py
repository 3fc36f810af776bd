"""The 235 operations that Xero publishes for its Accounting API: method, path, name. A list, no judgement.

Which of them this mock answers is found from its routes (`endpoints/coverage`), never written down.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_LIST: Final = Path(__file__).with_name("operations.txt")
_PARAMETER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the list. `path` is what follows /api.xro/2.0, with its parameters in braces."""

    method: str
    path: str
    name: str

    @property
    def resource(self) -> str:
        return self.path.split("/")[1]

    @property
    def example(self) -> str:
        """A path that this operation could be asked by."""
        return _PARAMETER.sub(lambda found: _EXAMPLES.get(found[1], _ANY_ID), self.path)

    def fits(self, segments: tuple[str, ...]) -> bool:
        """Whether a path, in lower case and split at its slashes, is one of this operation's."""
        own = self.path.lower().split("/")[1:]
        return len(own) == len(segments) and all(
            bool(segment) if mine.startswith("{") else mine == segment
            for mine, segment in zip(own, segments, strict=True)
        )


_ANY_ID: Final = "3a1f7c52-9d4e-4b8a-a6c0-5e2d8f90b714"
_EXAMPLES: Final = {"FileName": "letter.pdf", "TaxType": "OUTPUT", "JournalNumber": "7"}


@cache
def operations() -> tuple[Operation, ...]:
    """Return all operations in the order of the list: by resource."""
    lines = (line.split() for line in _LIST.read_text(encoding="utf-8").splitlines())
    return tuple(Operation(*words) for words in lines if words and words[0] != "#")


def at(path: str) -> list[Operation]:
    """Return the operations that Xero has at a path below /api.xro/2.0, of whatever method."""
    segments = tuple(path.lower().split("/"))
    return [each for each in operations() if each.fits(segments)]


def respelled(path: str, known: Sequence[Operation]) -> str:
    """Return the path with the capitals that these operations, all at this path, have in theirs."""
    segments = path.split("/")
    for operation in known:
        for place, own in enumerate(operation.path.split("/")[1:]):
            if not own.startswith("{"):
                segments[place] = own
    return "/".join(segments)
