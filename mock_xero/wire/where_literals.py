"""Literals of a `where` clause that are more than a word: guids and dates (facts §4.8)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from mock_xero.wire.dates import DateUnreadableError, midnight, read_date
from mock_xero.wire.fields import FieldType
from mock_xero.wire.problems import QueryUnparsable
from mock_xero.wire.where_terms import Term, literal

WORDS: Final = {
    "true": literal(FieldType.BOOLEAN, value=True),
    "false": literal(FieldType.BOOLEAN, value=False),
    "null": literal(FieldType.NULL, None),
}


def guid(arguments: Sequence[Term]) -> Term:
    """`Guid("…")`."""
    if len(arguments) != 1 or not isinstance(arguments[0].constant, str):
        raise QueryUnparsable("No applicable constructor exists in type 'Guid'")
    return literal(FieldType.GUID, arguments[0].constant.strip("{}").lower())


def parsed_date(arguments: Sequence[Term]) -> Term:
    """`DateTime.Parse("…")`."""
    try:
        return literal(FieldType.DATE, midnight(read_date(str(arguments[0].constant))))
    except (DateUnreadableError, IndexError):
        raise QueryUnparsable("String was not recognized as a valid DateTime.") from None


def date_time(arguments: Sequence[Term]) -> Term:
    """`DateTime(2026,09,14)`, or with hour, minute and second."""
    numbers = [int(each.constant) for each in arguments if isinstance(each.constant, Decimal)]
    instant = _instant(numbers) if len(numbers) == len(arguments) else None
    if instant is None:
        raise QueryUnparsable("No applicable constructor exists in type 'DateTime'")
    return literal(FieldType.DATE, instant)


def _instant(numbers: list[int]) -> datetime | None:
    if not 3 <= len(numbers) <= 6:
        return None
    year, month, day, *clock = numbers
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
