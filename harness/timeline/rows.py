"""Text of an export as rows of cells, line by line: one quotation mark too many costs one row, not the file.

A row bears the number of the line on which it starts, as an editor shows it.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LINES_AT_MOST: Final = 20  # of one row: a note in quotes may have line breaks


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row. `broken` is one whose quotation marks don't pair."""

    number: int
    cells: tuple[str, ...]
    broken: bool = False

    @property
    def blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def rows_of(text: str, delimiter: str) -> list[Row]:
    """Read every line, blank ones too; the end of the last line begins no row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return list(_rows(lines, delimiter))


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    width = _usual_width(lines, delimiter)
    place = 0
    while place < len(lines):
        row, used = _row(lines, place, delimiter, width)
        yield row
        place += used


def _usual_width(lines: list[str], delimiter: str) -> int:
    widths = Counter(len(_cells(line, delimiter)) for line in lines if line.strip() and not _is_odd(line))
    return widths.most_common(1)[0][0] if widths else 0


def _row(lines: list[str], place: int, delimiter: str, width: int) -> tuple[Row, int]:
    """Return the row that begins on a line, and how many lines it has."""
    if not _is_odd(lines[place]):
        return Row(place + 1, _cells(lines[place], delimiter)), 1
    alone = tuple(cell.replace('"', "") for cell in lines[place].split(delimiter))
    closing = next((n for n in range(place + 1, place + LINES_AT_MOST) if _is_odd(_at(lines, n))), None)
    if closing is not None and len(lines[closing].split(delimiter)) != width:  # no row of its own
        cells = _cells("\n".join(lines[place : closing + 1]), delimiter)
        if len(cells) == width:
            return Row(place + 1, cells), closing + 1 - place
    return Row(place + 1, alone, broken=True), 1


def _at(lines: list[str], place: int) -> str:
    return lines[place] if place < len(lines) else ""


def _is_odd(line: str) -> bool:
    """Say whether a quotation mark stands alone on the line."""
    return line.count('"') % 2 == 1


def _cells(text: str, delimiter: str) -> tuple[str, ...]:
    """Read one row. What csv cannot read is split at every delimiter."""
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter)) or [[]]
    except csv.Error:
        rows = []
    return tuple(rows[0]) if len(rows) == 1 else tuple(text.split(delimiter))
