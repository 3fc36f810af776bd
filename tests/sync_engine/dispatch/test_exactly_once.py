"""Whatever gets lost, and whenever the engine dies: every document is in Xero exactly once."""

from datetime import timedelta

import pytest

from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import Trouble

SPOILING = (
    Trouble.REQUEST_LOST,
    Trouble.ANSWER_LOST,
    Trouble.SERVER_ERROR,
    Trouble.GATEWAY_ERROR,
    Trouble.BROKEN_BODY,
    Trouble.MINUTE_LIMIT,
    Trouble.TOKEN_EXPIRED,
)


@pytest.mark.parametrize("trouble", SPOILING)
@pytest.mark.parametrize("times", [1, 12])
def test_an_invoice_arrives_once(day: ClinicDay, trouble: Trouble, times: int) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", *[trouble] * times)

    day.issue(1)
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert len(day.xero.invoices) == 1
    assert day.xero.count("PUT /Invoices") > 1


@pytest.mark.parametrize("trouble", [*SPOILING, Trouble.PAYMENT_LIMIT])
@pytest.mark.parametrize("times", [1, 12])
def test_a_part_payment_arrives_once(day: ClinicDay, trouble: Trouble, times: int) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.trouble("PUT /Payments", *[trouble] * times)

    day.pay({"EFTPOS": "30"}, {1: "30"})
    day.settle()

    assert day.paid_in_xero() == [("1", "30.00", "611")]
    assert len(day.xero.payments) == 1
    assert day.xero.count("PUT /Payments") > 1


def test_a_lost_answer_is_repeated_with_the_same_key(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.ANSWER_LOST)

    day.issue(1)
    day.settle()

    assert day.xero.count("PUT /Invoices") == 2
    assert len(set(day.xero.keys)) == 1
    assert day.xero.count("GET /Invoices") == 0


def test_once_the_key_may_be_forgotten_xero_is_asked_before_anything_is_sent_again(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.trouble("PUT /Payments", Trouble.ANSWER_LOST, *[Trouble.SERVER_ERROR] * 8)
    sent_at = day.clock.now()

    day.pay({"Cash": "20"}, {1: "20"})
    day.settle()

    writes = [instant for route, instant in day.xero.called_at if route == "PUT /Payments"]
    assert max(writes) < sent_at + timedelta(minutes=6)
    assert day.xero.count("GET /Payments") >= 1
    assert len(day.xero.payments) == 1
    assert ("ask", "payment", "1", "ok") in day.notes.heard


def test_what_xero_does_not_know_after_all_is_sent_again_with_a_new_key(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", *[Trouble.REQUEST_LOST] * 9)

    day.issue(1)
    day.settle()

    assert len(day.xero.invoices) == 1
    assert day.xero.count("GET /Invoices") >= 1
    assert day.notes.heard.count(("create invoice", "invoice", "1", "ok")) == 1


@pytest.mark.parametrize("trouble", [None, Trouble.REQUEST_LOST, Trouble.ANSWER_LOST])
@pytest.mark.parametrize("down_minutes", [0, 2, 30])
@pytest.mark.parametrize("dies_after_seconds", [0, 1, 29])
def test_a_crash_doubles_nothing_and_loses_nothing(
    day: ClinicDay, trouble: Trouble | None, down_minutes: int, dies_after_seconds: int
) -> None:
    day.connect()
    if trouble:
        day.xero.trouble("PUT /Invoices", trouble)
        day.xero.trouble("PUT /Payments", trouble)

    for seconds in (dies_after_seconds, 40 + dies_after_seconds):
        day.issue(seconds + 1)
        day.pay({"EFTPOS": "50", "Cash": "10"}, {seconds + 1: "60"})
        day.spend(dies_after_seconds)
        day.crash()
        day.spend(60 * down_minutes)
        day.start()
        day.spend(seconds)
    day.settle()

    assert len(day.xero.invoices) == 2
    assert [(amount, account) for _, amount, account in day.paid_in_xero()] == [
        ("10.00", "610"),
        ("50.00", "611"),
    ] * 2


def test_a_limit_that_hides_a_payment_that_was_made_does_not_double_it(day: ClinicDay) -> None:
    """A proxy repeats the request: the payment is made, and what comes back is the refusal of the copy."""
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.trouble("PUT /Payments", Trouble.GATEWAY_ERROR, Trouble.PAYMENT_LIMIT)

    day.pay({"Cash": "20"}, {1: "20"})
    day.settle()

    assert len(day.xero.payments) == 1
    assert len(set(day.xero.keys[1:])) == 1


def test_elements_of_a_batch_are_judged_one_by_one(day: ClinicDay) -> None:
    day.connect()
    day.issue(2, "99.00")
    day.settle()
    day.engine.connection.scope_missing()
    for number in (1, 3):
        day.issue(number)
    day.xero.invoices["by hand"] = {
        **next(iter(day.xero.invoices.values())),
        "InvoiceID": "by hand",
        "InvoiceNumber": "3",
    }
    day.connect()

    day.engine.backfill.start(day.clock.now().date())
    day.settle()

    assert day.xero.count("PUT /Invoices") == 2
    assert ("1", "120.00", "AUTHORISED") in day.in_xero()
    [parked] = day.engine.parked()
    assert (parked.kind, parked.number, parked.xero_says) == ("invoice", 3, "Invoice # must be unique.")


def test_a_batch_that_is_refused_whole_is_tried_one_by_one(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.SERVER_ERROR, Trouble.REFUSED_WHOLE)

    day.engine.connection.scope_missing()
    for number in (1, 2, 3):
        day.issue(number)
    day.connect()
    day.xero.troubles.clear()
    day.xero.trouble("PUT /Invoices", Trouble.REFUSED_WHOLE, Trouble.REFUSED_WHOLE)
    day.engine.backfill.start(day.clock.now().date())
    day.settle()

    assert len(day.in_xero()) == 2
    assert [each.xero_says for each in day.engine.parked()] == ["A batch was refused"]


def test_an_answer_about_a_key_that_is_under_way_says_nothing_about_the_deed(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.ANSWER_LOST, Trouble.KEY_IN_FLIGHT)

    day.issue(1)
    day.settle()

    assert len(day.xero.invoices) == 1
    assert day.engine.parked() == []


def test_a_request_that_is_never_answered_holds_up_no_other(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.trouble("PUT /Invoices", *[Trouble.ANSWER_LOST] * 12)
    day.xero.trouble("PUT /Payments", Trouble.REQUEST_LOST)

    day.issue(2)
    day.pay({"Cash": "20"}, {1: "20"})
    day.spend(120)

    assert day.paid_in_xero() == [("1", "20.00", "610")]
