"""Scenario files in, scenarios out; or every problem of a file with its line and column.

It reads and checks; nothing runs here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from harness.scenario import schema
from harness.scenario.document import Document, Place, UnreadableError, read_document
from harness.scenario.moments import Calendar, offset_name, read_iso_instant, zone_named
from harness.scenario.problems import NoScenariosError, Position, Problem, ScenarioError, Spot
from harness.scenario.records import UnreadableRecordsError, read_records
from harness.scenario.story import objections
from harness.scenario.translating import missing, problems_in, said_of
from harness.scenario.values import Reading
from harness.scenario.words import MisreadError, meant

__all__ = ["NoScenariosError", "ScenarioError", "find", "load", "loads"]

IN_MEMORY: Final = "<scenario>"
SUFFIXES: Final = (".yaml", ".yml")
_ANY_STEP: Final[TypeAdapter[schema.Step]] = TypeAdapter(schema.Step)
_NO_CALENDAR: Final = Calendar(datetime(2026, 1, 1, tzinfo=UTC), UTC)


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the scenario files that the paths name, folders searched through. Raises NoScenariosError."""
    return [file for path in paths for file in _files_of(path)]


def load(path: Path) -> schema.Scenario:
    """Read one scenario file. Raises NoScenariosError, or ScenarioError with every problem in it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        problem = Problem(Position(1, 1), "this is not a text file; a scenario is YAML text in UTF-8")
        raise ScenarioError(path, [problem]) from wrong
    except OSError as wrong:
        raise NoScenariosError(f"{path}: {wrong.strerror or 'cannot be read'}") from wrong
    return loads(text, path)


def loads(text: str, path: Path | None = None) -> schema.Scenario:
    """Read a scenario from text. Raises ScenarioError with every problem in it."""
    try:
        document = read_document(text)
    except UnreadableError as wrong:
        raise ScenarioError(path or IN_MEMORY, [wrong.problem]) from wrong
    reader = _Reader(document, path)
    scenario = reader.read()
    if scenario is None or reader.problems:
        raise ScenarioError(path or IN_MEMORY, reader.problems)
    return scenario


def _files_of(path: Path) -> list[Path]:
    if not path.exists():
        raise NoScenariosError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        return [path]
    found = sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES and each.is_file())
    if not found:
        raise NoScenariosError(f"{path}: there is no scenario (*.yaml) in this folder")
    return found


@dataclass
class _Reader:
    """Reads one document, step by step, so that one bad step doesn't hide what is wrong with the next."""

    document: Document
    path: Path | None
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> schema.Scenario | None:
        data = self.document.data
        for place, position in self.document.duplicates:
            self._object(
                position, place[:-1], f'the key "{place[-1]}" is here a second time; keep one of them'
            )
        if not isinstance(data, dict):
            self._object(Position(1, 1), (), 'a scenario is a mapping; begin with "scenario: the title"')
            return None
        calendar = self._calendar(data)
        written = data.get("timeline")
        steps = list(self._steps(written if isinstance(written, list) else [], calendar or _NO_CALENDAR))
        if calendar is not None and isinstance(written, list) and written:
            self._listen(steps, written, calendar)
        return self._whole(data, [step for _, step in steps])

    def _whole(self, data: dict[str, Any], steps: list[schema.Step]) -> schema.Scenario | None:
        """Read everything but the steps, which have been read."""
        unread_steps = isinstance(data.get("timeline"), list) and data["timeline"] and not steps
        timeline = [schema.Connect(at=_NO_CALENDAR.starts)] if unread_steps else steps
        around = {**data, "timeline": timeline} if isinstance(data.get("timeline"), list) else data
        try:
            return schema.Scenario.model_validate(
                around, context=Reading(path=self.path), by_alias=True, by_name=False
            )
        except ValidationError as wrong:
            self.problems += problems_in(wrong, self.document)
            return None

    def _calendar(self, data: dict[str, Any]) -> Calendar | None:
        """Find out when the story starts and where; what is wrong with that is told with the rest."""
        clinic = data.get("clinic")
        zone = clinic.get("time zone") if isinstance(clinic, dict) else None
        try:
            starts = read_iso_instant(str(data.get("starts")))
            return Calendar(starts, zone_named(offset_name(starts) if zone is None else str(zone)))
        except MisreadError:
            return None

    def _steps(self, written: list[Any], calendar: Calendar) -> Iterator[tuple[Spot, schema.Step]]:
        for index, raw in enumerate(written):
            place: Place = ("timeline", index)
            if not self._is_a_step(raw, place):
                continue
            reading = Reading(calendar, self.document.position(place).line, self.path)
            try:
                kind = schema.STEPS[raw["do"]]
                step = kind.model_validate(raw, context=reading, by_alias=True, by_name=False)
                if isinstance(step, schema.Replay):
                    yield from self._replayed(index, step, calendar)
                else:
                    yield Spot(index), _ANY_STEP.validate_python(step)
            except ValidationError as wrong:
                self.problems += problems_in(wrong, self.document, place)

    def _replayed(
        self, index: int, replay: schema.Replay, calendar: Calendar
    ) -> Iterator[tuple[Spot, schema.Step]]:
        """Put the records of a file in the place of the step that names it."""
        place: Place = ("timeline", index, "records")
        try:
            records = read_records(self.path.parent if self.path else Path(), replay, calendar)
        except UnreadableRecordsError as wrong:
            for sentence in wrong.sentences:
                self._object(self.document.position(place), place, sentence)
            return
        for step in records:
            yield Spot(index, step.line), step

    def _is_a_step(self, raw: Any, place: Place) -> bool:
        if not isinstance(raw, dict):
            self._object(
                self.document.position(place),
                place,
                "a step is a mapping; write {at: day 1 09:00, do: connect}",
            )
        elif "do" not in raw:
            self.problems.append(missing("do", place, self.document))
        elif not isinstance(raw["do"], str) or raw["do"] not in schema.STEPS:
            hint = meant(str(raw["do"]), schema.STEPS)
            self._object(self.document.position((*place, "do")), place, f'unknown step "{raw["do"]}"; {hint}')
        else:
            return True
        return False

    def _listen(self, steps: list[tuple[Spot, schema.Step]], written: list[Any], calendar: Calendar) -> None:
        """Check that the story adds up; of unreadable steps at least numbers and labels are known."""
        readable = {spot.step for spot, _ in steps}
        unread = [raw for index, raw in enumerate(written) if index not in readable and isinstance(raw, dict)]
        if not any(isinstance(raw, dict) and raw.get("do") == "connect" for raw in written) and not unread:
            self._object(
                self.document.position(("timeline",)),
                ("timeline",),
                'nothing connects to Xero; begin with "{at: day 1 09:00, do: connect}"',
            )
            return
        for objection in objections(steps, calendar, _hearsay(unread), exact=not unread):
            place: Place = ("timeline", objection.spot.step)
            if objection.spot.line:
                told = (*place, "records")
                line = f"{written[objection.spot.step]['records']}, line {objection.spot.line}"
                sentence = said_of((line, *objection.path), objection.sentence)
                self._object(self.document.position(told), told, sentence)
                continue
            place = (*place, *objection.path)
            self._object(self.document.position(place), place, objection.sentence)

    def _object(self, position: Position, place: Place, sentence: str) -> None:
        self.problems.append(Problem(position, said_of(place, sentence)))


def _hearsay(unread: list[dict[str, Any]]) -> frozenset[str]:
    """What unreadable steps would have made known: that somebody connected, numbers, labels, patients."""
    heard = {"connect"} if unread else set()
    for raw in unread:
        patient = raw.get("patient")
        heard |= {
            f"invoice {raw.get('number')}",
            f"payment {raw.get('payment')}",
            f"patient {patient.get('id') if isinstance(patient, dict) else patient}",
        }
    return frozenset(heard)
