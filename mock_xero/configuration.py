"""A configuration file of the served mock: its apps, people, organisations and webhooks, in YAML or JSON.

Every entry is what the control API takes at the path of the same name, checked by the same code.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from mock_xero.app import MockXero
from mock_xero.control import newcomers, webhooks
from mock_xero.control.asking import BadAskError

# In the order in which they may lean on one another.
_SECTIONS: Final[Mapping[str, Callable[[MockXero, Any], object]]] = {
    "organisations": newcomers.add_organisation,
    "users": newcomers.add_user,
    "apps": newcomers.add_app,
    "webhooks": webhooks.subscribe,
}


class BadConfigurationError(Exception):
    """The file can't be read or says what can't be; the message says where."""


def read(path: Path) -> Mapping[str, Any]:
    """Return what the file says. Raises BadConfigurationError."""
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadConfigurationError(f"{path} can't be read: {error}") from error
    if not isinstance(said, dict):
        raise BadConfigurationError(f"{path} must be a mapping of {', '.join(_SECTIONS)}")
    for name, entries in said.items():
        if name not in _SECTIONS:
            raise BadConfigurationError(f"{path} has no section {name!r}; there are {', '.join(_SECTIONS)}")
        if not isinstance(entries, list):
            raise BadConfigurationError(f"{path}: {name} must be a list")
    return said


def furnish(mock: MockXero, said: Mapping[str, Any]) -> None:
    """Do what the file says. Raises BadConfigurationError."""
    for name, add in _SECTIONS.items():
        for number, entry in enumerate(said.get(name, ()), 1):
            try:
                add(mock, entry)
            except BadAskError as error:
                raise BadConfigurationError(f"{name}, entry {number}: {error}") from error
