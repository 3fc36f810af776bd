"""An estimate in words for the terminal and for an e-mail, and as JSON. It works nothing out."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.estimating.backlog import Backlog
from harness.estimating.estimate import SHARE, Day, Estimate
from harness.reporting.phrasing import counted, duration, local


def tell_estimate(console: Console, estimate: Estimate, *, dated: bool) -> None:
    """Print the figures, the days, and the paragraph to paste; `dated` where the start is known."""
    facts = Table.grid(padding=(0, 2))
    for name, seconds in _figures(estimate):
        instant = local_at(estimate, seconds) if dated else ""
        facts.add_row(Text(name, "dim"), Text(duration(seconds)), Text(instant))
    console.print(Text(documents_said(estimate.backlog), "bold"))
    console.print(facts)
    console.print(_days(estimate, dated=dated))
    console.print(Text(_basis(estimate), "dim"))
    console.print(Text("\nFor an e-mail:\n", "dim"))
    console.print(Text(paragraph(estimate, dated=dated)), soft_wrap=True)


def paragraph(estimate: Estimate, *, dated: bool) -> str:
    """What to tell the clinic, in plain words."""
    return " ".join(_sentences(estimate, dated=dated))


def documents_said(backlog: Backlog) -> str:
    """`5,000 invoices and 4,500 payments`; what there is none of is left out."""
    parts = ((backlog.invoices, "invoice"), (backlog.payments, "payment"))
    return " and ".join(counted(number, noun) for number, noun in parts if number)


def local_at(estimate: Estimate, seconds: float) -> str:
    """The clinic's local time so long after the press."""
    there = estimate.setting.local(seconds)
    return local(there, there.tzinfo or UTC)


def estimate_json(estimate: Estimate, *, dated: bool) -> bytes:
    """The estimate as one JSON object; durations in seconds."""
    backlog, setting = estimate.backlog, estimate.setting
    told: dict[str, Any] = {
        "invoices": backlog.invoices,
        "payments": backlog.payments,
        "live_invoices_a_day": backlog.live_invoices,
        "live_payments_a_day": backlog.live_payments,
        "starts": setting.pressed_at.isoformat() if dated else None,
        "lower_bound_seconds": estimate.least,
        "expected_seconds": round(estimate.expected, 3),
        "range_seconds": [round(estimate.earliest, 3), round(estimate.latest, 3)],
        "range_share": SHARE,
        "runs": estimate.runs,
        "simulated_documents": estimate.simulated,
        "days": [_day_object(day, dated=dated) for day in estimate.days],
        "paragraph": paragraph(estimate, dated=dated),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _figures(estimate: Estimate) -> Iterator[tuple[str, float]]:
    yield "lower bound", estimate.least
    yield "expected", estimate.expected
    yield f"{SHARE:.0%} range, from", estimate.earliest
    yield f"{SHARE:.0%} range, to", estimate.latest


def _days(estimate: Estimate, *, dated: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1), pad_edge=False)
    table.add_column("by the end of")
    for column in ("invoices", "payments", "all done"):
        table.add_column(column, justify="right")
    for day in estimate.days:
        named = f"{day.date:%a} {day.date.day} {day.date:%b %Y}" if dated else f"day {day.number}"
        table.add_row(named, f"{day.invoices:,}", f"{day.payments:,}", f"{day.finished:.0%}")
    return table


def _basis(estimate: Estimate) -> str:
    if estimate.simulated == estimate.backlog.documents:
        return f"From {estimate.runs:,} simulated backfills."
    return (
        f"Put together from {estimate.runs:,} simulated backfills of {estimate.simulated:,} documents each."
    )


def _sentences(estimate: Estimate, *, dated: bool) -> Iterator[str]:
    backlog, setting = estimate.backlog, estimate.setting
    yield f"We are bringing {documents_said(backlog)} to Xero."
    if backlog.payments and setting.limits.payments_per_minute:
        pace = counted(setting.limits.payments_per_minute, "payment")
        yield f"Xero takes {pace} a minute, so the payments need most of the time."
    if dated:
        began, expected = local_at(estimate, 0), local_at(estimate, estimate.expected)
        yield f"Started on {began}, we expect everything to be there by {expected}."
        between = f"{local_at(estimate, estimate.earliest)} and {local_at(estimate, estimate.latest)}"
    else:
        yield f"We expect everything to be there {duration(estimate.expected)} after the start."
        between = f"{duration(estimate.earliest)} and {duration(estimate.latest)}"
    yield f"Nine times in ten it is done between {between}."
    yield "They arrive in no particular order."
    yield "You can go on working meanwhile: new invoices and payments go to Xero as always."


def _day_object(day: Day, *, dated: bool) -> dict[str, Any]:
    return {
        "day": day.number,
        "date": day.date.isoformat() if dated else None,
        "invoices": day.invoices,
        "payments": day.payments,
        "finished_share": round(day.finished, 3),
    }
