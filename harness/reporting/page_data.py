"""What the script of a page draws from: the run in little space, as JSON that cannot end its own script.

Rows of numbers, their milliseconds since the start first; words, invoice numbers and patients once each.
Money is in cents. -1 stands for what there is not.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec
from markupsafe import Markup

from harness.reporting import phrasing
from harness.reporting.narrative import WRONGS
from harness.reporting.periods import connected_periods, disconnected_periods, moments_of, trouble_periods
from harness.result import RunResult
from harness.simulation.history import Actor, Ended
from harness.standings import Side

MILLISECOND: Final = timedelta(milliseconds=1)
ACTORS: Final = list(Actor)
ENDINGS: Final = list(Ended)
SIDES: Final = list(Side)


def data_of(result: RunResult) -> Markup:
    """Return the data of a page, ready to stand in a script element."""
    written = msgspec.json.encode(_Packing(result).packed()).decode()
    return Markup(written.replace("<", "\\u003c"))  # noqa: S704 - no tag can begin in it any more


class _Words(dict[str, int]):
    """Each word once: its place in the list."""

    def place(self, word: str | None) -> int:
        return -1 if word is None else self.setdefault(word, len(self))


class _Packing:
    """Knows the start of one run, and the words met so far."""

    def __init__(self, result: RunResult) -> None:
        self._result = result
        self._words = _Words()
        self._numbers = _Words()

    def packed(self) -> dict[str, Any]:
        result = self._result
        zone = phrasing.zone_of(result)
        patients, documents, standings = self._standings()
        entries, calls = self._entries(), self._calls()
        return {
            "start": int(result.started_at.timestamp() * 1000),
            "end": max(self._ms(result.ended_at), 1),
            "offsets": phrasing.offsets(result.started_at, result.ended_at, zone),
            "actors": [actor.value for actor in ACTORS],
            "endings": [ending.value for ending in ENDINGS],
            "entries": entries,
            "calls": calls,
            "patients": patients,
            "documents": documents,
            "standings": standings,
            "periods": self._periods(),
            "moments": [
                (self._ms(each.instant), each.actor.value, each.words) for each in moments_of(result)
            ],
            "limits": result.limits,
            "breaks": self._breaks(),
            "byHand": [
                (self._numbers.place(each.invoice), cents(each.amount), each.date.isoformat())
                for each in result.manual_payments
            ],
            "parked": [
                (
                    self._numbers.place(each.number),
                    each.kind,
                    phrasing.without_names(each.reason),
                    phrasing.without_names(each.xero_says),
                )
                for each in result.parked
            ],
            "numbers": list(self._numbers),
            "words": list(self._words),
        }

    def _ms(self, instant: datetime | None) -> int:
        return -1 if instant is None else (instant - self._result.started_at) // MILLISECOND

    def _entries(self) -> list[tuple[int, ...]]:
        """[ms, actor, operation, kind of record, ending, invoice numbers...]."""
        return [
            (
                self._ms(entry.instant),
                ACTORS.index(entry.actor),
                self._words.place(entry.operation),
                self._words.place(entry.record.kind if entry.record else None),
                ENDINGS.index(entry.outcome),
                *(self._numbers_in(entry.record.number) if entry.record else ()),
            )
            for entry in self._result.history.entries
        ]

    def _calls(self) -> list[tuple[Any, ...]]:
        """[left, arrived, answered, call, status, limit, trouble, wait, token, day left, key, numbers...]."""
        return [
            (
                self._ms(call.departed_at),
                self._ms(call.arrived_at),
                self._ms(call.answered_at),
                self._words.place(f"{call.method} {call.path}"),
                call.status or -1,
                self._words.place(call.refused_by),
                self._words.place(call.trouble),
                _or_nothing(call.retry_after),
                _or_nothing(call.token_seconds),
                _or_nothing(call.day_left),
                call.key or "",
                *(self._numbers.place(number) for number in call.about),
            )
            for call in self._result.calls
        ]

    def _standings(self) -> tuple[list[str], list[tuple[int, int, str]], list[tuple[int, ...]]]:
        """Patients; documents as [side, patient, id]; standings as [ms, document, number, cents..., void]."""
        patients, places = _Words(), _Words()
        documents: list[tuple[int, int, str]] = []
        rows: list[tuple[int, ...]] = []
        for each in self._result.standings:
            place = places.place(f"{each.side.value} {each.document}")
            if place == len(documents):
                patient = patients.place(each.patient or None)
                documents.append((SIDES.index(each.side), patient, each.document))
            number = self._numbers.place(each.number)
            amounts = (cents(each.total), cents(each.paid), cents(each.credit))
            rows.append((self._ms(each.instant), place, number, *amounts, each.payments, int(each.void)))
        return list(patients), documents, rows

    def _periods(self) -> list[tuple[str, int, int]]:
        result = self._result
        lost = [("disconnected", each.began, each.ended) for each in disconnected_periods(result)]
        lasting = [*connected_periods(result), *trouble_periods(result)]
        found = [*lost, *((each.kind, each.began, each.ended) for each in lasting)]
        return [(kind, self._ms(began), self._ms(ended)) for kind, began, ended in found]

    def _breaks(self) -> list[tuple[list[int], str, int, bool, str]]:
        """[invoices, kind in words, cents, expected, explanation]."""
        return [
            (
                list(self._numbers_in(each.record.number)),
                WRONGS.get(each.kind, "open for account credit"),
                cents(each.amount),
                each.kind.expected,
                each.explanation,
            )
            for each in self._result.breaks
        ]

    def _numbers_in(self, numbers: str) -> Iterable[int]:
        """The places of the invoices that a record names: `1041`, or `1041, 1042`."""
        return (self._numbers.place(number) for number in numbers.split(", "))


def cents(amount: Decimal) -> int:
    return int(amount * 100)


def _or_nothing(number: int | None) -> int:
    return -1 if number is None else number
