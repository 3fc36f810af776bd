"""What every mapping and every step of the language is: frozen, strict about its words, aware of its line."""

from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr

from harness.scenario.values import Instant, Reading
from harness.scenario.words import word_of


class Words(BaseModel):
    """A mapping in the file: frozen, and no word that isn't known."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=word_of, validate_by_name=True, validate_by_alias=True
    )


class BaseStep(Words):
    """What all steps have: when, and on which line of the file (0 for a step made in memory)."""

    at: Instant
    _line: int = PrivateAttr(default=0)

    def model_post_init(self, context: Any, /) -> None:
        if isinstance(context, Reading):
            self._line = context.line

    @property
    def line(self) -> int:
        return self._line
