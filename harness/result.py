"""What a run ends with: the one value that every report, console line and exit code is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from harness.checkers.evidence import Evidence, Parked
from harness.checkers.verdict import Verdict
from harness.ledger import ManualPayment
from harness.reconciliation.breaks import Break
from harness.simulation.history import Call, History
from harness.standings import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class BooksTotals:
    """What one side ends with; void documents are not counted. Amounts in the organisation's currency."""

    invoices: int
    open_invoices: int
    payments: int
    total: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """A finished run. Durations in seconds, instants in UTC; `path` is None for a scenario made in memory.

    `standings` is in the order of time; `limits` are Xero's, by their names in a scenario.
    """

    scenario: str
    about: str
    path: Path | None
    seed: int
    digest: str
    held: bool
    started_at: datetime
    ended_at: datetime
    wall_seconds: float
    requests: Mapping[str, int]
    refusals: Mapping[str, int]
    verdicts: Sequence[Verdict]
    breaks: Sequence[Break]
    manual_payments: Sequence[ManualPayment]
    parked: Sequence[Parked]
    clinic_totals: BooksTotals
    xero_totals: BooksTotals
    lower_bound_seconds: float | None
    backfill_seconds: float | None
    backfill_ended_at: datetime | None = None  # when the last of the largest backfill was in Xero
    time_zone: str
    evidence: Evidence
    history: History
    calls: Sequence[Call]
    standings: Sequence[Standing]
    limits: Mapping[str, int | None]
    reproduce: str

    @property
    def virtual_seconds(self) -> float:
        return (self.ended_at - self.started_at).total_seconds()
