"""The fourth act: from a world that has come to rest to evidence, verdicts and the run's result."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from harness.checkers import judge
from harness.checkers.evidence import Evidence
from harness.checkers.verdict import Outcome
from harness.ledger import InvoiceStatus, Ledger
from harness.lower_bound import LimitsView, lower_bound
from harness.reconciliation.reconcile import reconcile
from harness.result import BooksTotals, Parked, RunResult
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
    clinic, xero = clinic_ledger(world.book, world.mappings, books), xero_ledger(books)
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
        parked=[f"{each.kind} {each.number}: {each.reason}" for each in parked],
        letters=[letter.subject for letter in world.mailbox.letters],
    )


def result_of(world: World, evidence: Evidence, parked: list[Parked], costs: Costs) -> RunResult:
    """Judge the evidence and write everything down."""
    scenario = world.scenario
    verdicts = judge(scenario.expect, evidence)
    backfill = _backfill(world)
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
        time_zone=scenario.clinic.zone_name,
        history=world.history,
        calls=evidence.calls,
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


@dataclass(frozen=True, slots=True)
class Backfill:
    """How long a backfill took, and the least that Xero's limits allow for the same documents."""

    seconds: float
    lower_bound_seconds: float


def _came_to_rest_at(world: World, curtain: Curtain) -> datetime:
    """The last instant at which the engine or Xero did anything."""
    doings = (entry for entry in reversed(world.history.entries) if entry.actor in {Actor.ENGINE, Actor.XERO})
    last = next(doings, None)
    return max(curtain.last_step_at, last.instant) if last else curtain.last_step_at


def _backfill(world: World) -> Backfill | None:
    """The largest backfill: what was recorded before a *Synchronise* and reached Xero after it."""
    if not world.synchronised_at:
        return None
    ends = [*world.synchronised_at[1:], world.clock.now()]
    spans = list(zip(world.synchronised_at, ends, strict=True))
    arrivals = [_arrivals(world, began, ended) for began, ended in spans]
    largest = max(range(len(spans)), key=lambda place: sum(map(len, arrivals[place])))
    invoices, payments = arrivals[largest]
    if not invoices and not payments:
        return Backfill(0.0, 0.0)
    limits = world.scenario.xero.limits
    least = lower_bound(
        len(invoices),
        len(payments),
        LimitsView(
            minute=limits["minute"], day=limits["day"], payments_per_minute=limits["payments per minute"]
        ),
    )
    last = max(invoices + payments)
    return Backfill((last - spans[largest][0]).total_seconds(), least.total_seconds())


def _arrivals(world: World, began: datetime, ended: datetime) -> tuple[list[datetime], list[datetime]]:
    """When what was recorded before `began` arrived by `ended`: (invoices, payments)."""
    books, book = world.xero.organisation.books, world.book
    recorded = {str(number): invoice.recorded_at for number, invoice in book.invoices.items()}
    paid = {str(part.invoice): payment.recorded_at for payment, part in book.live_parts()}
    never = ended
    return (
        [
            invoice.created_at
            for invoice in books.invoices.all()
            if began <= invoice.created_at <= ended and recorded.get(invoice.number, never) < began
        ],
        [
            payment.created_at
            for payment in books.payments.all()
            if payment.created_by
            and not payment.is_refund
            and began <= payment.created_at <= ended
            and paid.get(payment.invoice.number, never) < began
        ],
    )
