"""The breaks as CSV, one a row, by importance: for a bookkeeper's spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from harness.comparison.result import Comparison
from harness.reporting.reconciled.rows import COLUMNS, row_of

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute
MONEY: Final = frozenset({"amount", "difference"})


def as_csv(found: Comparison) -> Iterator[bytes]:
    """Yield the file in pieces: the names of the columns, then each break."""
    yield _line(COLUMNS)
    for told in found.told:
        yield _line([_cell(name, value) for name, value in row_of(told).items()])


def _cell(name: str, value: str | list[str]) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if name not in MONEY and text.startswith(FORMULAS) else text


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
