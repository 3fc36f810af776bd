"""Runs written down by hand: instants in minutes after noon."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from harness.coverage.counting import coverage_of
from harness.reconciliation.breaks import Break, Record
from harness.simulation.history import Actor, Call, Ended, Entry
from harness.simulation.papers import Paper

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
INVOICE = Record("invoice", "1")


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def entry(
    minutes: float,
    actor: Actor,
    operation: str,
    record: Record | None = None,
    outcome: Ended = Ended.OK,
) -> Entry:
    return Entry(at(minutes), actor, operation, record, outcome)


def clinic(minutes: float, operation: str) -> Entry:
    return entry(minutes, Actor.CLINIC, operation)


def nemesis(minutes: float, operation: str) -> Entry:
    return entry(minutes, Actor.NEMESIS, operation)


def engine(minutes: float, operation: str, record: Record | None = None) -> Entry:
    return entry(minutes, Actor.ENGINE, operation, record)


CONNECTED = (clinic(0, "connect"),)
STILL_AT_WORK = clinic(1000, "issue invoice")  # else everything would be settling


def call(minutes: float, *, took: float | None = 0.0, documents: int = 1, **said: Any) -> Call:
    """A write that was answered after so many minutes; None is never."""
    left, paper = at(minutes), Paper("invoice", "", "1", "")
    answered: dict[str, Any] = {
        "answered_at": None if took is None else at(minutes + took),
        "status": 200,
        "carries": (paper,) * documents,
        "returns": () if "gate" in said else (taken(),),
    }
    return Call(1, "PUT", "/Invoices", left, left, **{**answered, **said})


def taken(*, refused: bool = False) -> Paper:
    return Paper("invoice", "" if refused else "x1", "1", "", Decimal("120.00"), refused)


def reached(history: Iterable[Entry], calls: Iterable[Call] = (), breaks: Iterable[Break] = ()) -> set[str]:
    """The names of the cells that a run reached."""
    coverage = coverage_of(sorted(history, key=lambda each: each.instant), list(calls), breaks)
    return {str(cell) for cell in coverage.counts}
