"""What `where` and `order` may name: the members of a resource, each with its type and how it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from mock_xero.books.index import unaccented
from mock_xero.wire.dates import midnight
from mock_xero.wire.problems import QueryUnparsable


class FieldType(Enum):
    """The names under which Xero complains about operands that don't go together."""

    TEXT = "String"
    GUID = "Guid"
    NUMBER = "Decimal"
    DATE = "DateTime"
    BOOLEAN = "Boolean"
    NULL = "Object"


Value = str | Decimal | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """`folded` is the form in which texts compare: without case, or without accents too."""

    type: FieldType
    read: Callable[[Any], Value]
    folded: Callable[[str], str] = str.casefold


@dataclass(frozen=True, eq=False)
class Fields:
    """The members of one resource by lower-case dotted path. Equal only to itself, so it can be a key."""

    resource: str
    by_path: Mapping[str, Field]

    def named(self, path: str) -> Field:
        """Return the field.

        Raises:
            QueryUnparsable: the resource has no such member.

        """
        field = self.by_path.get(path.lower())
        if field is None:
            raise QueryUnparsable(f"No property or field '{path}' exists in type '{self.resource}'")
        return field


def text(read: Callable[[Any], str | None]) -> Field:
    return Field(FieldType.TEXT, read)


def name(read: Callable[[Any], str | None]) -> Field:
    """A contact's name: accents don't count (facts §4.8)."""
    return Field(FieldType.TEXT, read, unaccented)


def guid(read: Callable[[Any], str | None]) -> Field:
    return Field(FieldType.GUID, read)


def number(read: Callable[[Any], Decimal | None]) -> Field:
    return Field(FieldType.NUMBER, read)


def boolean(read: Callable[[Any], bool]) -> Field:
    return Field(FieldType.BOOLEAN, read)


def instant(read: Callable[[Any], datetime]) -> Field:
    return Field(FieldType.DATE, read)


def day(read: Callable[[Any], date | None]) -> Field:
    def read_midnight(document: Any) -> datetime | None:
        found = read(document)
        return None if found is None else midnight(found)

    return Field(FieldType.DATE, read_midnight)


def under(path: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a part, by their dotted paths in the whole."""
    return {f"{path}.{name}": field for name, field in fields.items()}


def itself(document: Any) -> Any:
    """Where the members are the document's own."""
    return document
