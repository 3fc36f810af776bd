"""Typed cells of a row: what a row cannot go without is an error, what it can is told and left out."""

from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal

from harness.timeline import amounts, dates
from harness.timeline.amounts import UnreadableAmountError, read_amount
from harness.timeline.dates import Stamp, UnreadableDateError, read_stamp
from harness.timeline.rows import Row
from harness.timeline.table import Table


class UnusableRowError(Exception):
    """A row that cannot be replayed. The message never quotes a cell."""

    def __init__(self, kind: str, what: str, column: str = "") -> None:
        super().__init__(what)
        self.kind, self.what, self.column = kind, what, column


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table, cell by cell."""

    table: Table
    row: Row
    zone: tzinfo

    def text(self, name: str) -> str:
        return self.table.text(self.row, name)

    def stamp(self, name: str) -> Stamp | None:
        """Return the date in a cell, None where the cell is empty. Raises UnusableRowError."""
        text = self.text(name)
        if not text:
            return None
        try:
            stamp = read_stamp(text, self.table.order, self.zone)
        except UnreadableDateError as wrong:
            raise UnusableRowError("unreadable date", str(wrong), self.table.heading(name)) from wrong
        if dates.goes_against(text, self.table.order):
            self.remark(
                "date the other way round",
                "day and month stand the other way round",
                f"read as {stamp.day}",
                name,
            )
        return stamp

    def amount(self, name: str) -> Decimal | None:
        """Return the amount in a cell, None where the cell is empty. Raises UnusableRowError."""
        return self.amount_in(self.text(name), self.table.heading(name))

    def amount_in(self, text: str, column: str) -> Decimal | None:
        if not text or text in {"-", "\u2013", "\u2014"}:
            return None
        try:
            amount = read_amount(text, self.table.mark)
        except UnreadableAmountError as wrong:
            raise UnusableRowError("unreadable amount", str(wrong), column) from wrong
        ends = self.table.ends
        if amounts.goes_against(text, self.table.mark):
            what = "cents stand after the other mark than in the rest of the column"
            ends.remark(self.row.number, "other decimal mark", what, f"read as {amount}", column)
        elif amounts.has_parts_of_cents(text, self.table.mark):
            ends.remark(
                self.row.number, "parts of cents", "more than two decimals", f"rounded to {amount}", column
            )
        return amount

    def optional_amount(self, name: str) -> Decimal | None:
        """Return an amount that the row can go without; what is unreadable is told."""
        try:
            return self.amount(name)
        except UnusableRowError as wrong:
            self.remark(wrong.kind, wrong.what, "left out: the row can go without", name)
            return None

    def remark(self, kind: str, what: str, done: str, name: str = "") -> None:
        self.table.ends.remark(self.row.number, kind, what, done, self.table.heading(name))
