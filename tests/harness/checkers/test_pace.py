"""How soon live work arrives, how long a backfill takes, how often Xero refuses: each judged by evidence."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from harness.checkers import judge
from harness.checkers.evidence import BackfillMeasured, Evidence
from harness.checkers.verdict import Outcome
from harness.reconciliation.breaks import Record
from harness.scenario.expectations import BackfillWithin, Expected, LiveWithin, Refusals
from harness.simulation.history import Actor, Call, Ended, Entry
from tests.harness.checkers.test_verdicts import NOON, a_run

SOON = LiveWithin(timedelta(minutes=2))
MINUTE = timedelta(minutes=1)


def entry(minutes: float, actor: Actor, operation: str, number: str | None = None) -> Entry:
    record = None if number is None else Record("invoice", number)
    return Entry(NOON + minutes * MINUTE, actor, operation, record, Ended.OK)


def issued_at(minutes: float, *, arrived: float | None, calls: Iterable[Call] = ()) -> Evidence:
    """Invoice 1 is issued while connected."""
    story = (
        entry(0, Actor.CLINIC, "connect"),
        entry(minutes, Actor.CLINIC, "issue invoice", "1"),
    )
    arrivals = {} if arrived is None else {"1": NOON + arrived * MINUTE}
    return replace(a_run(), history=story, arrivals=arrivals, calls=tuple(calls))


def verdict(expectation: Expected, evidence: Evidence) -> Outcome:
    return judge([expectation], evidence)[0].outcome


def call(minutes: float, day_left: int) -> Call:
    instant = NOON + minutes * MINUTE
    return Call(1, "PUT", "/Invoices", instant, instant, instant, 200, day_left=day_left)


def test_a_live_invoice_has_to_arrive_in_time() -> None:
    assert verdict(SOON, issued_at(1, arrived=3)) is Outcome.VALID
    assert verdict(SOON, issued_at(1, arrived=4)) is Outcome.INVALID
    assert verdict(SOON, issued_at(1, arrived=None)) is Outcome.INVALID


def test_a_day_without_calls_excuses_until_it_turns() -> None:
    spent = (call(0.5, 0), call(600, 999))

    assert verdict(SOON, issued_at(1, arrived=601, calls=spent)) is Outcome.VALID
    assert verdict(SOON, issued_at(1, arrived=603, calls=spent)) is Outcome.INVALID


def test_what_was_issued_while_disconnected_is_not_live() -> None:
    run = issued_at(5, arrived=900)
    cut = (run.history[0], entry(2, Actor.NEMESIS, "disconnect"), run.history[1])

    assert verdict(SOON, replace(run, history=cut)) is Outcome.UNDECIDED


def test_a_backfill_is_measured_against_the_lower_bound() -> None:
    expectation = BackfillWithin(Decimal("1.03"))

    assert verdict(expectation, replace(a_run(), backfill=BackfillMeasured(103, 100))) is Outcome.VALID
    assert verdict(expectation, replace(a_run(), backfill=BackfillMeasured(104, 100))) is Outcome.INVALID
    assert verdict(expectation, a_run()) is Outcome.UNDECIDED


def test_refusals_by_a_limit_are_counted() -> None:
    refused = replace(call(0, 5), status=429, refused_by="minute")

    assert verdict(Refusals(0), replace(a_run(), calls=(refused,))) is Outcome.INVALID
    assert verdict(Refusals(1), replace(a_run(), calls=(refused,))) is Outcome.VALID
