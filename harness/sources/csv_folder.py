"""The neutral ledger as a folder of CSV: `invoices.csv`, `payments.csv` and, if any, `credit-uses.csv`.

The columns are the fields of the JSON lines. An export of a practice app has others: import it first.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from harness.ledger import Posting
from harness.sources.lines import KINDS, MisreadLineError, PostingLine, misread, posting_of
from harness.sources.problems import Problems, SourceError

FILES: Final[Mapping[str, str]] = {
    "invoices.csv": "invoice",
    "payments.csv": "payment",
    "credit-uses.csv": "credit use",
}


def read_csv_folder(folder: Path) -> Iterator[Posting]:
    """Stream the postings of a folder. Raises SourceError with file, row and column."""
    present = [name for name in FILES if (folder / name).is_file()]
    if not present:
        raise SourceError(f"{folder} has none of {', '.join(FILES)}; name such a folder, or JSON lines")
    problems = Problems()
    for name in present:
        yield from _read(folder / name, KINDS[FILES[name]], problems)
    problems.refuse()


def _read(file: Path, kind: type[PostingLine], problems: Problems) -> Iterator[Posting]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.DictReader(text, strict=True)
            _refuse_columns(file, rows.fieldnames or (), kind)
            for row in rows:
                try:
                    yield posting_of(_line(row, kind))
                except MisreadLineError as wrong:
                    problems.add(f"{file}:{rows.line_num}: {wrong}")
    except OSError as wrong:
        raise SourceError(f"{file} cannot be read: {wrong.strerror}") from wrong
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise SourceError(f"{file} is no CSV in UTF-8 with commas: {wrong}") from wrong


def _refuse_columns(file: Path, columns: object, kind: type[PostingLine]) -> None:
    known = [field.name for field in msgspec.structs.fields(kind)]
    needed = [field.name for field in msgspec.structs.fields(kind) if field.required]
    found = list(columns) if isinstance(columns, list | tuple) else []
    missing = [name for name in needed if name not in found]
    if missing:
        raise SourceError(f"{file}:1: there is no column {', '.join(missing)}; it takes {', '.join(known)}")
    unknown = [name for name in found if name not in known]
    if unknown:
        raise SourceError(
            f"{file}:1: column {', '.join(unknown)} means nothing here; it takes {', '.join(known)}"
        )


def _line(row: Mapping[str | None, object], kind: type[PostingLine]) -> PostingLine:
    if None in row or None in row.values():
        raise MisreadLineError("this row has not as many values as there are columns")
    said = {name: value for name, value in row.items() if value}
    try:
        return msgspec.convert(said, kind, strict=False)
    except msgspec.ValidationError as wrong:
        raise misread(wrong) from wrong
