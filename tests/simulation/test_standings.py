"""What is written down of the past is the past: both sides' books at any instant, and at the last.

Method: probes read the real books of a living world at instants of their own; afterwards the standings have
to give the same for each of them.
"""

import asyncio
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from harness.commands.reading import SHIPPED
from harness.engines import builtin
from harness.judgement import totals_of
from harness.result import BooksTotals
from harness.runner import run_scenario
from harness.scenario.acts import perform
from harness.scenario.agenda import plan
from harness.scenario.loader import load
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from harness.simulation.effects import Effects
from harness.simulation.readings import clinic_ledger, xero_ledger
from harness.simulation.world import World
from harness.standings import Side, Standing, standing_at

Totals = tuple[BooksTotals, BooksTotals]

STORIES = [
    "edits-and-deletions",
    "corrections-while-xero-was-away",
    "a-bookkeeper-at-work",
    "payments-put-right",
]


def story(name: str) -> Scenario:
    return load(SHIPPED / f"{name}.yaml")


def totals_at(standings: list[Standing], instant: datetime) -> Totals:
    """Add up what stood on either side at an instant."""
    clinic, xero = (
        BooksTotals(
            invoices=len(found),
            open_invoices=sum(1 for each in found if each.open),
            payments=sum(each.payments for each in found),
            total=sum((each.total for each in found), Decimal("0.00")),
            paid=sum((each.paid for each in found), Decimal("0.00")),
        )
        for found in (standing_at(standings, instant, side) for side in Side)
    )
    return clinic, xero


def lived(scenario: Scenario, every: timedelta) -> tuple[list[Standing], dict[datetime, Totals]]:
    """Let a world live; return its standings, and what its books held at each probe."""
    choices = SeededChoices(scenario.seed)
    world = World(scenario, choices, builtin.create, Effects())
    seen: dict[datetime, Totals] = {}

    async def probe() -> None:
        while True:
            await asyncio.sleep(every.total_seconds())
            books = world.xero.organisation.books
            clinic = clinic_ledger(world.book, world.mappings, books.payments.all())
            seen[world.clock.now()] = totals_of(clinic), totals_of(xero_ledger(books))

    async def life() -> None:
        probing = asyncio.create_task(probe())
        await perform(world, plan(scenario, choices.fork("workload")))
        probing.cancel()

    try:
        world.loop.run_until_complete(life())
    finally:
        world.end()
    return world.ledger_watch.standings, seen


@pytest.mark.parametrize("name", STORIES)
def test_the_standings_end_as_both_books_end(name: str) -> None:
    result = run_scenario(story(name))

    ended = totals_at(list(result.standings), result.standings[-1].instant)

    assert ended == (result.clinic_totals, result.xero_totals)


@pytest.mark.parametrize("name", STORIES)
def test_at_every_instant_the_standings_are_what_the_books_held(name: str) -> None:
    standings, seen = lived(story(name), every=timedelta(minutes=47))

    told = {instant: totals_at(standings, instant) for instant in seen}

    assert len({str(each) for each in seen.values()}) > 2, "the probes saw nothing change"
    assert told == seen


def test_while_disconnected_the_clinic_goes_on_and_xero_stands_still() -> None:
    scenario = story("corrections-while-xero-was-away")
    result = run_scenario(scenario)
    lost = next(each.instant for each in result.history.entries if each.operation == "disconnect")
    back = next(each.instant for each in result.history.entries if each.operation == "reconnect")

    (clinic_then, xero_then), (clinic_now, xero_now) = (
        totals_at(list(result.standings), instant) for instant in (lost, back)
    )

    assert clinic_now != clinic_then
    assert xero_now == xero_then
