"""A run as one self-contained HTML page, and an index over several. Everything is escaped, nothing judged."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.batch import BrokenRun, Outcome
from harness.checkers.verdict import Outcome as Judged
from harness.reporting import phrasing
from harness.reporting.strip import strip_of
from harness.result import RunResult
from harness.simulation.history import Actor, Ended

ROWS_AT_MOST: Final = 500  # of one table of breaks or payments; the JSON has all
ACTORS: Final = list(Actor)
ENDINGS: Final = list(Ended)
WORD: Final = {Judged.VALID: "held", Judged.INVALID: "broken", Judged.UNDECIDED: "undecided"}

_TEMPLATES: Final = Environment(
    loader=PackageLoader("harness.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    money=phrasing.money,
    signed=phrasing.signed,
    duration=phrasing.duration,
    word=WORD.__getitem__,
    without_names=phrasing.without_names,
)
_TEMPLATES.globals.update(counted=phrasing.counted, rows_at_most=ROWS_AT_MOST)


def report_page(result: RunResult) -> str:
    """Return the page of one run."""
    return _TEMPLATES.get_template("report.html").render(
        result=result,
        unmet=sum(1 for each in result.verdicts if each.outcome is Judged.INVALID),
        wrong=[each for each in result.breaks if not each.kind.expected],
        by_hand_total=sum((each.amount for each in result.manual_payments), Decimal("0.00")),
        books=_books(result),
        began=phrasing.local(result.started_at, phrasing.zone_of(result)),
        ended=phrasing.local(result.ended_at, phrasing.zone_of(result)),
        pace=phrasing.pace(result),
        requests=_most(result.requests),
        refusals=_most(result.refusals),
        strip=strip_of(result),
        timeline=timeline_of(result),
    )


def index_page(pages: Sequence[tuple[str, Outcome]]) -> str:
    """Return the index over several runs: (file name, outcome) of each."""
    return _TEMPLATES.get_template("index.html").render(
        rows=[_row(name, outcome) for name, outcome in pages],
        broken=sum(1 for _, outcome in pages if isinstance(outcome, BrokenRun) or not outcome.held),
    )


def timeline_of(result: RunResult) -> dict[str, Any]:
    """Return the history in little space: words once, entries as numbers, their milliseconds first."""
    zone = phrasing.zone_of(result)
    words: dict[str, int] = {}
    entries = []
    for entry in result.history.entries:
        kind, number = (entry.record.kind, entry.record.number) if entry.record else ("", "")
        entries.append(
            [
                round((entry.instant - result.started_at).total_seconds() * 1000),
                ACTORS.index(entry.actor),
                words.setdefault(entry.operation, len(words)),
                words.setdefault(f"{kind} {number}".strip(), len(words)),
                ENDINGS.index(entry.outcome),
            ]
        )
    return {
        "start": int(result.started_at.timestamp() * 1000),
        "offsets": phrasing.offsets(result.started_at, result.ended_at, zone),
        "actors": [actor.value for actor in ACTORS],
        "endings": [ending.value for ending in ENDINGS],
        "words": list(words),
        "entries": entries,
    }


def _books(result: RunResult) -> list[dict[str, str]]:
    clinic, xero = result.clinic_totals, result.xero_totals
    counts = (
        ("Invoices", clinic.invoices, xero.invoices),
        ("of them open", clinic.open_invoices, xero.open_invoices),
        ("Payments", clinic.payments, xero.payments),
    )
    amounts = (("Invoiced", clinic.total, xero.total), ("Paid by new money", clinic.paid, xero.paid))
    return [
        *(
            {
                "name": name,
                "clinic": f"{ours:,}",
                "xero": f"{theirs:,}",
                "more": f"{theirs - ours:+,}" if theirs != ours else "",
            }
            for name, ours, theirs in counts
        ),
        *(
            {
                "name": name,
                "clinic": phrasing.money(ours),
                "xero": phrasing.money(theirs),
                "more": phrasing.signed(theirs - ours) if theirs != ours else "",
            }
            for name, ours, theirs in amounts
        ),
    ]


def _most(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _row(name: str, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, BrokenRun):
        return {"broken_run": outcome, "page": None, "result": None}
    return {
        "broken_run": None,
        "page": name,
        "result": outcome,
        "held": sum(1 for each in outcome.verdicts if each.outcome is Judged.VALID),
        "wrong": sum(1 for each in outcome.breaks if not each.kind.expected),
        "requests": sum(outcome.requests.values()),
    }
