"""Writes what the engine says of itself into the history."""

from dataclasses import dataclass

from harness.reconciliation.breaks import Record
from harness.simulation.history import Actor, Ended, History
from harness.simulation.virtual_clock import VirtualClock


@dataclass(frozen=True, slots=True)
class EngineNotes:
    """The observer in the engine's seat."""

    history: History
    clock: VirtualClock

    def note(self, operation: str, kind: str | None, number: str | None, outcome: str) -> None:
        record = None if kind is None else Record(kind, number or "")
        self.history.note(self.clock.now(), Actor.ENGINE, operation, record, Ended(outcome))
