"""Amounts as exports write them: currencies, thousands, decimal commas, brackets. Pure."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")
MOST: Final = Decimal(10_000_000)
_AMOUNT: Final = re.compile(
    r"(?P<minus>[-(]*)(?:[A-Za-z]{0,3}[$€£¥₹]|[A-Za-z]{2,3}\.?)?(?P<also>-?)(?P<digits>\d[\d.,']*|[.,]\d+)"
    r"(?:[A-Za-z]{0,3}[$€£¥₹]|[A-Za-z]{2,3})?(?P<after>[-)]*)"
)
_CENTS: Final = re.compile(r"([.,])\d{1,2}$")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:(?P<mark>[.,'])\d{3})(?:(?P=mark)\d{3})*")


class UnreadableAmountError(Exception):
    """A cell that is no amount; the message says why, never what stands there."""


def decimal_mark(cells: Iterable[str], otherwise: str) -> str:
    """Decide from a whole column whether cents come after a point or after a comma."""
    marks = [found.group(1) for cell in cells if (found := _CENTS.search(_digits(cell)))]
    points, commas = marks.count("."), marks.count(",")
    return otherwise if points == commas else "." if points > commas else ","


def read_amount(cell: str, mark: str) -> Decimal:
    """Read an amount to the cent; the column's `mark` decides where one cell alone would not."""
    written = _AMOUNT.fullmatch(_bare(cell))
    if written is None:
        raise UnreadableAmountError("this is no amount")
    amount = Decimal(_plain(written["digits"], mark))
    if amount > MOST:
        raise UnreadableAmountError(f"more than {MOST:,} cannot be meant")
    negative = bool(written["minus"] or written["also"] or written["after"])
    return (-amount if negative else amount).quantize(CENT, ROUND_HALF_UP)


def goes_against(cell: str, mark: str) -> bool:
    """Say whether a cell has its cents after the other mark than its column."""
    found = _CENTS.search(_digits(cell))
    return found is not None and found.group(1) != mark


def has_parts_of_cents(cell: str, mark: str) -> bool:
    """Say whether more than two decimals were rounded away."""
    _, _, decimals = _digits(cell).rpartition(mark)
    return mark in _digits(cell) and len(decimals.rstrip("0")) > 2 and not _is_grouped(_digits(cell), mark)


def _plain(digits: str, mark: str) -> str:
    found = _CENTS.search(digits)
    point = found.group(1) if found else mark
    if not found and _is_grouped(digits, mark):
        return re.sub(r"[.,']", "", digits)
    whole, _, decimals = digits.rpartition(point) if point in digits else (digits, "", "")
    whole = re.sub(r"[.,']", "", whole)
    if not re.fullmatch(r"\d*", decimals):
        raise UnreadableAmountError("this is no amount")
    return f"{whole or '0'}.{decimals or '0'}"


def _is_grouped(digits: str, mark: str) -> bool:
    """Say whether these are whole thousands: 1,200 where cents come after a point."""
    grouped = _THOUSANDS.fullmatch(digits)
    return grouped is not None and (grouped["mark"] != mark or digits.count(grouped["mark"]) > 1)


def _digits(cell: str) -> str:
    written = _AMOUNT.fullmatch(_bare(cell))
    return written["digits"] if written else ""


def _bare(cell: str) -> str:
    return re.sub(r"\s", "", cell.replace("\u2212", "-").replace("\u2019", "'")) if len(cell) < 40 else ""
