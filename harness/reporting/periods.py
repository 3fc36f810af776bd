"""What lasted in a run, when Xero was connected and when there was trouble, and the moments worth going to.

Pure: history in, instants and words out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from harness.result import RunResult
from harness.simulation.history import Actor, Ended, Entry

COMES: Final = {"connect", "reconnect"}
GOES: Final = {"disconnect", "consent lapses"}
TROUBLES: Final = ("crash", "outage", "storm")
MOMENTS: Final = {
    (Actor.CLINIC, "connect"): "connected",
    (Actor.CLINIC, "reconnect"): "reconnected",
    (Actor.CLINIC, "synchronise"): "synchronise pressed",
    (Actor.CLINIC, "change settings"): "settings changed",
    (Actor.CLINIC, "retry"): "tried again",
    (Actor.ENGINE, "backfill finished"): "synchronised",
    (Actor.NEMESIS, "disconnect"): "disconnected",
    (Actor.NEMESIS, "consent lapses"): "consent lapsed",
    (Actor.NEMESIS, "crash"): "engine crashed",
    (Actor.NEMESIS, "crash ends"): "engine back",
    (Actor.NEMESIS, "outage"): "Xero away",
    (Actor.NEMESIS, "outage ends"): "Xero back",
    (Actor.NEMESIS, "storm"): "storm",
    (Actor.NEMESIS, "storm ends"): "storm over",
}


@dataclass(frozen=True, slots=True)
class Period:
    """Something that lasted. `ended_by` is the operation that ended it; "" if the run ended before."""

    kind: str
    began: datetime
    ended: datetime
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant worth going to, and the actor whose it is."""

    instant: datetime
    actor: Actor
    words: str


def connected_periods(result: RunResult) -> list[Period]:
    """When Xero was connected, in the order of time."""
    return list(_connected(result.history.entries, result.ended_at))


def disconnected_periods(result: RunResult) -> list[Period]:
    """What lies behind each loss of the connection, until it came back or the run ended.

    Its `ended_by` says whether somebody reconnected; its `kind` is what took the connection away.
    """
    connected = connected_periods(result)
    back = [each.began for each in connected[1:]]
    lost = [each for each in connected if each.ended_by]
    return [
        Period(
            each.ended_by,
            each.ended,
            *((back[place], "reconnect") if place < len(back) else (result.ended_at,)),
        )
        for place, each in enumerate(lost)
    ]


def trouble_periods(result: RunResult) -> list[Period]:
    """Crashes, outages and storms, in the order in which they began."""
    found = list(_troubles(result.history.entries, result.ended_at))
    return sorted(found, key=lambda each: each.began)


def moments_of(result: RunResult) -> list[Moment]:
    """Return what a reader wants to jump to."""
    return [
        Moment(entry.instant, entry.actor, words)
        for entry in _ok(result.history.entries)
        if (words := MOMENTS.get((entry.actor, entry.operation)))
    ]


def _connected(entries: Sequence[Entry], end: datetime) -> Iterator[Period]:
    since: datetime | None = None
    for entry in _ok(entries):
        if entry.operation in COMES and entry.actor is Actor.CLINIC and since is None:
            since = entry.instant
        elif entry.operation in GOES and entry.actor is Actor.NEMESIS and since is not None:
            yield Period("connected", since, entry.instant, entry.operation)
            since = None
    if since is not None:
        yield Period("connected", since, end)


def _troubles(entries: Sequence[Entry], end: datetime) -> Iterator[Period]:
    began: dict[str, datetime] = {}
    for entry in entries:
        if entry.actor is not Actor.NEMESIS:
            continue
        name = entry.operation.removesuffix(" ends")
        if entry.operation in TROUBLES:
            began.setdefault(name, entry.instant)
        elif name in began and name != entry.operation:
            yield Period(name, began.pop(name), entry.instant, entry.operation)
    for name, instant in began.items():
        yield Period(name, instant, end)


def _ok(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.outcome is Ended.OK)
