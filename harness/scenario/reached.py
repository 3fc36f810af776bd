"""The expectation that a run reached what it is about: what claims to test something has to get there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from harness.coverage.cells import COLUMNS, Cell
from harness.scenario.words import MisreadError, meant

WORD: Final = "reached"
EXAMPLE: Final = "reached: {answer lost: [refreshing, backfill]}"


@dataclass(frozen=True, slots=True)
class Reached:
    """Each of these cells of the coverage of trouble, at least once."""

    cells: tuple[Cell, ...]

    @property
    def phrase(self) -> str:
        by_row: dict[str, list[str]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell.column)
        listed = ", ".join(f"{row}: [{', '.join(columns)}]" for row, columns in by_row.items())
        return f"{WORD}: {{{listed}}}"


def read_reached(value: object) -> Reached:
    """Read `{ROW: COLUMN, ROW: [COLUMN, ...]}`. Raises MisreadError."""
    if not isinstance(value, dict) or not value:
        raise MisreadError(f'write for example "{EXAMPLE}"', (WORD,))
    return Reached(tuple(cell for row, columns in value.items() for cell in _cells(str(row), columns)))


def _cells(row: str, columns: object) -> list[Cell]:
    if row not in COLUMNS:
        hint = meant(row, COLUMNS)
        raise MisreadError(f'unknown trouble "{row}"; {hint}', (WORD, row), at_key=True)
    listed = columns if isinstance(columns, list) else [columns]
    if not listed:
        raise MisreadError(f"write what of {row} was reached, for example {COLUMNS[row][0]}", (WORD, row))
    for column in listed:
        if column not in COLUMNS[row]:
            hint = meant(str(column), COLUMNS[row])
            raise MisreadError(f'"{row}" has no "{column}"; {hint}', (WORD, row))
    return [Cell(row, str(column)) for column in listed]


def reached_schema() -> dict[str, Any]:
    """The same as JSON Schema."""
    return {
        "type": "object",
        "properties": {row: _columns_schema(columns) for row, columns in COLUMNS.items()},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _columns_schema(columns: tuple[str, ...]) -> Mapping[str, Any]:
    one = {"enum": list(columns)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
