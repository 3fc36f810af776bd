"""Plainer versions of one step: round amounts, one payment type, no label, short and round durations."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from harness.scenario import schema
from harness.scenario.clinic_steps import EditPayment

ROUND: Final = Decimal("100.00")
PART: Final = Decimal("40.00")
ONE_SOURCE: Final = {"EFTPOS": None}
SHORT: Final = timedelta(minutes=10)
LONG: Final = timedelta(hours=1)


def plainer(step: schema.Step) -> Iterator[schema.Step]:
    """Return what might be said instead, the plainest first."""
    for change in _changes(step):
        other = step.model_copy(update=change)
        if other != step:
            yield other


def _changes(step: schema.Step) -> Iterator[dict[str, Any]]:
    match step:
        case schema.IssueInvoice():
            yield from ({"items": None, "amount": ROUND}, {"invoice_to": None})
        case schema.EditInvoice():
            yield {"items": None, "amount": ROUND}
        case schema.Pay() | EditPayment():
            yield from _of_money_in(step)
        case schema.Prepay():
            yield from ({"amount": ROUND, "by": ONE_SOURCE}, {"by": ONE_SOURCE}, {"payment": None})
        case schema.Crash():
            yield {"restart_after": SHORT}
        case schema.Storm() | schema.Outage():
            yield from ({"lasts": lasts} for lasts in (SHORT, LONG) if lasts < step.lasts)
        case schema.Mishap():
            yield from ({"after": fewer} for fewer in range(step.after))
        case _:
            pass


def _of_money_in(step: schema.Pay | EditPayment) -> Iterator[dict[str, Any]]:
    if step.invoices is not None:
        for number in step.invoices:
            yield {"invoices": None, "invoice": number, "amount": ROUND, "by": ONE_SOURCE}
    elif step.amount not in {ROUND, PART}:
        yield from ({"amount": amount, "by": ONE_SOURCE} for amount in (ROUND, PART))
    if len(step.by) == 2 and step.amount != PART:
        yield {"amount": PART, "by": dict.fromkeys(step.by, PART / 2)}
    yield {"by": ONE_SOURCE}
    if isinstance(step, schema.Pay):
        yield {"payment": None}
