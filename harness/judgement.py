"""The fourth act: from a world that has come to rest to evidence, verdicts and the run's result."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from harness.backfill_measured import arrivals, measured
from harness.checkers import judge
from harness.checkers.evidence import Evidence, LetterRead, Parked
from harness.checkers.verdict import Outcome
from harness.ledger import InvoiceStatus, Ledger
from harness.reconciliation.reconcile import reconcile
from harness.result import BooksTotals, RunResult
from harness.scenario.acts import Curtain
from harness.simulation.history import Actor
from harness.simulation.readings import clinic_ledger, xero_ledger
from harness.simulation.world import World

ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the run itself cost, measured outside the world."""

    wall_seconds: float
    seed: int
    path: Path | None
    reproduce: str


async def evidence_of(world: World, curtain: Curtain, parked: Sequence[Parked]) -> Evidence:
    """Read both sides and the engine's own account of itself."""
    books = world.xero.organisation.books
    clinic = clinic_ledger(world.book, world.mappings, books.payments.all())
    xero = xero_ledger(books)
    engine = world.host.engine
    return Evidence(
        clinic=clinic,
        xero=xero,
        reconciliation=reconcile(clinic, xero),
        history=world.history.entries,
        calls=world.network.calls,
        manual_payments_listed=await engine.manual_payments(),
        settings_wanted=world.mappings.latest,
        settings_found=await engine.settings(),
        last_step_at=curtain.last_step_at,
        settled_at=None if curtain.unsettled else _came_to_rest_at(world, curtain),
        unsettled=curtain.unsettled,
        arrivals=arrivals(world),
        backfill=measured(world),
        parked=parked,
        letters=[LetterRead(letter.subject, letter.text) for letter in world.mailbox.letters],
        names=frozenset(world.book.names()),
    )


def result_of(world: World, evidence: Evidence, parked: list[Parked], costs: Costs) -> RunResult:
    """Judge the evidence and write everything down."""
    scenario = world.scenario
    verdicts = judge(scenario.expect, evidence)
    backfill = evidence.backfill
    return RunResult(
        scenario=scenario.name,
        about=scenario.about,
        path=costs.path,
        seed=costs.seed,
        digest=world.history.digest(),
        held=all(verdict.outcome is not Outcome.INVALID for verdict in verdicts),
        started_at=world.clock.start,
        ended_at=evidence.settled_at or world.clock.now(),
        wall_seconds=costs.wall_seconds,
        requests=Counter(f"{call.method} {call.path}" for call in evidence.calls),
        refusals=Counter(call.refused_by for call in evidence.calls if call.refused_by),
        verdicts=verdicts,
        breaks=evidence.reconciliation.breaks,
        manual_payments=evidence.reconciliation.manual_payments_open,
        parked=parked,
        clinic_totals=totals_of(evidence.clinic),
        xero_totals=totals_of(evidence.xero),
        lower_bound_seconds=backfill.lower_bound_seconds if backfill else None,
        backfill_seconds=backfill.seconds if backfill else None,
        backfill_ended_at=backfill.ended_at if backfill else None,
        time_zone=scenario.clinic.zone_name,
        evidence=evidence,
        history=world.history,
        calls=evidence.calls,
        standings=world.ledger_watch.standings,
        limits=scenario.xero.limits,
        reproduce=costs.reproduce,
    )


def totals_of(ledger: Ledger) -> BooksTotals:
    """Count what stands; void documents don't."""
    standing = [invoice for invoice in ledger.invoices if invoice.status is not InvoiceStatus.VOID]
    return BooksTotals(
        invoices=len(standing),
        open_invoices=sum(1 for invoice in standing if invoice.status is InvoiceStatus.OPEN),
        payments=len(ledger.payments),
        total=sum((invoice.total for invoice in standing), ZERO),
        paid=sum((payment.amount for payment in ledger.payments), ZERO),
    )


def _came_to_rest_at(world: World, curtain: Curtain) -> datetime:
    """The last instant at which the engine or Xero did anything."""
    doings = (entry for entry in reversed(world.history.entries) if entry.actor in {Actor.ENGINE, Actor.XERO})
    last = next(doings, None)
    return max(curtain.last_step_at, last.instant) if last else curtain.last_step_at
