"""A preview writes nothing, and what it foretells is what then happens."""

from datetime import timedelta
from pathlib import Path

import pytest

from harness.simulation.choices import SeededChoices
from sync_engine import BackfillPreview, LimitsKnown
from tests.sync_engine.clinic_day import TODAY, ClinicDay, item

EARLIER = TODAY - timedelta(days=10)
LONG_AGO = TODAY - timedelta(days=30)


def reasons(foretold: BackfillPreview) -> dict[str, int]:
    return {each.why.split(":")[0].split(",")[0]: each.count for each in foretold.excluded}


def busy_days(day: ClinicDay, seed: int, invoices: int = 130) -> None:
    """All kinds of deeds, some of them in Xero already, most of them missed."""
    chance = SeededChoices(seed)
    day.connect()
    for number in range(1, 9):
        day.issue(number, on=EARLIER)
        day.pay({"Cash": "50"}, {number: "50"}, on=EARLIER)
    day.settle()
    day.engine.connection.scope_missing()
    for number in range(9, invoices):
        on = [EARLIER, TODAY, LONG_AGO, TODAY][chance.integer(0, 3, label="day")]
        day.issue(number, on=on)
        for _ in range([0, 1, 1, 2][chance.integer(0, 3, label="payments")]):
            day.pay(
                {"EFTPOS": "30"},
                {number: "30"},
                on=max(on, [EARLIER, TODAY][chance.integer(0, 1, label="paid")]),
            )
        if chance.integer(1, 10, label="deleted") == 1:
            day.engine.clinic.delete_invoice(number)
    for number in (1, 2):
        day.engine.clinic.edit_invoice(number, [item("150.00")])
    day.engine.clinic.delete_invoice(3)
    day.connect()


def test_a_preview_makes_no_call_and_no_write(day: ClinicDay, tmp_path: Path) -> None:
    busy_days(day, 1)
    calls = len(day.xero.calls)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("shm")}

    foretold = day.engine.backfill.preview(EARLIER)
    day.spend(600)

    assert foretold.calls > 0
    assert len(day.xero.calls) == calls
    assert files == {
        path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("shm")
    }
    assert day.engine.backfill.status() is None
    assert day.engine.unsettled() is None


@pytest.mark.parametrize("seed", range(6))
def test_what_it_foretold_is_what_then_happens(day: ClinicDay, seed: int) -> None:
    busy_days(day, seed)
    calls = len(day.xero.calls)
    foretold = day.engine.backfill.preview(EARLIER)
    invoices = len(day.in_xero())

    started = day.engine.backfill.start(EARLIER)
    day.settle()

    assert started.total == foretold.total
    made = len(day.xero.calls) - calls
    assert abs(made - foretold.calls) <= max(2, foretold.calls // 10)
    again = day.engine.backfill.preview(EARLIER)
    assert (again.invoices, again.payments, again.calls, again.time) == (0, 0, 0, timedelta(0))
    changed = 3  # two edits and a deletion of what was there
    assert len(day.in_xero()) - invoices == foretold.invoices - changed - 1


def test_the_time_it_foretold_is_the_time_it_takes(database_url: str) -> None:
    day = ClinicDay(database_url, LimitsKnown(payments_per_minute=1))
    day.xero.payments_each_minute = 1
    busy_days(day, 3, invoices=60)

    foretold = day.engine.backfill.preview(EARLIER)
    day.engine.backfill.start(EARLIER)
    began = day.clock.now()
    day.settle()

    took = day.xero.called_at[-1][1] - began
    assert foretold.time > timedelta(minutes=30)
    assert abs(took - foretold.time) <= max(0.02 * foretold.time, timedelta(minutes=1))
    day.close()


def test_what_stays_behind_is_told_with_its_reason(day: ClinicDay) -> None:
    day.connect()
    day.engine.connection.scope_missing()
    day.issue(1, on=LONG_AGO)
    day.pay({"Cash": "10"}, {1: "10"}, on=TODAY)
    day.issue(2)
    day.engine.clinic.delete_invoice(2)
    day.issue(3)
    day.pay({"Cash": "200"}, {})
    day.pay({}, {}, {3: "120"})
    day.connect()

    foretold = day.engine.backfill.preview(EARLIER)

    assert (foretold.invoices, foretold.payments) == (1, 0)
    assert reasons(foretold) == {
        "paid with account credit": 1,
        "money on no invoice yet": 1,
        "deleted before they reached Xero": 1,
        "payments whose invoice is dated before this day and not in Xero": 1,
        "dated before this day": 1,
    }


def test_what_is_there_already_is_counted(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.pay({"Cash": "10"}, {1: "10"})
    day.settle()

    foretold = day.engine.backfill.preview(EARLIER)

    assert (foretold.already_there, foretold.on_their_way, foretold.total) == (2, 0, 0)


def test_looking_ahead_needs_no_connection(day: ClinicDay) -> None:
    day.connect()
    day.engine.connection.scope_missing()
    day.issue(1)

    assert day.engine.backfill.preview(EARLIER).invoices == 1
