"""Plain data into one line of YAML in flow style, with quotes only where our reader needs them."""

import re
from decimal import Decimal
from typing import Any, Final

import yaml
from yaml.events import ScalarEvent
from yaml.nodes import Node, ScalarNode, SequenceNode

from harness.scenario.document import means_text

_MOMENT: Final = re.compile(r"\w[\w .+-]*(:\d[\w.+-]*)+")  # a colon before a digit needs no quotes


def flow(content: Any) -> str:
    """One line of YAML in flow style."""
    text: str = yaml.dump(
        content,
        Dumper=_Writer,
        default_flow_style=True,
        sort_keys=False,
        allow_unicode=True,
        width=float("inf"),
    )
    return text.removesuffix("...\n").rstrip("\n")


class _Writer(yaml.SafeDumper):
    """Quotes text, with double quotes, only where our reader would take it for something else."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        del value, implicit
        return {ScalarNode: self.DEFAULT_SCALAR_TAG, SequenceNode: self.DEFAULT_SEQUENCE_TAG}.get(
            kind, self.DEFAULT_MAPPING_TAG
        )

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        if isinstance(self.event, ScalarEvent) and _MOMENT.fullmatch(self.event.value):
            return ""
        return '"' if style == "'" else style

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _text(writer: _Writer, text: str) -> ScalarNode:
    plain = means_text(text)
    return writer.represent_scalar(_Writer.DEFAULT_SCALAR_TAG, text, style=None if plain else '"')


def _number(writer: _Writer, number: Decimal | int) -> ScalarNode:
    return writer.represent_scalar(_Writer.DEFAULT_SCALAR_TAG, f"{number:f}".removesuffix("."))


def _bare(writer: _Writer, word: bool | None) -> ScalarNode:  # noqa: FBT001 - the words of YAML
    return writer.represent_scalar(_Writer.DEFAULT_SCALAR_TAG, "null" if word is None else str(word).lower())


_Writer.add_representer(str, _text)
_Writer.add_representer(Decimal, _number)
_Writer.add_representer(int, lambda writer, number: _number(writer, Decimal(number)))
_Writer.add_representer(bool, _bare)
_Writer.add_representer(type(None), _bare)
