"""What happened in a run, told in sentences for somebody who supports the clinic. Nothing is judged here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Final

from harness.reconciliation.breaks import Break, BreakKind
from harness.reporting.periods import Period, connected_periods, disconnected_periods, trouble_periods
from harness.reporting.phrasing import counted, duration, local, money, zone_of
from harness.result import RunResult
from harness.simulation.history import Actor, Ended
from harness.standings import Side, standing_at

NAMED_AT_MOST: Final = 8  # invoices in one finding; the tables have all
LOST: Final = {
    "disconnect": "somebody removed the app in Xero",
    "consent lapses": "the consent to Xero lapsed",
}
WRONGS: Final = {
    BreakKind.MISSING_IN_XERO: "missing in Xero",
    BreakKind.DUPLICATED: "doubled in Xero",
    BreakKind.UNKNOWN_TO_CLINIC: "in Xero without the clinic knowing",
    BreakKind.AMOUNT_DIFFERS: "with another amount in Xero",
    BreakKind.STATUS_DIFFERS: "in another state in Xero",
    BreakKind.WRONG_ACCOUNT: "in the wrong account",
    BreakKind.MISALLOCATED: "set against the wrong invoice",
}


class Tone(Enum):
    """How a finding is meant; the value is the word that stands beside its colour and its shape."""

    RIGHT = "right"
    EXPECTED = "expected"
    WAITING = "waiting"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence on how the run ended, and the invoices that it is about."""

    tone: Tone
    words: str
    invoices: tuple[str, ...] = ()
    more: int = 0


def what_happened(result: RunResult) -> list[str]:
    """Tell the run in sentences, in the order of time as far as sentences can be."""
    return [
        *_connecting(result),
        *_losses(result),
        *_synchronising(result),
        *_troubles(result),
        *_refusals(result),
        *_by_bookkeeper(result),
        _last_arrival(result),
    ]


def findings_of(result: RunResult) -> list[Finding]:
    """Say what is wrong, what is expected and what waits for a person; that all is well is said, too."""
    wrong = [each for each in result.breaks if not each.kind.expected]
    found = [_wrong(kind, [each for each in wrong if each.kind is kind]) for kind in WRONGS]
    told = [each for each in found if each]
    if not told:
        words = "Nothing is missing, nothing is doubled, and all amounts agree."
        told.append(Finding(Tone.RIGHT, words))
    return [*told, *_by_hand(result), *_parked(result)]


def _connecting(result: RunResult) -> Iterator[str]:
    for first in connected_periods(result)[:1]:
        yield f"Xero was connected on {_at(result, first.began)}."


def _losses(result: RunResult) -> Iterator[str]:
    for lost in disconnected_periods(result):
        lasted = duration((lost.ended - lost.began).total_seconds())
        yield f"On {_at(result, lost.began)} {LOST[lost.kind]}; {_until(result, lost)}, for {lasted}."
        deeds = _recorded(result, lost)
        if deeds:
            yield f"Meanwhile the clinic recorded {deeds}; {_lacking(result, lost.ended)}."


def _until(result: RunResult, lost: Period) -> str:
    if not lost.ended_by:
        return "it was never connected again while the run lasted"
    return f"it stayed disconnected until {_at(result, lost.ended)}"


def _recorded(result: RunResult, during: Period) -> str:
    done = Counter(
        entry.operation
        for entry in result.history.entries
        if entry.actor is Actor.CLINIC and during.began <= entry.instant < during.ended
    )
    parts = ((done["issue invoice"], "invoice"), (done["take payment"], "payment"))
    return " and ".join(counted(number, noun) for number, noun in parts if number)


def _lacking(result: RunResult, instant: datetime) -> str:
    """How far apart the two sides were at an instant."""
    clinic = {each.number for each in standing_at(result.standings, instant, Side.CLINIC)}
    xero = {each.number for each in standing_at(result.standings, instant, Side.XERO)}
    lacking = counted(len(clinic - xero), "invoice")
    return f"by {_at(result, instant)} the clinic had {lacking} that Xero had not"


