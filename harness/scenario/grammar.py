"""What every mapping and every step of the language is: frozen, strict about its words, aware of its line."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from harness.scenario.values import Day, Instant, Reading
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
    _records: str | None = PrivateAttr(default=None)

    def model_post_init(self, context: Any, /) -> None:
        if isinstance(context, Reading):
            self._line = context.line
            self._records = context.records

    @property
    def line(self) -> int:
        return self._line

    @property
    def written_at(self) -> str:
        """Where a person finds it: `line 9`, or `line 17 of case.records.jsonl`."""
        return f"line {self._line} of {self._records}" if self._records else f"line {self._line}"


class DatedStep(BaseStep):
    """A step that makes a document: it bears the day of the step, or another one."""

    dated: Day | None = Field(default=None, description="The document's date; without it the day of the step")
