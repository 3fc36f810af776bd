"""When an engine was at what: the phases of a run, derived from its history and its calls.

What a foreign engine does not say of itself (that a backfill has ended) leaves that phase open to the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from harness.coverage.cells import Blow, Phase
from harness.simulation.history import Actor, Call, Ended, Entry
from harness.simulation.papers import CONSENT, REFRESH
from harness.simulation.refusals import Gate

TIES: Final = ("connect", "reconnect")
NO_ANSWER_AFTER: Final = timedelta(seconds=30)  # a call without an answer is under way as long
RESTARTS_AFTER: Final = timedelta(minutes=2)  # where the history does not say when the engine was back
RECOVERED_AFTER: Final = timedelta(minutes=10)  # at the latest: where nothing was left to do
BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant to another, both included."""

    began: datetime
    ended: datetime = NEVER

    def holds(self, instant: datetime) -> bool:
        return self.began <= instant <= self.ended


@dataclass(frozen=True, slots=True)
class Phases:
    """The spans of each phase. `tied` is when the engine has every reason to think that it is connected."""

    tied: Sequence[Span]
    long: Sequence[tuple[Phase, Span]]  # connecting, backfill, recovering, settling
    requests: Sequence[tuple[Phase, Span]]  # refreshing, mid-batch

    @classmethod
    def of(cls, history: Sequence[Entry], calls: Sequence[Call]) -> "Phases":
        """Read a run."""
        losses = _losses(calls)
        long = [
            *((Phase.CONNECTING, span) for span in _connecting(history, calls)),
            *((Phase.BACKFILL, span) for span in _backfills(history, losses)),
            *((Phase.RECOVERING, span) for span in _recoveries(history)),
            (Phase.SETTLING, Span(_last_deed(history))),
        ]
        requests = [(phase, _under_way(call)) for call in calls for phase in _own(call)]
        return cls([*_ties(history, losses)], long, requests)

    def at(self, instant: datetime) -> set[Phase]:
        """Return what the engine is at; nothing while it is neither tied nor being tied."""
        return self._or_live(instant, {phase for phase, span in self.requests if span.holds(instant)})

    def of_call(self, call: Call) -> set[Phase]:
        """Return what the engine was at when it sent this."""
        return self._or_live(call.departed_at, set(_own(call)))

    def _or_live(self, instant: datetime, own: set[Phase]) -> set[Phase]:
        tied = any(span.holds(instant) for span in self.tied)
        connecting = any(span.holds(instant) for phase, span in self.long if phase is Phase.CONNECTING)
        if not tied and not connecting:
            return set()
        return own | {phase for phase, span in self.long if span.holds(instant)} or {Phase.LIVE}


def _own(call: Call) -> tuple[Phase, ...]:
    """What a call is by itself."""
    if call.grant == REFRESH:
        return (Phase.REFRESHING,)
    return (Phase.MID_BATCH,) if len(call.carries) > 1 else ()


def _under_way(call: Call) -> Span:
    return Span(call.departed_at, call.answered_at or call.departed_at + NO_ANSWER_AFTER)


def _connecting(history: Sequence[Entry], calls: Sequence[Call]) -> Iterator[Span]:
    """From the first request for the tokens of a consent until the user is done."""
    done = [each.instant for each in history if each.actor is Actor.CLINIC and each.operation in TIES]
    until = BEGINNING
    for call in calls:
        if call.grant == CONSENT and call.departed_at > until:
            until = _first(done, call.departed_at)
            yield Span(call.departed_at, until)


def _losses(calls: Sequence[Call]) -> list[datetime]:
    """When the engine heard that Xero knows it no more, whenever that had come about."""
    return sorted(
        call.answered_at
        for call in calls
        if call.answered_at
        and (call.gate is Gate.TENANCY or (call.gate is Gate.TOKENS and call.grant == REFRESH))
    )


def _ties(history: Sequence[Entry], losses: Sequence[datetime]) -> Iterator[Span]:
    until = BEGINNING
    for each in history:
        if each.actor is Actor.CLINIC and each.operation in TIES and each.instant > until:
            until = _first(losses, each.instant)
            yield Span(each.instant, until)


def _backfills(history: Sequence[Entry], losses: Sequence[datetime]) -> Iterator[Span]:
    """From the button until the engine has finished, or hears that the tie is lost."""
    finished = [each.instant for each in history if _has_finished(each)]
    until = BEGINNING
    for each in history:
        pressed = each.actor is Actor.CLINIC and each.operation == "synchronise" and each.outcome is Ended.OK
        if pressed and each.instant > until:
            until = min(_first(finished, each.instant), _first(losses, each.instant))
            yield Span(each.instant, until)


def _recoveries(history: Sequence[Entry]) -> Iterator[Span]:
    """From the restart until the first delivery."""
    for place, each in enumerate(history):
        if each.actor is Actor.NEMESIS and each.operation == Blow.CRASH.value:
            later = history[place + 1 :]
            back = next(
                (e.instant for e in later if e.actor is Actor.NEMESIS and e.operation == "crash ends"),
                each.instant + RESTARTS_AFTER,
            )
            latest = back + RECOVERED_AFTER
            delivered = (e.instant for e in later if e.instant >= back and _is_delivery(e))
            yield Span(back, min(next(delivered, latest), latest))


def _last_deed(history: Sequence[Entry]) -> datetime:
    people = (Actor.CLINIC, Actor.BOOKKEEPER)
    return next((each.instant for each in reversed(history) if each.actor in people), NEVER)


def _first(instants: Sequence[datetime], since: datetime) -> datetime:
    return next((instant for instant in instants if instant >= since), NEVER)


def _has_finished(entry: Entry) -> bool:
    return entry.actor is Actor.ENGINE and entry.operation == "backfill finished"


def _is_delivery(entry: Entry) -> bool:
    return entry.actor is Actor.ENGINE and entry.record is not None and entry.outcome is Ended.OK
