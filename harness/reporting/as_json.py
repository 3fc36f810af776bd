"""A run as one JSON object, for machines. Amounts are exact numbers with two decimals."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from harness.batch import BrokenRun, Outcome
from harness.result import BooksTotals, RunResult

CENT: Final = Decimal("0.01")
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def as_json(outcomes: Sequence[Outcome]) -> bytes:
    """One object for one run, an array for several, in the order of the runs."""
    objects = [broken_object(each) if isinstance(each, BrokenRun) else run_object(each) for each in outcomes]
    return pretty(objects[0] if len(objects) == 1 else objects)


def pretty(value: object) -> bytes:
    """Encode for people as well: indented, amounts as exact numbers."""
    return msgspec.json.format(_ENCODER.encode(value), indent=2) + b"\n"


def cents(amount: Decimal) -> Decimal:
    """The amount with two decimals."""
    return amount.quantize(CENT)


def run_object(result: RunResult) -> dict[str, Any]:
    """Everything that a program may want to know of a finished run."""
    return {
        "scenario": result.scenario,
        "seed": result.seed,
        "digest": result.digest,
        "outcome": "held" if result.held else "broken",
        "virtual_seconds": result.virtual_seconds,
        "wall_seconds": round(result.wall_seconds, 3),
        "requests": dict(result.requests),
        "refusals": dict(result.refusals),
        "verdicts": [
            {"expectation": each.expectation, "verdict": each.outcome.value, "evidence": list(each.evidence)}
            for each in result.verdicts
        ],
        "breaks": [
            {
                "kind": each.kind.name,
                "record": str(each.record),
                "amount": cents(each.amount),
                "explanation": each.explanation,
            }
            for each in result.breaks
        ],
        "manual_payments": [
            {"invoice": each.invoice, "amount": cents(each.amount), "date": _day(each.date)}
            for each in result.manual_payments
        ],
        "books": {"clinic": _books(result.clinic_totals), "xero": _books(result.xero_totals)},
        **_backfill(result),
        "reproduce": result.reproduce,
    }


def broken_object(run: BrokenRun) -> dict[str, Any]:
    """A run that did not get as far as a verdict."""
    return {
        "scenario": run.scenario,
        "seed": run.seed,
        "outcome": "broken",
        "error": run.reason,
        "reproduce": run.reproduce,
    }


def _backfill(result: RunResult) -> dict[str, float]:
    if result.backfill_seconds is None or result.lower_bound_seconds is None:
        return {}
    return {
        "lower_bound_seconds": result.lower_bound_seconds,
        "backfill_seconds": result.backfill_seconds,
    }


def _books(totals: BooksTotals) -> dict[str, Any]:
    return {
        "invoices": totals.invoices,
        "open_invoices": totals.open_invoices,
        "payments": totals.payments,
        "total": cents(totals.total),
        "paid": cents(totals.paid),
    }


def _day(day: date) -> str:
    return day.isoformat()
