"""Two engine processes on one database: nothing twice, nothing lost, the limits kept together."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from sync_engine import ConnectionState, LimitsKnown
from sync_engine.seams import Clock
from tests.sync_engine.clinic_day import ADA, SETTINGS, TODAY, ClinicDay, item
from tests.sync_engine.fake_xero import Trouble

MINUTE = timedelta(seconds=60)


@pytest.fixture
def busy(database_url: str) -> Iterator[ClinicDay]:
    """A day on which Xero takes few calls a minute, and one payment."""
    clinic_day = ClinicDay(database_url, LimitsKnown(minute=10, payments_per_minute=1))
    yield clinic_day
    clinic_day.close()


class FastClock:
    """Runs ahead of another, so that whoever reads it takes every lease for ended."""

    def __init__(self, clock: Clock, ahead: timedelta) -> None:
        self._clock, self._ahead = clock, ahead

    def now(self) -> datetime:
        return self._clock.now() + self._ahead


def most_in_a_minute(day: ClinicDay, *routes: str) -> int:
    calls = [instant for route, instant in day.xero.called_at if not routes or route in routes]
    return max(sum(start <= each < start + MINUTE for each in calls) for start in calls)


def test_every_document_arrives_once_whichever_process_wrote_it(day: ClinicDay) -> None:
    day.connect()
    day.beside()
    day.xero.latency_seconds = 3.0

    for number in range(1, 41):
        day.engines[number % 2].clinic.issue_invoice(number, ADA, TODAY, [item("120.00")])
        day.spend(1)
    day.settle()
    for number in range(1, 41):
        day.pay({"EFTPOS": "20"}, {number: "20"})
    day.settle()

    assert len(day.xero.invoices) == len(day.in_xero()) == 40
    assert len(day.xero.payments) == len(day.paid_in_xero()) == 40
    assert max(Counter(day.xero.keys).values()) == 1


def test_what_one_process_has_connected_and_chosen_the_other_knows(day: ClinicDay) -> None:
    day.beside()

    day.connect()
    day.spend(3)

    assert day.engines[0].connection.state is ConnectionState.CONNECTED
    assert day.engines[0].settings.current() == SETTINGS


def test_a_token_that_both_need_is_refreshed_once(day: ClinicDay) -> None:
    day.connect()
    day.beside()
    day.xero.latency_seconds = 5.0
    day.spend(1800)
    day.xero.calls.clear()

    for number in (1, 2):
        day.issue(number)
        day.spend(2.1)
    day.settle()

    assert len(day.in_xero()) == 2
    assert day.xero.count("POST /connect/token") == 1


def test_together_they_keep_the_limits(busy: ClinicDay) -> None:
    busy.connect()
    busy.beside()
    busy.xero.latency_seconds = 2.0
    busy.spend(120)
    busy.xero.called_at.clear()

    for number in range(1, 31):
        busy.issue(number)
        busy.spend(2.5)
    busy.settle()
    for number in range(1, 5):
        busy.pay({"EFTPOS": "20"}, {number: "20"})
    busy.settle()

    assert len(busy.in_xero()) == 30
    assert len(busy.paid_in_xero()) == 4
    assert most_in_a_minute(busy) <= 10
    assert most_in_a_minute(busy, "PUT /Payments") == 1


def test_a_process_that_starts_leaves_alone_what_another_has_under_way(day: ClinicDay) -> None:
    day.connect()
    day.xero.latency_seconds = 20.0
    day.issue(1)
    day.spend(1)

    day.beside()
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert day.xero.count("PUT /Invoices") == 1
    assert day.xero.count("GET /Invoices") == 0


def test_what_a_dead_process_had_under_way_the_other_finishes(day: ClinicDay) -> None:
    day.connect()
    day.beside()
    day.xero.trouble("PUT /Invoices", Trouble.ANSWER_LOST)
    day.issue(1)
    day.spend(1)

    day.crash()
    day.engines.reverse()
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert len(day.xero.invoices) == 1
    assert len(set(day.xero.keys)) == 1


def test_a_process_cannot_close_what_another_took_over(day: ClinicDay) -> None:
    day.connect()
    day.xero.latency_seconds = 20.0
    day.issue(1)
    day.spend(1)

    day.beside(FastClock(day.clock, timedelta(minutes=2)))
    day.spend(12)
    day.engines[1].clinic.delete_invoice(1)
    day.settle()

    assert len(day.xero.invoices) == 1
    assert day.in_xero() == []
    assert day.notes.heard.count(("create invoice", "invoice", "1", "ok")) == 1


def test_a_process_that_is_stopped_finishes_what_is_under_way_and_begins_nothing_more(
    day: ClinicDay,
) -> None:
    day.connect()
    day.xero.latency_seconds = 20.0
    day.issue(1)
    day.spend(1)

    day.engine.stop()
    day.issue(2)
    day.spend(60)

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert day.ended
