"""Records beside a scenario: one step of the clinic a line, in JSON. A `replay` step names the file.

The words are those of the timeline; only what the clinic does with its documents can be a record.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec
from pydantic import ValidationError

from harness.scenario import clinic_steps
from harness.scenario.document import Document
from harness.scenario.grammar import BaseStep
from harness.scenario.moments import Calendar
from harness.scenario.steps import STEPS, Replay, Step
from harness.scenario.translating import problems_in
from harness.scenario.values import Reading
from harness.scenario.words import meant

RECORDED: Final = {word: kind for word, kind in STEPS.items() if kind.__module__ == clinic_steps.__name__}
_JSON: Final = msgspec.json.Decoder(float_hook=Decimal)
TOLD_AT_MOST: Final = 20  # a file with one mistake on each of ten thousand lines has one mistake


class UnreadableRecordsError(Exception):
    """A file of records that cannot be replayed: a sentence for each line that is wrong."""

    def __init__(self, sentences: Sequence[str]) -> None:
        more = len(sentences) - TOLD_AT_MOST
        self.sentences = [*sentences[:TOLD_AT_MOST], *([f"and {more} lines more"] if more > 0 else [])]
        super().__init__("\n".join(self.sentences))


def read_records(folder: Path, replay: Replay, calendar: Calendar) -> list[Step]:
    """Read the file that a step names, from the scenario's folder. Raises UnreadableRecordsError."""
    reader = _Reader(calendar, replay)
    steps = [step for line, text in _lines(folder / replay.records) for step in reader.read(line, text)]
    if reader.sentences:
        raise UnreadableRecordsError(reader.sentences)
    if not steps:
        raise UnreadableRecordsError(["there is no record in this file; write one step a line, in JSON"])
    return steps


def _lines(file: Path) -> list[tuple[int, str]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise UnreadableRecordsError(["this is not a text file; records are JSON Lines in UTF-8"]) from wrong
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "strerror", None) or "it cannot be read"
        raise UnreadableRecordsError([f"no such records beside the scenario: {reason}"]) from wrong
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


class _Reader:
    """Reads line by line, so that one bad line doesn't hide the next."""

    def __init__(self, calendar: Calendar, replay: Replay) -> None:
        self.sentences: list[str] = []
        self._calendar = calendar
        self._replay = replay

    def read(self, line: int, text: str) -> Iterator[Step]:
        try:
            raw = _JSON.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            self._object(line, 'this is no JSON; write one step a line: {"at": ..., "do": "pay", ...}')
            return
        if not isinstance(raw, dict) or not isinstance(raw.get("do"), str) or raw["do"] not in RECORDED:
            word = str(raw.get("do", "")) if isinstance(raw, dict) else ""
            self._object(line, f'"do" has to be something that a clinic does; {meant(word, RECORDED)}')
            return
        yield from self._step(line, raw)

    def _step(self, line: int, raw: dict[str, Any]) -> Iterator[Step]:
        reading = Reading(self._calendar, line, records=self._replay.records)
        try:
            step: Any = RECORDED[raw["do"]].model_validate(raw, context=reading, by_alias=True, by_name=False)
        except ValidationError as wrong:
            for problem in problems_in(wrong, Document({"timeline": [raw]}), ("timeline", 0)):
                self._object(line, problem.sentence.removeprefix("timeline step 1").removeprefix(", "))
            return
        if self._is_early(step):
            self._object(line, 'at: this is before the "at" of the step that replays it; write a later time')
            return
        yield step

    def _is_early(self, step: BaseStep) -> bool:
        return step.at < self._replay.at

    def _object(self, line: int, sentence: str) -> None:
        self.sentences.append(f"{self._replay.records}, line {line}: {sentence.removeprefix(': ')}")
