"""The case as files: the scenario, its records beside it, and what there is to say about each row."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from harness.timeline.ends import Ends, Problem
from harness.timeline.happenings import Event, Happening

COLUMNS: Final = ("file", "row", "column", "kind", "what", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """What the exports don't say of the clinic and of its Xero."""

    name: str = "The clinic"
    zone_name: str = "UTC"
    profile: str = "article"
    payment_types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case lies: `case.yaml`, and the files beside it that bear its name."""

    scenario: Path

    @property
    def records(self) -> Path:
        return self._beside("records.jsonl")

    @property
    def problems(self) -> Path:
        return self._beside("problems.csv")

    @property
    def problems_json(self) -> Path:
        return self._beside("problems.json")

    @property
    def numbers(self) -> Path:
        return self._beside("numbers.csv")

    @property
    def files(self) -> list[Path]:
        return [self.scenario, self.records, self.problems, self.problems_json, self.numbers]

    def _beside(self, what: str) -> Path:
        return self.scenario.with_name(f"{self.scenario.stem}.{what}")


def scenario_text(
    place: Place, clinic: Clinic, records: Sequence[Mapping[str, Any]], events: Sequence[Event]
) -> str:
    """Write the scenario: connected from the day before the first document on, and what happened then."""
    days = [record["at"] for record in records[:1]] + [event.at.isoformat() for event in events]
    eve = datetime.fromisoformat(min(days)) - timedelta(days=1)
    starts = eve.replace(hour=8, minute=0, second=0, microsecond=0).isoformat()
    lines = [
        "scenario: A clinic's exports, replayed",
        f"about: {_about(records, events)}",
        f"starts: {starts}",
        "clinic:",
        f"  name: {_quoted(clinic.name)}",
        f"  time zone: {_quoted(clinic.zone_name)}",
        *([f"  payment types: {_flow(clinic.payment_types)}"] if clinic.payment_types else []),
        f"xero: {{profile: {clinic.profile}}}",
        "timeline:",
        "  - {at: day 1 09:00, do: connect}",
        f"  - {{at: day 1 10:00, do: replay, records: {_quoted(place.records.name)}}}",
        *map(_step, events),
    ]
    return "\n".join(lines) + "\n"


def records_text(records: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def problems_csv(problems: Sequence[Problem]) -> str:
    return _csv(COLUMNS, ([getattr(each, name) for name in COLUMNS] for each in problems))


def problems_json(ends: Sequence[Ends], problems: Sequence[Problem], notes: Sequence[str]) -> str:
    counts = {each.file: asdict(each.counts()) for each in ends}
    data = {"counts": counts, "notes": list(notes), "problems": [asdict(each) for each in problems]}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def numbers_csv(renamed: Mapping[int, str]) -> str:
    return _csv(("invoice", "clinic's number"), renamed.items())


def _about(records: Sequence[Mapping[str, Any]], events: Sequence[Event]) -> str:
    invoices = sum(1 for record in records if record["do"] == "invoice")
    paid = sum(1 for record in records if record["do"] in {"pay", "prepay", "pay by credit"})
    told = [f"{event.happening.name.capitalize()} on {event.at:%Y-%m-%d at %H:%M}." for event in events]
    return _quoted(" ".join([f"{invoices:,} invoices and {paid:,} payments of a clinic's exports.", *told]))


def _step(event: Event) -> str:
    since = f", from: {event.since}" if event.happening is Happening.SYNCHRONISED else ""
    return f'  - {{at: "{event.at.isoformat()}", do: {event.happening.value}{since}}}'


def _flow(words: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(word)}: {_quoted(value)}" for word, value in words.items()) + "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _csv(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue()
