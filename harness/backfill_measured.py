"""How long the largest backfill of a run took, beside the least that Xero's limits allow for it."""

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import datetime

from harness.checkers.evidence import BackfillMeasured
from harness.lower_bound import LimitsView, LiveWork, Waiting, lower_bound
from harness.simulation.world import World


def measured(world: World) -> BackfillMeasured | None:
    """Measure the largest backfill: what was recorded before a *Synchronise* and reached Xero after it."""
    if not world.synchronised_at:
        return None
    ends = [*world.synchronised_at[1:], world.clock.now()]
    spans = list(zip(world.synchronised_at, ends, strict=True))
    arrivals = [_arrivals(world, began, ended) for began, ended in spans]
    largest = max(range(len(spans)), key=lambda place: sum(map(len, arrivals[place])))
    invoices, payments = arrivals[largest]
    if not invoices and not payments:
        return BackfillMeasured(0.0, 0.0)
    limits, began, last = world.scenario.xero.limits, spans[largest][0], max(invoices + payments)
    least = lower_bound(
        len(invoices),
        len(payments),
        LimitsView(
            minute=limits["minute"], day=limits["day"], payments_per_minute=limits["payments per minute"]
        ),
        day=world.days_at_synchronise[largest],
        waiting=_waiting(world, *spans[largest]),
        live=_live(world, began, last, {*invoices, *payments}),
    )
    return BackfillMeasured((last - began).total_seconds(), least.total_seconds(), last)


def _waiting(world: World, began: datetime, ended: datetime) -> Waiting:
    """How the payments of a backfill depend on its invoices."""
    books = world.xero.organisation.books
    on = Counter(
        payment.invoice.number
        for payment in books.payments.all()
        if payment.created_by and not payment.is_refund and began <= payment.created_at <= ended
    )
    come = {invoice.number for invoice in books.invoices.all() if began <= invoice.created_at <= ended}
    for_none = sum(count for number, count in on.items() if number not in come)
    return Waiting(for_none, max((on[number] for number in come), default=1))


def _live(world: World, began: datetime, ended: datetime, of_backlog: AbstractSet[datetime]) -> LiveWork:
    """What else the app brought meanwhile. What came at one instant came in one call."""
    books = world.xero.organisation.books
    calls: Counter[datetime] = Counter()
    for payment in books.payments.all():
        if payment.created_by and not payment.is_refund and began <= payment.created_at < ended:
            calls[payment.created_at] += 1
    for invoice in books.invoices.all():
        if invoice.created_by and began <= invoice.created_at < ended:
            calls[invoice.created_at] += 0
    return LiveWork(
        [
            ((instant - began).total_seconds(), brought)
            for instant, brought in sorted(calls.items())
            if instant not in of_backlog
        ]
    )


def arrivals(world: World) -> dict[str, datetime]:
    """When each invoice of the app's came to Xero, by number."""
    invoices = world.xero.organisation.books.invoices.all()
    return {invoice.number: invoice.created_at for invoice in invoices if invoice.created_by is not None}


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
