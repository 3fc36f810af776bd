"""The coverage of trouble as tables for a person, and as JSON for machines."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from harness.coverage.cells import DISPOSITIONS, FAULTS, LISTS, Cell, every_cell
from harness.coverage.coverage import Coverage
from harness.coverage.explained import EXPLAINED, stale, unexplained
from harness.reporting.as_json import pretty
from harness.reporting.phrasing import counted


def tell_tables(console: Console, coverage: Coverage) -> None:
    """Print how often each cell was reached; a dot is a cell whose emptiness is explained."""
    _tell_by_phase(console, "Trouble, and what the engine was at", FAULTS, coverage)
    _tell_by_phase(console, "What answers left to think, and what the engine was at", DISPOSITIONS, coverage)
    for row, columns in LISTS.items():
        table = _table(row.capitalize(), show_header=False)
        for column in columns:
            table.add_row(column, _count(coverage, Cell(row, column)))
        console.print(table, "")


def tell_gaps(console: Console, coverage: Coverage) -> None:
    """Print why cells are empty, which of them nothing explains, and which reasons have become untrue."""
    empty, untrue = unexplained(coverage.empty()), stale(coverage.counts)
    _say(console, "Empty, and why:")
    for cell, reason in EXPLAINED.items():
        if cell not in untrue:
            _say(console, f"  {cell}: {reason}")
    for cell in empty:
        _say(console, f"NEVER REACHED, and nothing says why: {cell}")
    for cell in untrue:
        reached = counted(coverage[cell], "time")
        _say(console, f"REACHED {reached}, although it is said that this cannot be: {cell}")


def coverage_as_json(coverage: Coverage, runs: int) -> bytes:
    """One object: the runs, every cell with its count and reason, and the names of those that fail."""
    tables = {
        "runs": runs,
        "cells": [
            {**cell._asdict(), "count": coverage[cell], "explained": EXPLAINED.get(cell)}
            for cell in every_cell()
        ],
        "unexplained": [str(cell) for cell in unexplained(coverage.empty())],
        "untrue": [str(cell) for cell in stale(coverage.counts)],
    }
    return pretty(tables)


def _tell_by_phase(
    console: Console, title: str, rows: Mapping[str, tuple[str, ...]], coverage: Coverage
) -> None:
    table = _table(title, show_header=True)
    table.add_column("", no_wrap=True, min_width=max(map(len, rows)))
    for phase in next(iter(rows.values())):
        table.add_column(phase, justify="right", no_wrap=True, min_width=len(phase))
    for row, columns in rows.items():
        table.add_row(row, *(_count(coverage, Cell(row, column)) for column in columns))
    console.print(table, "", soft_wrap=True)


def _table(title: str, *, show_header: bool) -> Table:
    return Table(title=title, title_justify="left", box=None, pad_edge=False, show_header=show_header)


def _count(coverage: Coverage, cell: Cell) -> str:
    if coverage[cell]:
        return f"{coverage[cell]:,}"
    return "·" if cell in EXPLAINED else "[bold red]0[/]"


def _say(console: Console, sentence: str) -> None:
    console.print(sentence, highlight=False, markup=False, soft_wrap=True)
