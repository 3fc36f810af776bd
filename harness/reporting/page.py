"""A run as one self-contained HTML page. Everything is escaped, nothing judged."""

from decimal import Decimal
from typing import Any, Final

from harness.checkers.verdict import Outcome as Judged
from harness.reporting import phrasing
from harness.reporting.narrative import Tone, findings_of, what_happened
from harness.reporting.page_data import data_of
from harness.reporting.templating import TEMPLATES
from harness.result import RunResult

SHAPES: Final = {
    Tone.RIGHT.value: "✓",
    Tone.EXPECTED.value: "◆",
    Tone.WAITING.value: "‖",
    Tone.WRONG.value: "✗",
}
LANES: Final = (
    ("clinic", "Clinic", "What the clinic recorded, and what somebody pressed"),
    ("engine", "Engine", "Documents delivered, unknown and failed; hatched while the engine was down"),
    ("network", "Network", "Calls lost or broken on the way; hatched in a storm"),
    ("xero", "Xero", "Calls answered, refused by a limit and failed; hatched while Xero was away"),
    ("connection", "Connection", "When Xero was connected; hatched while it was not"),
    ("tokens", "Access tokens", "How long each access token lived, and calls that brought none"),
)
LIMIT_LANES: Final = {
    "minute": ("minute", "Calls a minute", "How much of Xero's limit a minute was used, at most"),
    "payments per minute": ("payments", "Payments a minute", "How much of the limit on payments was used"),
    "day": ("day", "Calls a day", "How much of Xero's limit a day was used, as Xero said"),
}


def report_page(result: RunResult) -> str:
    """Return the page of one run."""
    return TEMPLATES.get_template("report.html").render(
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
        happened=what_happened(result),
        findings=findings_of(result),
        shapes=SHAPES,
        lanes=_lanes(result),
        data=data_of(result),
    )


def _lanes(result: RunResult) -> list[tuple[str, str, str]]:
    """Name, label and meaning of each lane; a limit that Xero does not have has none."""
    limits = [
        LIMIT_LANES[limit] for limit, allowed in result.limits.items() if allowed and limit in LIMIT_LANES
    ]
    return [*LANES, *limits]


def _books(result: RunResult) -> list[dict[str, str]]:
    clinic, xero = result.clinic_totals, result.xero_totals
    counts = (
        ("invoices", "Invoices", clinic.invoices, xero.invoices),
        ("open", "of them open", clinic.open_invoices, xero.open_invoices),
        ("payments", "Payments", clinic.payments, xero.payments),
    )
    amounts = (
        ("total", "Invoiced", clinic.total, xero.total),
        ("paid", "Paid by new money", clinic.paid, xero.paid),
    )
    return [
        *(
            {
                "figure": figure,
                "name": name,
                "clinic": f"{ours:,}",
                "xero": f"{theirs:,}",
                "more": f"{theirs - ours:+,}" if theirs != ours else "",
            }
            for figure, name, ours, theirs in counts
        ),
        *(
            {
                "figure": figure,
                "name": name,
                "clinic": phrasing.money(ours),
                "xero": phrasing.money(theirs),
                "more": phrasing.signed(theirs - ours) if theirs != ours else "",
            }
            for figure, name, ours, theirs in amounts
        ),
    ]


def _most(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
