"""*Synchronise from previous date*: everything arrives, nothing doubles, the day's work goes first."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from sync_engine import BackfillRefused, LimitsKnown
from tests.sync_engine.clinic_day import TODAY, ClinicDay, item
from tests.sync_engine.fake_xero import Trouble

EARLIER = TODAY - timedelta(days=10)


@pytest.fixture
def slow(database_url: str) -> Iterator[ClinicDay]:
    """A day on which Xero takes one payment a minute, and says so."""
    clinic_day = ClinicDay(database_url, LimitsKnown(payments_per_minute=1))
    clinic_day.xero.payments_each_minute = 1
    yield clinic_day
    clinic_day.close()


def miss(day: ClinicDay, count: int, *, on: date = TODAY) -> None:
    """Write so many invoices, each half paid, while the connection is lost; then reconnect."""
    day.connect()
    day.engine.connection.scope_missing()
    for number in range(1, count + 1):
        day.issue(number, on=on)
        day.pay({"Cash": "60"}, {number: "60"}, on=on)
    day.connect()


def test_what_was_missed_waits_for_a_person(day: ClinicDay) -> None:
    miss(day, 3)

    day.spend(3600)

    assert day.xero.invoices == {}
    assert day.engine.unsettled() is None


def test_editing_what_was_missed_does_not_send_it(day: ClinicDay) -> None:
    miss(day, 1)

    day.engine.clinic.edit_invoice(1, [item("90.00")])
    day.spend(3600)
    assert day.xero.invoices == {}

    day.engine.backfill.start(EARLIER)
    day.settle()
    assert day.in_xero() == [("1", "90.00", "AUTHORISED")]


def test_everything_since_a_day_arrives(day: ClinicDay) -> None:
    miss(day, 120)

    started = day.engine.backfill.start(EARLIER)
    day.settle()

    assert (started.total, started.finished_at) == (240, None)
    assert len(day.in_xero()) == len(day.paid_in_xero()) == 120
    assert day.xero.count("PUT /Invoices") == 3
    ended = day.engine.backfill.status()
    assert ended is not None
    assert (ended.done, ended.parked, ended.estimate) == (240, 0, timedelta(0))
    assert ended.finished_at is not None


def test_documents_leave_in_no_particular_order(day: ClinicDay) -> None:
    miss(day, 40)

    day.engine.backfill.start(EARLIER)
    day.settle()

    numbers = [int(each["InvoiceNumber"]) for each in day.xero.invoices.values()]
    assert numbers != sorted(numbers)
    assert sorted(numbers) == list(range(1, 41))


def test_doing_it_twice_sends_nothing_more(day: ClinicDay) -> None:
    miss(day, 5)
    day.engine.backfill.start(EARLIER)
    day.settle()
    calls = len(day.xero.calls)

    again = day.engine.backfill.start(EARLIER)
    day.settle()

    assert len(day.xero.calls) == calls
    assert (again.total, again.done) == (0, 0)


def test_what_is_older_stays_and_keeps_its_payments(day: ClinicDay) -> None:
    day.connect()
    day.engine.connection.scope_missing()
    day.issue(1, on=EARLIER)
    day.pay({"Cash": "20"}, {1: "20"}, on=TODAY)
    day.issue(2, on=TODAY)
    day.connect()

    day.engine.backfill.start(TODAY)
    day.settle()
    assert day.in_xero() == [("2", "120.00", "AUTHORISED")]
    assert day.paid_in_xero() == []

    day.engine.backfill.start(EARLIER)
    day.settle()
    assert day.paid_in_xero() == [("1", "20.00", "610")]


def test_a_backlog_of_payments_runs_at_the_pace_that_xero_sets(slow: ClinicDay) -> None:
    miss(slow, 60)

    slow.engine.backfill.start(EARLIER)
    slow.settle()

    paid = [instant for route, instant in slow.xero.called_at if route == "PUT /Payments"]
    assert len(paid) == 60
    assert paid[-1] - paid[0] <= 1.01 * timedelta(minutes=59)


def test_new_work_is_not_delayed_by_a_backlog(slow: ClinicDay) -> None:
    miss(slow, 30)
    slow.engine.backfill.start(EARLIER)
    slow.spend(300)

    slow.issue(900)
    slow.pay({"EFTPOS": "10"}, {900: "10"})
    slow.spend(2)
    assert ("900", "120.00", "AUTHORISED") in slow.in_xero()

    slow.spend(62)
    assert ("900", "10.00", "611") in slow.paid_in_xero()


def test_it_can_be_paused_resumed_and_cancelled(slow: ClinicDay) -> None:
    miss(slow, 30)
    slow.engine.backfill.start(EARLIER)
    slow.spend(180)
    paid = len(slow.xero.payments)

    slow.engine.backfill.pause()
    slow.spend(600)
    assert len(slow.xero.payments) <= paid + 1
    assert slow.engine.unsettled() is None

    slow.engine.backfill.resume()
    slow.spend(300)
    assert len(slow.xero.payments) >= paid + 4

    slow.engine.backfill.cancel()
    slow.settle()
    assert len(slow.xero.payments) < 30
    status = slow.engine.backfill.status()
    assert status is not None
    assert status.finished_at is not None

    slow.engine.backfill.start(EARLIER)
    slow.settle()
    assert len(slow.xero.payments) == 30


def test_it_outlives_a_crash(slow: ClinicDay) -> None:
    miss(slow, 20)
    slow.engine.backfill.start(EARLIER)
    slow.spend(305)

    slow.crash()
    slow.spend(600)
    slow.start()
    slow.settle()

    assert len(slow.xero.payments) == 20
    status = slow.engine.backfill.status()
    assert status is not None
    assert (status.total, status.done) == (40, 40)


def test_account_credit_is_counted_and_left_out(day: ClinicDay) -> None:
    day.connect()
    day.engine.connection.scope_missing()
    day.issue(1)
    day.pay({"Cash": "120"}, {})
    day.pay({}, {}, {1: "120"})
    day.connect()

    started = day.engine.backfill.start(EARLIER)
    day.settle()

    assert (started.total, started.excluded) == (1, 1)
    assert day.xero.payments == {}


def test_without_a_connection_there_is_nothing_to_synchronise_with(day: ClinicDay) -> None:
    with pytest.raises(BackfillRefused):
        day.engine.backfill.start(TODAY)

    assert day.engine.backfill.status() is None


def test_an_unknown_outcome_from_before_the_loss_is_asked_about_and_then_waits(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.REQUEST_LOST, Trouble.REQUEST_LOST)
    day.issue(1)
    day.spend(31)
    day.engine.connection.scope_missing()
    day.spend(3600)

    day.connect()
    day.spend(3600)
    assert day.xero.count("GET /Invoices") == 1
    assert day.xero.invoices == {}

    day.engine.backfill.start(TODAY)
    day.settle()
    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]


def test_what_was_under_way_at_the_loss_goes_with_a_backfill_at_once(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.REQUEST_LOST, Trouble.REQUEST_LOST)
    day.issue(1)
    day.spend(31)
    day.engine.connection.scope_missing()
    day.connect()

    day.engine.backfill.start(TODAY)
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
