"""The gallery as people and machines read it: one line for each broken engine, and what all of them show."""

from collections.abc import Sequence
from statistics import median
from typing import Final

import msgspec
from rich.table import Table

from harness.engines.broken import GALLERY
from harness.exploration.catching import (
    FAULTS_AT_MOST,
    INVOICES_AT_MOST,
    SECONDS_AT_MOST,
    Caught,
    faults_in,
    invoices_in,
)
from harness.reporting.phrasing import counted
from harness.scenario.writing import write

_MEMBERS: Final = {member.name: member for member in GALLERY}


def line(caught: Caught) -> str:
    """Say how it went with one engine, as soon as it is known."""
    if caught.shrunk is None:
        return f"{caught.name}: not caught in {counted(caught.runs, 'run')}, {caught.seconds:.1f} s"
    shrunk = caught.shrunk
    return (
        f"{caught.name}: {shrunk.failure}, after {counted(caught.runs, 'run')} and {caught.seconds:.1f} s; "
        f"shrunk to {counted(len(shrunk.scenario.timeline), 'step')} in {shrunk.seconds:.1f} s"
    )


def table(all_caught: Sequence[Caught]) -> Table:
    """Set out all engines."""
    told = Table("mistake", "caught by", "runs", "seconds", "invoices", "faults", "shrunk in")
    for each in all_caught:
        mistake = each.name.replace("_", " ")
        if each.shrunk is None:
            told.add_row(mistake, "nobody", str(each.runs), f"{each.seconds:.1f}", "", "", "")
            continue
        story = each.shrunk.scenario
        told.add_row(
            mistake,
            each.shrunk.failure,
            str(each.runs),
            f"{each.seconds:.1f}",
            str(invoices_in(story)),
            str(faults_in(story)),
            f"{each.shrunk.seconds:.1f} s",
        )
    return told


def summary(all_caught: Sequence[Caught], broken_by_the_good: Sequence[int], compared: int) -> list[str]:
    """Say what the whole gallery shows."""
    runs = sorted(each.runs for each in all_caught if each.shrunk is not None)
    short = sum(each.is_short for each in all_caught)
    lines = [f"{len(runs)} of {len(all_caught)} are caught by the promise that names the mistake."]
    if runs:
        lines.append(f"Runs to catch one: median {median(runs):.0f}, worst {runs[-1]}.")
    lines.append(
        f"{short} of {len(all_caught)} were shrunk within {SECONDS_AT_MOST:.0f} s "
        f"to {INVOICES_AT_MOST} invoices and {FAULTS_AT_MOST} faults at the most."
    )
    kept = ", ".join(f"seed {seed}" for seed in broken_by_the_good)
    lines.append(
        f"The good engine broke a promise in {len(broken_by_the_good)} of the same {compared} stories"
        f"{f' ({kept})' if kept else ''}."
    )
    return lines


def as_json(all_caught: Sequence[Caught], broken_by_the_good: Sequence[int]) -> bytes:
    """Write the table for machines, each shrunk story as a scenario file."""
    gallery = [_entry(each) for each in all_caught]
    told = {"gallery": gallery, "broken_by_the_good_engine": list(broken_by_the_good)}
    return msgspec.json.format(msgspec.json.encode(told)) + b"\n"


def _entry(caught: Caught) -> dict[str, object]:
    member, shrunk = _MEMBERS[caught.name], caught.shrunk
    found: dict[str, object] = {
        "engine": member.spec,
        "mistake": member.mistake,
        "seen": member.seen,
        "breaks": [promise.phrase for promise in member.breaks],
        "caught_by": None if shrunk is None else shrunk.failure,
        "runs": caught.runs,
        "seconds": round(caught.seconds, 1),
    }
    if shrunk is not None:
        found |= {
            "invoices": invoices_in(shrunk.scenario),
            "faults": faults_in(shrunk.scenario),
            "steps": len(shrunk.scenario.timeline),
            "shrunk_in_seconds": round(shrunk.seconds, 1),
            "story": write(shrunk.scenario),
        }
    return found
