"""What a person sees of an import on the terminal: every row counted, every kind of oddity with its rows."""

from collections import defaultdict
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.reporting.phrasing import counted
from harness.timeline.case import Place
from harness.timeline.ends import Ends
from harness.timeline.importing import Imported

ROWS_SHOWN: Final = 8


def tell_import(console: Console, imported: Imported, notes: list[str], place: Place) -> None:
    """Print the counts, what was odd, what was assumed, and what to type next."""
    console.print(_counts(imported))
    if imported.problems:
        console.print(_kinds(imported))
    for note in (*imported.notes, *notes):
        console.print(Text(f"  {note}"), soft_wrap=True)
    if imported.renamed:
        console.print(Text(f"  invoices have the digits of the clinic's own numbers: {place.numbers.name}"))
    console.print(Text(f"  every row that is odd: {place.problems.name}, {place.problems_json.name}"))
    console.print(Text(f"\nharness run {place.scenario} --report report"), soft_wrap=True)


def _counts(imported: Imported) -> Table:
    table = Table("export", box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in ("rows", "taken", "taken with a remark", "set aside"):
        table.add_column(column, justify="right")
    for ends in imported.ends:
        counts = ends.counts()
        numbers = (counts.rows, counts.taken, counts.remarked, counts.set_aside)
        table.add_row(ends.file, *(f"{number:,}" for number in numbers))
    return table


def _kinds(imported: Imported) -> Table:
    table = Table(
        "export", "oddity", "rows", "what became of it", box=SIMPLE_HEAD, header_style="bold", pad_edge=False
    )
    for ends in imported.ends:
        for (kind, done), rows in _by_kind(ends).items():
            more = f" and {counted(len(rows) - ROWS_SHOWN, 'more')[:-1]}" if len(rows) > ROWS_SHOWN else ""
            table.add_row(ends.file, kind, ", ".join(map(str, rows[:ROWS_SHOWN])) + more, done)
    return table


def _by_kind(ends: Ends) -> dict[tuple[str, str], list[int]]:
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for problem in sorted(ends.problems):
        kinds[problem.kind, "set aside" if problem.done == "set aside" else "taken"].append(problem.row)
    return kinds
