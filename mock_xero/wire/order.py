"""Parses `order`: members of the resource, each rising or falling (facts §4.8)."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from mock_xero.wire.fields import Fields, FieldType
from mock_xero.wire.problems import QueryUnparsable

T = TypeVar("T")


def ordered(documents: Iterable[T], text: str, fields: Fields) -> list[T]:
    """Return the documents in the order asked for; what is missing comes first.

    Raises:
        QueryUnparsable: a member does not exist, or the direction is neither ASC nor DESC.

    """
    keys = [_key(part, fields) for part in text.split(",")]
    result = list(documents)
    for key, falling in reversed(keys):  # a stable sort by the last member first
        result.sort(key=key, reverse=falling)
    return result


def _key(part: str, fields: Fields) -> tuple[Callable[[Any], Any], bool]:
    name, *direction = part.split() or [""]
    word = " ".join(direction).upper()
    if word not in {"", "ASC", "ASCENDING", "DESC", "DESCENDING"}:
        raise QueryUnparsable("Syntax error")
    field = fields.named(name)
    is_text = field.type is FieldType.TEXT

    def key(document: Any) -> tuple[bool, Any]:
        value = field.read(document)
        return value is not None, value.casefold() if is_text and isinstance(value, str) else value

    return key, word.startswith("DESC")