def _synchronising(result: RunResult) -> Iterator[str]:
    pressed = [
        entry.instant
        for entry in result.history.entries
        if entry.operation == "synchronise" and entry.actor is Actor.CLINIC and entry.outcome is Ended.OK
    ]
    finished = [entry.instant for entry in result.history.entries if entry.operation == "backfill finished"]
    for began in pressed:
        ended = next((instant for instant in finished if instant >= began), None)
        words = f"On {_at(result, began)} somebody pressed Synchronise previous information to Xero"
        if ended is None:
            yield f"{words}."
        else:
            lasted = duration((ended - began).total_seconds())
            yield f"{words}; it had finished by {_at(result, ended)}, {lasted} later."


def _troubles(result: RunResult) -> Iterator[str]:
    for kind, words in (
        ("crash", "The engine crashed"),
        ("outage", "Xero was away"),
        ("storm", "The network was stormy"),
    ):
        found = [each for each in trouble_periods(result) if each.kind == kind]
        if found:
            away = duration(sum((each.ended - each.began).total_seconds() for each in found))
            once = len(found) == 1
            first, lasted = ("on", away) if once else ("first on", f"{away} in all")
            yield f"{words} {_times(len(found))}, {first} {_at(result, found[0].began)}, for {lasted}."
    troubles = Counter(call.trouble for call in result.calls if call.trouble)
    if troubles:
        told = ", ".join(f"{name} {_times(count)}" for name, count in sorted(troubles.items()))
        yield f"Calls between engine and Xero came to grief {_times(troubles.total())}: {told}."


def _refusals(result: RunResult) -> Iterator[str]:
    refused = sum(result.refusals.values())
    if refused:
        yield f"Xero refused {counted(refused, 'call')} because of a limit."


def _by_bookkeeper(result: RunResult) -> Iterator[str]:
    done = [
        entry.instant
        for entry in result.history.entries
        if entry.actor is Actor.BOOKKEEPER and entry.outcome is Ended.OK
    ]
    if done:
        often = f"{_times(len(done))}, {'on' if len(done) == 1 else 'first on'}"
        yield f"A bookkeeper did something in Xero by hand {often} {_at(result, done[0])}."


def _last_arrival(result: RunResult) -> str:
    arrived = [each.instant for each in result.standings if each.side is Side.XERO]
    if not arrived:
        return "Nothing ever reached Xero."
    return f"Xero's books changed for the last time on {_at(result, arrived[-1])}."


def _wrong(kind: BreakKind, breaks: Sequence[Break]) -> Finding | None:
    if not breaks:
        return None
    numbers = tuple(dict.fromkeys(each.record.number for each in breaks))
    amount = sum((abs(each.amount) for each in breaks), Decimal("0.00"))
    kinds = Counter(each.record.kind for each in breaks)
    what = " and ".join(counted(count, noun) for noun, count in sorted(kinds.items()))
    words = f"{what} {WRONGS[kind]}, {money(amount)} in all:"
    return Finding(Tone.WRONG, words, numbers[:NAMED_AT_MOST], max(len(numbers) - NAMED_AT_MOST, 0))


def _by_hand(result: RunResult) -> Iterator[Finding]:
    payments = result.manual_payments
    if payments:
        amount = sum((each.amount for each in payments), Decimal("0.00"))
        yield Finding(
            Tone.EXPECTED,
            f"{counted(len(payments), 'payment')} by account credit, {money(amount)} in all, to record in "
            "Xero by hand; until then these invoices stay open there. That is how it should be.",
        )


def _parked(result: RunResult) -> Iterator[Finding]:
    if result.parked:
        numbers = tuple(dict.fromkeys(each.number for each in result.parked))
        words = f"{counted(len(result.parked), 'document')} set aside for a person, with the reason:"
        yield Finding(Tone.WAITING, words, numbers[:NAMED_AT_MOST], max(len(numbers) - NAMED_AT_MOST, 0))


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _at(result: RunResult, instant: datetime) -> str:
    return local(instant, zone_of(result))
