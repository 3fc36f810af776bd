"""One export as a table: its header found, its columns known, rows that are none told and left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.timeline import amounts, dates
from harness.timeline.ends import Ends
from harness.timeline.fields import SOURCES, Field, bare, guessed
from harness.timeline.mapping import FILES, ColumnMapping
from harness.timeline.rows import Row, rows_of
from harness.timeline.text import decoded

DELIMITERS: Final = (",", ";", "\t", "|")
HEADER_WITHIN: Final = 25  # rows: above it stand titles and dates
LOOKED_AT: Final = 20_000  # characters, to find out how a file is written
TOTALS: Final = re.compile(r"(?:grand |sub ?|report )?totals?:?|sum:?|summe:?", re.IGNORECASE)
DATES: Final = ("date", "created", "deleted", "since")
AMOUNTS: Final = (
    "total", "net", "tax", "paid", "outstanding", "item total",
    "amount", "allocated", "credit used", "unallocated",
)  # fmt: skip


class UnreadableExportError(Exception):
    """A file that is no export of this kind; the message says what is missing and what to do."""


@dataclass(slots=True)
class Table:
    """What was read of one file. `sources` are columns named after a payment type, with an amount in each."""

    ends: Ends
    headers: tuple[str, ...]
    columns: Mapping[str, int]
    rows: list[Row]
    notes: list[str]
    order: str = dates.DAY_FIRST
    mark: str = "."
    sources: Mapping[str, int] = field(default_factory=dict)

    def heading(self, name: str) -> str:
        """The header under which a field stands."""
        return self.headers[self.columns[name]] if name in self.columns else ""

    def text(self, row: Row, name: str) -> str:
        place = self.columns.get(name)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    @property
    def unused(self) -> list[str]:
        used = {*self.columns.values(), *self.sources.values()}
        return [each for place, each in enumerate(self.headers) if place not in used and each.strip()]


def read_table(file: str, content: bytes, mapping: ColumnMapping) -> Table:
    """Read an export. Raises UnreadableExportError where it has not the columns that it needs."""
    text, notes = decoded(content)
    said, fields = mapping.of(file), FILES[file]
    if named := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        delimiter = named[1]
    else:
        delimiter = max(DELIMITERS, key=lambda each: _best(rows_of(text[:LOOKED_AT], each), fields, said)[0])
    rows = rows_of(text, delimiter)
    _, place = _best(rows, fields, said)
    if place is None:
        raise UnreadableExportError(
            f"{file}: no header was found in the first {HEADER_WITHIN} rows; {_asked(fields)}"
        )
    headers = tuple(cell.strip() for cell in rows[place].cells)
    columns = _columns(file, headers, fields, said)
    ends = Ends(file)
    table = Table(ends, headers, columns, _kept(rows, place, ends, columns), notes)
    table.sources = _sources(table) if file == "payments" else {}
    _decide(table, mapping, ";" if delimiter == ";" else ",")
    return table


def _best(rows: Sequence[Row], fields: Sequence[Field], said: Mapping[str, str]) -> tuple[int, int | None]:
    """Return how many columns the likeliest header names, and its place; two are the least."""
    scores = [
        (len(guessed(row.cells, fields)) + sum(1 for each in said.values() if each in row.cells), -place)
        for place, row in enumerate(rows[:HEADER_WITHIN])
    ]
    score, place = max(scores, default=(0, 0))
    return (score, -place) if score >= 2 else (score, None)


def _columns(
    file: str, headers: Sequence[str], fields: Sequence[Field], said: Mapping[str, str]
) -> dict[str, int]:
    for name, header in said.items():
        if header not in headers:
            raise UnreadableExportError(
                f'{file}: the mapping says that "{name}" is in the column "{header}"; the file has no such '
                f"column; it has: {', '.join(headers)}"
            )
    chosen = {name: headers.index(header) for name, header in said.items()}
    free = [header if place not in chosen.values() else "" for place, header in enumerate(headers)]
    columns = {**guessed(free, [each for each in fields if each.name not in chosen]), **chosen}
    missing = [each.name for each in fields if each.needed and each.name not in columns]
    if file == "payments" and not {"amount", "allocated"} & set(columns) and not _named(headers):
        missing.append("amount")
    if missing:
        raise UnreadableExportError(
            f"{file}: no column was recognised for: {', '.join(missing)}; "
            f"the file has: {', '.join(headers)}; say in a mapping file which it is: "
            f'[{file}] and {missing[0]} = "..." (or are the two files swapped?)'
        )
    return columns


def _asked(fields: Sequence[Field]) -> str:
    needed = ", ".join(each.name for each in fields if each.needed)
    return f"a row of column names is needed, with at least: {needed}"


def _kept(rows: Sequence[Row], header: int, ends: Ends, columns: Mapping[str, int]) -> list[Row]:
    """Tell the rows that hold no document; return the others, each as wide as the header."""
    width = len(rows[header].cells)
    kept = []
    for place, row in enumerate(rows):
        if place == header:
            continue
        ends.see(row.number)
        if reason := _no_document(row, place < header, rows[header], columns):
            ends.set_aside(row.number, reason, "there is no document in this row")
        elif any(cell.strip() for cell in row.cells[width:]):
            ends.set_aside(
                row.number,
                "too many cells",
                f"{len(row.cells)} cells where the header has {width}: a separator without quotes",
            )
        else:
            _tell_shape(row, width, ends)
            kept.append(Row(row.number, (*row.cells, *[""] * (width - len(row.cells))), row.broken))
    return kept


def _no_document(row: Row, above: bool, header: Row, columns: Mapping[str, int]) -> str | None:  # noqa: FBT001
    if row.blank:
        return "blank row"
    if above:
        return "above the header"
    if [bare(cell) for cell in row.cells] == [bare(cell) for cell in header.cells]:
        return "header again"
    dated = row.cells[columns["date"]].strip() if columns["date"] < len(row.cells) else ""
    is_total = any(TOTALS.fullmatch(cell.strip()) for cell in row.cells)
    return "totals row" if is_total and not any(letter.isdigit() for letter in dated) else None


def _tell_shape(row: Row, width: int, ends: Ends) -> None:
    if row.broken:
        ends.remark(row.number, "broken quotes", "a quotation mark stands alone", "read without it")
    elif len(row.cells) < width:
        what = f"{len(row.cells)} cells where the header has {width}"
        ends.remark(row.number, "too few cells", what, "the missing ones are taken as empty")


def _sources(table: Table) -> dict[str, int]:
    """Find the columns that are named after a payment type: each holds what was paid by it."""
    return {
        table.headers[place]: place for place in _named(table.headers) if place not in table.columns.values()
    }


def _named(headers: Sequence[str]) -> list[int]:
    return [place for place, header in enumerate(headers) if bare(header) in SOURCES]


def _decide(table: Table, mapping: ColumnMapping, delimiter: str) -> None:
    """Decide from whole columns how dates and amounts are written, and say so where nothing proves it."""
    table.order, proved = dates.order_of(_cells(table, [table.columns.get(name) for name in DATES]))
    if mapping.dates:
        table.order = mapping.dates
    elif not proved:
        table.notes.append(
            "no date says which comes first, day or month: read as day first; the mapping can say"
        )
    places = [*(table.columns.get(name) for name in AMOUNTS), *table.sources.values()]
    otherwise = "," if delimiter == ";" else "."
    table.mark = mapping.decimals or amounts.decimal_mark(_cells(table, places), otherwise)


def _cells(table: Table, places: Iterable[int | None]) -> list[str]:
    return [row.cells[place] for place in places if place is not None for row in table.rows]
