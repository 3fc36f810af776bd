"""The whole of an organisation's books as plain data, so that two states of them can be compared."""

from enum import Enum
from typing import Any

from mock_xero.organisation import Organisation


def books_as_data(organisation: Organisation) -> Any:
    """Return everything that a snapshot holds."""
    return _plain(organisation.snapshot(), {})


def _plain(value: Any, seen: dict[int, int]) -> Any:
    """What occurs again is named by the order in which it was met first, so that circles end."""
    if isinstance(value, Enum) or not _has_parts(value):
        return value
    if id(value) in seen:
        return f"seen {seen[id(value)]}"
    seen[id(value)] = len(seen)
    if isinstance(value, dict):
        return [(_plain(key, seen), _plain(each, seen)) for key, each in value.items()]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(each, seen)) for each in value)
    if isinstance(value, list | tuple):
        return [_plain(each, seen) for each in value]
    return type(value).__name__, [(name, _plain(each, seen)) for name, each in _members(value)]


def _has_parts(value: Any) -> bool:
    is_container = isinstance(value, dict | set | frozenset | list | tuple)
    return is_container or type(value).__module__.startswith("mock_xero")


def _members(value: Any) -> list[tuple[str, Any]]:
    slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    names = [*slots, *getattr(value, "__dict__", {})]
    return [(name, getattr(value, name)) for name in names if hasattr(value, name)]
