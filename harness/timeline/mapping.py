"""The mapping file: which column holds what, where the guesses are wrong. TOML; every part is optional."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from harness.scenario.words import meant
from harness.timeline.dates import DAY_FIRST, MONTH_FIRST
from harness.timeline.fields import EVENT_FIELDS, INVOICE_FIELDS, PAYMENT_FIELDS, Field

FILES: Final[Mapping[str, tuple[Field, ...]]] = {
    "invoices": INVOICE_FIELDS,
    "payments": PAYMENT_FIELDS,
    "events": EVENT_FIELDS,
}
READING: Final = {"dates": (DAY_FIRST, MONTH_FIRST), "decimals": (".", ",")}
PARTS: Final = (*FILES, "reading", "payment types")


class MappingError(Exception):
    """A mapping file that cannot be used; the message says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a person said of the columns; what is not said is guessed."""

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: str | None = None
    decimals: str | None = None
    payment_types: Mapping[str, str] = field(default_factory=dict)

    def of(self, file: str) -> Mapping[str, str]:
        return self.columns.get(file, {})


def read_mapping(text: str) -> ColumnMapping:
    """Read a mapping file. Raises MappingError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise MappingError(f"mapping: this is no TOML: {wrong}") from wrong
    _know(data, PARTS, "mapping")
    for part in PARTS:
        _is_text(data.get(part, {}), part)
    for file, fields in FILES.items():
        _know(data.get(file, {}), [each.name for each in fields], f"mapping, {file}")
    reading = data.get("reading", {})
    _know(reading, READING, "mapping, reading")
    for word, value in reading.items():
        if value not in READING[word]:
            raise MappingError(
                f"mapping, reading, {word}: write one of: {', '.join(map(_text, READING[word]))}"
            )
    return ColumnMapping(
        {file: data.get(file, {}) for file in FILES},
        reading.get("dates"),
        reading.get("decimals"),
        data.get("payment types", {}),
    )


def mapping_text(mapping: ColumnMapping) -> str:
    """Write a mapping file, as `read_mapping` reads it."""
    parts = [*((file, mapping.of(file)) for file in FILES)]
    said = {"dates": mapping.dates, "decimals": mapping.decimals}
    parts.append(("reading", {word: value for word, value in said.items() if value}))
    parts.append(("payment types", mapping.payment_types))
    return "\n".join(_part(name, lines) for name, lines in parts if lines)


def _part(name: str, lines: Mapping[str, str]) -> str:
    return "\n".join(
        [f"[{_key(name)}]", *(f"{_key(word)} = {_text(value)}" for word, value in lines.items()), ""]
    )


def _key(word: str) -> str:
    return word if word.isascii() and word.isalpha() else _text(word)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _know(data: Mapping[str, Any], words: Iterable[str], where: str) -> None:
    for word in data:
        if word not in words:
            raise MappingError(f'{where}: unknown word "{word}"; {meant(word, words)}')


def _is_text(part: object, name: str) -> None:
    if not isinstance(part, dict):
        raise MappingError(f"mapping: {name} is a table; begin it with [{_key(name)}]")
    for word, value in part.items():
        if not isinstance(value, str):
            raise MappingError(f'mapping, {name}, {word}: write text in quotes, like "611"')
