"""YAML text into plain data that remembers where each value stood. It knows nothing about scenarios.

A small YAML: numbers are decimal (`090` and `1:30` stay the text that they are, `yes` is a word), dates stay
text, keys are text; anchors, tags, duplicate keys and second documents are refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from harness.scenario.problems import Position, Problem

Place = tuple[str | int, ...]
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,30})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,30})\.[0-9]{1,30}")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
DEEPEST: Final = 20


class UnreadableError(Exception):
    """The text is no YAML document of the kind that is read here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


@dataclass(slots=True)
class Document:
    """Plain data, and the positions of every value and every key by the path that leads there."""

    data: Any = None
    values: dict[Place, Position] = field(default_factory=dict)
    keys: dict[Place, Position] = field(default_factory=dict)
    duplicates: list[tuple[Place, Position]] = field(default_factory=list)

    def position(self, place: Place, *, of_key: bool = False) -> Position:
        """Return where a value or its key stands; for what is not there, where the mapping around it does."""
        while place:
            found = self.keys.get(place) if of_key else None
            if found := found or self.values.get(place):
                return found
            place, of_key = place[:-1], False
        return self.values.get((), Position(1, 1))


def read_document(text: str) -> Document:
    """Read one YAML document. Raises UnreadableError."""
    try:
        node = _compose(text)
        document = Document()
        document.data = _Collector(document).value(node, ())
    except yaml.MarkedYAMLError as wrong:
        raise UnreadableError(Problem(_where(wrong), _sentence(wrong, text))) from wrong
    except yaml.reader.ReaderError as wrong:
        raise UnreadableError(
            Problem(Position(1, 1), "this is not a text file; a scenario is YAML text in UTF-8")
        ) from wrong
    except RecursionError as wrong:
        raise UnreadableError(Problem(Position(1, 1), "this is nested too deeply for a scenario")) from wrong
    return document


def _compose(text: str) -> Node:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if node is None:
        raise UnreadableError(
            Problem(
                Position(1, 1), 'the file is empty; a scenario needs "scenario", "starts" and a "timeline"'
            )
        )
    return node


class _Loader(yaml.SafeLoader):
    """Leaves every plain scalar as text: what it means is decided here, not by YAML 1.1."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        del value, implicit
        return {ScalarNode: self.DEFAULT_SCALAR_TAG, SequenceNode: self.DEFAULT_SEQUENCE_TAG}.get(
            kind, self.DEFAULT_MAPPING_TAG
        )

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        peek: Callable[[], yaml.Event] = self.peek_event
        event: Any = peek()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.composer.ComposerError(
                None, None, "anchors and aliases are not read; write the value out", event.start_mark
            )
        if getattr(event, "tag", None):
            raise yaml.composer.ComposerError(
                None, None, "tags (!) are not read; write the plain value", event.start_mark
            )
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class _Collector:
    """Walks the nodes once: values out, positions into the document."""

    document: Document

    def value(self, node: Node, place: Place) -> Any:
        self.document.values[place] = _position(node)
        if len(place) > DEEPEST:
            raise RecursionError
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.value(each, (*place, index)) for index, each in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, content in node.value:
            if not isinstance(key, ScalarNode):
                raise UnreadableError(
                    Problem(_position(key), "a key has to be a word, not a list or a mapping")
                )
            _scalar(key)
            below = (*place, key.value)
            if key.value in found:
                self.document.duplicates.append((below, _position(key)))
                continue
            self.document.keys[below] = _position(key)
            found[key.value] = self.value(content, below)
        return found


def means_text(text: str) -> bool:
    """Whether a plain scalar of this text is read as text."""
    return isinstance(_plain(text), str)


def _scalar(node: Node) -> str | int | Decimal | bool | None:
    text: str = node.value
    if _UNPRINTABLE.search(text):
        raise UnreadableError(
            Problem(_position(node), "this text has a character that cannot be shown; leave it out")
        )
    if isinstance(node, ScalarNode) and node.style is not None:
        return text
    return _plain(text)


def _plain(text: str) -> str | int | Decimal | bool | None:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _position(node: Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _where(wrong: yaml.MarkedYAMLError) -> Position:
    mark = wrong.problem_mark or wrong.context_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def _sentence(wrong: yaml.MarkedYAMLError, text: str) -> str:
    """Say in plain words what the YAML reader stumbled over."""
    problem = wrong.problem or "this is no YAML"
    line = _where(wrong).line
    lines = text.splitlines()
    stumbled = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\\t" in problem or stumbled[: len(stumbled) - len(stumbled.lstrip())].count("\t"):
        return "a tab cannot indent YAML; write spaces"
    if "but found another document" in problem:
        return "a second document begins here; a file holds one scenario"
    if "mapping values are not allowed" in problem:
        return 'a text with ": " in it needs quotes around it'
    if "are not read" in problem:
        return problem
    context = f" {wrong.context}" if wrong.context else ""
    return f"this is no YAML: {problem}{context}"
