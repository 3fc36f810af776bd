"""Two runs side by side, in words for the terminal and as JSON. It compares nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, Final

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.checkers.evidence import Parked
from harness.checkers.verdict import Outcome
from harness.reconciliation.breaks import Break
from harness.reporting.console import WORD
from harness.reporting.phrasing import counted, duration, money, signed, without_names, zone_of
from harness.result import RunResult
from harness.simulation.history import Entry, instant_text
from harness.standings import Arrival
from harness.whatif.consequences import Changed, Consequences, Moved, OnlyIn
from harness.whatif.parting import Parting

SHOWN: Final = 5  # of a long list on the terminal; everything is in the JSON
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def tell_whatif(console: Console, runs: tuple[RunResult, RunResult], found: Consequences) -> None:
    """Print which runs these are, where they part, and what came of it."""
    for name, run in zip("AB", runs, strict=True):
        console.print(
            Text.assemble((f"{name}  ", "bold"), run.scenario, "  ", (run.reproduce, "dim")), soft_wrap=True
        )
    zone = zone_of(runs[0])
    if found.alike:
        console.print(
            Text("Both runs are alike, from the first entry of their histories to the last.", "green")
        )
        return
    _tell_parting(console, found.parting, zone)
    console.print(Text("\nWhat it did", "bold"))
    for line in _lines(found, zone):
        console.print(Text(f"  {line}"), soft_wrap=True)


def whatif_json(runs: tuple[RunResult, RunResult], found: Consequences) -> bytes:
    """Everything that differs, as one JSON object."""
    first, second = runs
    told: dict[str, Any] = {
        "alike": found.alike,
        "a": _run_object(first),
        "b": _run_object(second),
        "first_difference": _parting_object(found.parting),
        "verdicts": [_changed_object(each) for each in found.verdicts],
        "totals": [_changed_object(each) for each in found.totals],
        "breaks": _only_object(found.breaks.map(_break_said)),
        "parked": _only_object(found.parked.map(_parked_said)),
        "arrived_only": _only_object(found.arrivals.map(document_said)),
        "arrived_at_another_time": [
            {
                "document": document_said(each.first),
                "a": instant_text(each.first.instant),
                "b": instant_text(each.second.instant),
            }
            for each in found.moved
        ],
        "requests": [_changed_object(each) for each in found.requests],
        "backfill_seconds": _changed_object(found.backfill) if found.backfill else None,
    }
    return msgspec.json.format(_ENCODER.encode(told), indent=2) + b"\n"


def _tell_parting(console: Console, parting: Parting | None, zone: tzinfo) -> None:
    if parting is None:
        console.print("Both histories are alike; the runs differ in what came of them.")
        return
    console.print(Text(f"The first difference is entry {parting.place:,} of the history:", "bold"))
    table = Table(
        "", "when", "who", "what", "about", "ended", box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False
    )
    for each in parting.before:
        table.add_row("both", *_entry_cells(each, zone), style="dim")
    table.add_row("A", *_entry_cells(parting.first, zone))
    table.add_row("B", *_entry_cells(parting.second, zone))
    console.print(table)


def _entry_cells(entry: Entry | None, zone: tzinfo) -> list[Text]:
    if entry is None:
        return [Text(), Text(), Text("nothing more")]
    record = str(entry.record) if entry.record else ""
    words = (_moment(entry.instant, zone), entry.actor.value, entry.operation, record, entry.outcome.value)
    return [Text(each) for each in words]


def _lines(found: Consequences, zone: tzinfo) -> Iterator[str]:
    if not (found.totals or found.breaks or found.parked):
        yield "Both books end alike."
    judged_and_summed: tuple[Changed[Any], ...] = (*found.verdicts, *found.totals)
    yield from map(_changed_said, judged_and_summed)
    yield from _only_lines("break", found.breaks.map(_break_said))
    yield from _only_lines("parked document", found.parked.map(_parked_said))
    yield from _only_lines("arrived document", found.arrivals.map(document_said))
    yield from _moved_lines(found.moved, zone)
    yield from map(_changed_said, found.requests)
    if found.backfill is not None:
        yield f"backfill: {_lasted(found.backfill.first)} in A, {_lasted(found.backfill.second)} in B"


def _changed_said(changed: Changed[Any]) -> str:
    return f"{changed.name}: {_said(changed.first)} in A, {_said(changed.second)} in B"


def _only_lines(noun: str, only: OnlyIn[str]) -> Iterator[str]:
    for name, found in (("A", only.first), ("B", only.second)):
        if found:
            yield f"{counted(len(found), noun)} only in {name}:"
            yield from (f"  {each}" for each in found[:SHOWN])
        if len(found) > SHOWN:
            yield f"  and {len(found) - SHOWN:,} more"


def _moved_lines(moved: Sequence[Moved], zone: tzinfo) -> Iterator[str]:
    if not moved:
        return
    yield f"{counted(len(moved), 'document')} came to Xero at another time; the furthest:"
    for each in moved[:SHOWN]:
        apart = f"{duration(abs(each.later_seconds))} {'later' if each.later_seconds > 0 else 'earlier'}"
        first, second = _moment(each.first.instant, zone), _moment(each.second.instant, zone)
        yield f"  {document_said(each.first)}: {first} in A, {second} in B, {apart}"


def document_said(arrival: Arrival) -> str:
    """`invoice 1004`, `payment 2 on invoice 1004`."""
    return (
        f"payment {arrival.place} on invoice {arrival.number}"
        if arrival.place
        else f"invoice {arrival.number}"
    )


def _break_said(each: Break) -> str:
    return f"{each.kind.name}, {each.record}, {signed(each.amount)}: {each.explanation}"


def _parked_said(each: Parked) -> str:
    return without_names(f"{each.kind} {each.number}: {each.reason}")


def _said(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, Outcome):
        return WORD[value]
    return money(value) if isinstance(value, Decimal) else f"{value:,}"


def _lasted(seconds: float | None) -> str:
    return "none" if seconds is None else duration(seconds)


def _moment(instant: datetime, zone: tzinfo) -> str:
    there = instant.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M:%S}.{there.microsecond // 1000:03}"


def _run_object(run: RunResult) -> dict[str, Any]:
    return {
        "scenario": run.scenario,
        "seed": run.seed,
        "digest": run.digest,
        "outcome": "held" if run.held else "broken",
        "reproduce": run.reproduce,
    }


def _parting_object(parting: Parting | None) -> dict[str, Any] | None:
    if parting is None:
        return None
    return {
        "entry": parting.place,
        "before": [msgspec.Raw(each.line()) for each in parting.before],
        "a": msgspec.Raw(parting.first.line()) if parting.first else None,
        "b": msgspec.Raw(parting.second.line()) if parting.second else None,
    }


def _changed_object(changed: Changed[Any]) -> dict[str, Any]:
    return {"name": changed.name, "a": changed.first, "b": changed.second}


def _only_object(only: OnlyIn[str]) -> dict[str, list[str]]:
    return {"a": list(only.first), "b": list(only.second)}
