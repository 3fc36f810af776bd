"""From the evidence of a run to its coverage of trouble."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from harness.coverage.cells import BREAK, PARKED, REFUSED_AT, Blow, Cell, Disposition
from harness.coverage.coverage import Coverage
from harness.coverage.phases import NO_ANSWER_AFTER, Phases
from harness.nemesis.trouble import Trouble
from harness.reconciliation.breaks import Break
from harness.simulation.history import Actor, Call, Entry
from harness.simulation.papers import REFRESH
from harness.simulation.refusals import Gate

SET_ASIDE: Final = f"{PARKED}: "  # how an engine's note begins that names the reason
BLOWS: Final = frozenset(each.value for each in Blow) - {Blow.OUTAGE.value}
JUST_BEFORE: Final = timedelta(microseconds=1)
UNWELL: Final = 500
OUT: Final = 503
GARBLED: Final = (Trouble.RESET.value, Trouble.GATEWAY_ERROR.value)  # Xero said it, the engine never read it
_MEANS: Final = {
    Gate.TOKENS: Disposition.REJECTED,
    Gate.BEARER: Disposition.TOKEN_REFUSED,
    Gate.SCOPE: Disposition.TOKEN_REFUSED,
    Gate.TENANCY: Disposition.DISCONNECTED,
    Gate.MINUTE: Disposition.THROTTLED,
    Gate.DAY: Disposition.THROTTLED,
    Gate.CONCURRENT: Disposition.THROTTLED,
    Gate.APP_MINUTE: Disposition.THROTTLED,
    Gate.PAYMENTS: Disposition.THROTTLED,
    Gate.IDEMPOTENCY: Disposition.UNKNOWN,
    Gate.BOOKS: Disposition.REJECTED,
}


def coverage_of(history: Sequence[Entry], calls: Sequence[Call], breaks: Iterable[Break]) -> Coverage:
    """Count what a run reached."""
    phases = Phases.of(history, calls)
    crashes = [each.instant for each in history if _is_blow(each) and each.operation == Blow.CRASH.value]
    counts: Counter[Cell] = Counter()
    for entry in history:
        counts.update(_of_entry(entry, phases))
    for call in calls:
        counts.update(_of_call(call, phases, crashes))
    counts.update(Cell(BREAK, each.kind.name) for each in breaks)
    return Coverage(counts)


def _of_entry(entry: Entry, phases: Phases) -> Iterator[Cell]:
    """An outage is counted by the calls that it strikes."""
    if _is_blow(entry):
        crash = entry.operation == Blow.CRASH.value
        # A consent lapses just before somebody connects again: what begins at this instant comes after it.
        for phase in phases.at(entry.instant if crash else entry.instant - JUST_BEFORE):
            yield Cell(entry.operation, phase.value)
    elif entry.actor is Actor.ENGINE and entry.operation.startswith(SET_ASIDE):
        yield Cell(PARKED, entry.operation.removeprefix(SET_ASIDE))


def _of_call(call: Call, phases: Phases, crashes: Sequence[datetime]) -> Iterator[Cell]:
    rows = [each.value for each in _dispositions(call, crashes)]
    if call.trouble:
        rows.append(call.trouble)
    if call.status == OUT:
        rows.append(Blow.OUTAGE.value)
    for phase in phases.of_call(call):
        for row in rows:
            yield Cell(row, phase.value)
    if gate := _gate(call):
        yield Cell(REFUSED_AT, gate.value)


def _dispositions(call: Call, crashes: Sequence[datetime]) -> Iterator[Disposition]:
    """What the answer leaves to think; nothing where the engine died before it came."""
    if call.answered_at is None:
        if not any(call.departed_at <= each <= call.departed_at + NO_ANSWER_AFTER for each in crashes):
            yield Disposition.UNKNOWN
    elif call.status is None or call.status >= UNWELL or call.trouble in GARBLED:
        yield Disposition.UNKNOWN
    elif call.gate:
        gone = call.gate is Gate.TOKENS and call.grant == REFRESH
        yield Disposition.DISCONNECTED if gone else _MEANS[call.gate]
    else:
        if any(paper.refused for paper in call.returns):
            yield Disposition.REJECTED
        if not call.returns or any(not paper.refused for paper in call.returns):
            yield Disposition.ACCEPTED


def _gate(call: Call) -> Gate | None:
    """The books refuse single documents inside a good answer, too."""
    return Gate.BOOKS if any(paper.refused for paper in call.returns) else call.gate


def _is_blow(entry: Entry) -> bool:
    return entry.actor is Actor.NEMESIS and entry.operation in BLOWS
