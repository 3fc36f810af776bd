"""What a bookkeeper records in Xero is struck off the list; nothing else is (R9)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync_engine import LimitsKnown
from sync_engine.by_hand.sightings import OurPayments, sightings_in, struck_off
from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import Trouble

HOUR = 3600
NOT_LONG = 60


def listed(day: ClinicDay) -> list[tuple[int, str]]:
    return [(each.invoice_number, str(each.amount)) for each in day.engine.manual_payments()]


@pytest.fixture
def credit_used(day: ClinicDay) -> None:
    """Invoice 1001 over 120.00: 50.00 in cash, 70.00 from account credit; all that can be sent is sent."""
    day.connect()
    day.issue(1001)
    day.pay({"Cash": "120.00"}, {1001: "50.00"}, {})
    day.pay({}, {}, {1001: "70.00"})
    day.settle()


@pytest.mark.usefixtures("credit_used")
def test_credit_that_nobody_recorded_stays_on_the_list(day: ClinicDay) -> None:
    day.spend(3 * HOUR)

    assert listed(day) == [(1001, "70.00")]
    assert day.engine.by_hand.looked_at() is not None


@pytest.mark.usefixtures("credit_used")
def test_a_payment_recorded_in_xero_is_struck_off_within_the_hour(day: ClinicDay) -> None:
    day.spend(HOUR)
    day.xero.record_by_hand("1001", "70.00")

    day.spend(HOUR + NOT_LONG)

    assert listed(day) == []
    [entry] = day.engine.by_hand.entries()
    assert (entry.done, entry.recorded) == (True, Decimal("70.00"))
    assert ("seen in Xero: money recorded by hand", "invoice", "1001", "ok") in day.notes.heard


@pytest.mark.usefixtures("credit_used")
def test_who_asks_does_not_wait_for_the_hour(day: ClinicDay) -> None:
    day.spend(NOT_LONG)
    day.xero.record_by_hand("1001", "70.00")

    day.engine.by_hand.look_now()
    assert day.engine.by_hand.looking
    day.spend(NOT_LONG)

    assert listed(day) == []
    assert not day.engine.by_hand.looking


@pytest.mark.usefixtures("credit_used")
def test_of_a_part_that_was_recorded_the_rest_stays_on_the_list(day: ClinicDay) -> None:
    day.xero.record_by_hand("1001", "30.00")

    day.spend(HOUR + NOT_LONG)

    assert listed(day) == [(1001, "40.00")]
    [entry] = day.engine.by_hand.entries()
    assert (entry.payment.amount, entry.recorded) == (Decimal("70.00"), Decimal("30.00"))


@pytest.mark.usefixtures("credit_used")
def test_a_recorded_payment_that_is_deleted_in_xero_is_to_be_recorded_again(day: ClinicDay) -> None:
    recorded = day.xero.record_by_hand("1001", "70.00")
    day.spend(HOUR + NOT_LONG)

    day.xero.payments[recorded["PaymentID"]]["Status"] = "DELETED"
    day.spend(HOUR + NOT_LONG)

    assert listed(day) == [(1001, "70.00")]


def test_what_was_seen_survives_a_crash(day: ClinicDay, credit_used: None) -> None:
    day.xero.record_by_hand("1001", "70.00")
    day.spend(HOUR + NOT_LONG)

    day.crash()
    day.start()

    assert listed(day) == []


def test_our_own_payments_strike_nothing_off(day: ClinicDay, credit_used: None) -> None:
    day.spend(2 * HOUR)

    assert day.paid_in_xero() == [("1001", "50.00", "610")]
    assert listed(day) == [(1001, "70.00")]


def test_where_no_credit_was_used_xero_is_not_asked(day: ClinicDay) -> None:
    day.connect()
    day.issue(1001)
    day.settle()

    day.spend(24 * HOUR)

    assert day.xero.count("GET /Invoices") == 0


@pytest.mark.usefixtures("credit_used")
def test_a_day_of_looking_costs_a_call_an_hour(day: ClinicDay) -> None:
    before = day.xero.count("GET /Invoices")

    day.spend(24 * HOUR)

    assert 23 <= day.xero.count("GET /Invoices") - before <= 25


@pytest.mark.usefixtures("credit_used")
def test_each_look_asks_for_what_changed_since_the_last_one_with_an_overlap(day: ClinicDay) -> None:
    day.xero.asked_since.clear()

    day.spend(2 * HOUR)

    first, second = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in day.xero.asked_since)
    assert second - first == timedelta(hours=1)
    assert day.clock.now() - second > timedelta(minutes=75)


def test_an_invoice_of_the_day_goes_before_a_look(tmp_path: Path) -> None:
    day = ClinicDay(tmp_path, LimitsKnown(minute=2))
    day.connect()
    day.issue(1001)
    day.settle()
    day.pay({"Cash": "120.00"}, {}, {})
    day.pay({}, {}, {1001: "120.00"})
    day.spend(2 * NOT_LONG)
    for number in (1002, 1003):  # they take both places of this minute
        day.issue(number)
        day.spend(1)
    day.xero.called_at.clear()

    day.engine.by_hand.look_now()
    day.issue(1004)
    day.spend(4 * NOT_LONG)

    routes = [route for route, _ in day.xero.called_at if route.endswith("/Invoices")]
    assert routes == ["PUT /Invoices", "GET /Invoices"]
    day.close()


def test_a_look_of_several_pages_keeps_to_the_limits(tmp_path: Path) -> None:
    day = ClinicDay(tmp_path, LimitsKnown(minute=2))
    day.connect()
    others = {"Status": "PAID", "AmountPaid": 10, "InvoiceNumber": "theirs"}
    day.xero.invoices |= {f"other-{n}": {**others, "InvoiceID": f"other-{n}"} for n in range(2500)}
    day.issue(1001)
    day.settle()
    day.pay({"Cash": "120.00"}, {}, {})
    day.pay({}, {}, {1001: "120.00"})
    day.xero.record_by_hand("1001", "120.00")
    day.spend(NOT_LONG)
    day.xero.called_at.clear()

    day.engine.by_hand.look_now()
    day.spend(5 * NOT_LONG)

    looked = [at for route, at in day.xero.called_at if route == "GET /Invoices"]
    assert len(looked) == 3
    assert looked[2] - looked[0] >= timedelta(seconds=NOT_LONG)
    assert listed(day) == []
    day.close()


@pytest.mark.usefixtures("credit_used")
def test_a_look_that_failed_is_made_up_for(day: ClinicDay) -> None:
    day.xero.record_by_hand("1001", "70.00")
    day.xero.trouble("GET /Invoices", Trouble.SERVER_ERROR, Trouble.BROKEN_BODY)

    day.spend(2 * HOUR)

    assert listed(day) == []


@pytest.mark.usefixtures("credit_used")
def test_a_removed_app_is_noticed_by_looking(day: ClinicDay) -> None:
    day.xero.tenants.clear()

    day.spend(HOUR + NOT_LONG)

    assert day.state().value == "disconnected"


@pytest.mark.parametrize(
    ("uses", "outside", "recorded"),
    [
        (["70.00"], [], ["0.00"]),
        (["70.00"], ["70.00"], ["70.00"]),
        (["70.00"], ["30.00"], ["30.00"]),
        (["30.00", "40.00"], ["40.00"], ["0.00", "40.00"]),
        (["30.00", "40.00"], ["50.00"], ["30.00", "20.00"]),
        (["30.00", "40.00"], ["30.00", "100.00"], ["30.00", "40.00"]),
        (["30.00", "30.00"], ["30.00"], ["30.00", "0.00"]),
    ],
)
def test_an_exact_amount_strikes_its_own_use_any_other_the_oldest(
    uses: list[str], outside: list[str], recorded: list[str]
) -> None:
    struck = struck_off([Decimal(each) for each in uses], [Decimal(each) for each in outside])

    assert [f"{each:.2f}" for each in struck] == recorded


def test_credit_allocated_in_xero_counts_and_payments_under_way_do_not() -> None:
    body = b"""{"Invoices": [{"InvoiceID": "i", "Status": "PAID", "AmountCredited": 12.5, "Payments": [
        {"PaymentID": "p1", "Amount": 20}, {"PaymentID": "p2", "Reference": "ours", "Amount": 30},
        {"PaymentID": "p3", "Reference": "theirs", "Amount": 40.10},
        {"PaymentID": "p4", "Status": "DELETED", "Amount": 50}]}]}"""
    ours = OurPayments(frozenset({"p1"}), frozenset({"ours"}))

    [seen] = sightings_in(body)

    assert seen.outside(ours) == [Decimal("12.50"), Decimal("40.10")]
    assert not seen.voided
