"""What every report is made of: titles, a header, and sections of rows of cells (Xero's own structure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mock_xero.books.accounts import Account

Figure = Decimal | date | str


@dataclass(frozen=True, slots=True)
class Cell:
    """`about` says by name and value what the figure belongs to, such as an account."""

    value: Figure = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    sums_up: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """`kind` is its ReportID and ReportType."""

    kind: str
    name: str
    titles: tuple[str, ...]
    header: tuple[str, ...]
    sections: tuple[Section, ...]


def row(*figures: Figure, about: tuple[tuple[str, str], ...] = ()) -> Row:
    """A row whose cells all belong to the same thing."""
    return Row(tuple(Cell(figure, about) for figure in figures))


def account_row(account: Account, label: str, figures: Iterable[Figure]) -> Row:
    return row(label, *figures, about=(("account", account.account_id),))


def summary(*figures: Figure) -> Row:
    return Row(tuple(Cell(figure) for figure in figures), sums_up=True)
