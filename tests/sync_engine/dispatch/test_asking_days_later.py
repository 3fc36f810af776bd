"""The outcome was never known, a bookkeeper was faster than the question: nothing doubles or is undone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import Trouble

DAYS: float = 3 * 86_400


def in_doubt(day: ClinicDay) -> dict[str, Any]:
    """Invoice 1 reached Xero, but every answer was lost and then the engine was down for days."""
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.ANSWER_LOST)
    day.issue(1)
    day.spend(5)
    day.crash()
    day.spend(DAYS)
    [invoice] = day.xero.invoices.values()
    return invoice


def payment_in_doubt(day: ClinicDay) -> dict[str, Any]:
    """30.00 of 120.00 reached Xero, but its answer was lost and then the engine was down for days."""
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.trouble("PUT /Payments", Trouble.ANSWER_LOST)
    day.pay({"Cash": "30"}, {1: "30"})
    day.spend(5)
    day.crash()
    day.spend(DAYS)
    [payment] = day.xero.payments.values()
    return payment


def reasons(day: ClinicDay) -> list[str]:
    return [each.reason for each in day.engine.parked()]


def paid_by_a_person(day: ClinicDay, payment: dict[str, Any], **other: object) -> None:
    copy = {**payment, "PaymentID": "by hand", "Status": "AUTHORISED", "Reference": "", **other}
    day.xero.payments["by hand"] = copy


def test_an_invoice_that_nobody_touched_is_found(day: ClinicDay) -> None:
    in_doubt(day)

    day.start()
    day.settle()

    assert len(day.xero.invoices) == 1
    assert day.engine.parked() == []


def test_an_invoice_that_was_voided_meanwhile_stays_void(day: ClinicDay) -> None:
    in_doubt(day)["Status"] = "VOIDED"

    day.start()
    day.settle()

    assert len(day.xero.invoices) == 1
    assert "voided in Xero" in reasons(day)[0]


def test_an_invoice_that_was_renumbered_is_found_by_its_reference_and_paid(day: ClinicDay) -> None:
    in_doubt(day)["InvoiceNumber"] = "INV-0042"

    day.start()
    day.pay({"EFTPOS": "120"}, {1: "120"})
    day.settle()

    assert len(day.xero.invoices) == 1
    assert day.paid_in_xero() == [("INV-0042", "120.00", "611")]


def test_an_invoice_that_was_changed_is_told_and_its_payments_arrive(day: ClinicDay) -> None:
    in_doubt(day)["Total"] *= 2

    day.start()
    day.pay({"EFTPOS": "120"}, {1: "120"})
    day.settle()

    assert len(day.xero.invoices) == 1
    assert "changed" in reasons(day)[0]
    assert day.paid_in_xero() == [("1", "120.00", "611")]


def test_an_invoice_that_was_paid_meanwhile_is_found(day: ClinicDay) -> None:
    in_doubt(day)["Status"] = "PAID"

    day.start()
    day.settle()

    assert day.engine.counts()["done"] == 1


@pytest.mark.parametrize(
    "otherwise", [{"Total": 99}, {"Date": "2026-02-27"}, {"Date": "/Date(1772150400000+0000)/"}]
)
def test_an_invoice_of_somebody_else_with_our_number_is_not_taken_for_ours(
    day: ClinicDay, otherwise: dict[str, Any]
) -> None:
    in_doubt(day).update({"Reference": "by hand", **otherwise})

    day.start()
    day.settle()

    assert "number" in reasons(day)[0]


def test_an_archived_contact_changes_nothing_of_what_arrived(day: ClinicDay) -> None:
    in_doubt(day)
    for contact in day.xero.contacts.values():
        contact["ContactStatus"] = "ARCHIVED"

    day.start()
    day.settle()

    assert day.engine.counts()["done"] == 1


def test_a_payment_that_was_deleted_meanwhile_is_not_sent_again(day: ClinicDay) -> None:
    payment_in_doubt(day)["Status"] = "DELETED"

    day.start()
    day.settle()

    assert day.paid_in_xero() == []
    assert "deleted" in reasons(day)[0]


def test_a_payment_that_was_deleted_and_entered_anew_is_told_as_that(day: ClinicDay) -> None:
    payment = payment_in_doubt(day)
    payment["Status"] = "DELETED"
    paid_by_a_person(day, payment)

    day.start()
    day.settle()

    assert len(day.paid_in_xero()) == 1
    assert "entered this payment there by hand" in reasons(day)[0]


def test_a_payment_that_a_person_entered_instead_is_not_doubled(day: ClinicDay) -> None:
    payment = payment_in_doubt(day)
    del day.xero.payments[payment["PaymentID"]]
    paid_by_a_person(day, payment)

    day.start()
    day.settle()

    assert len(day.paid_in_xero()) == 1
    assert "entered this payment there by hand" in reasons(day)[0]


@pytest.mark.parametrize("other", [{"Amount": 31}, {"Date": "2026-03-01"}, {"Status": "DELETED"}])
def test_another_payment_of_a_person_is_no_reason_to_wait(day: ClinicDay, other: dict[str, Any]) -> None:
    payment = payment_in_doubt(day)
    del day.xero.payments[payment["PaymentID"]]
    paid_by_a_person(day, payment, **other)

    day.start()
    day.settle()

    assert day.engine.parked() == []
    assert any(each["Reference"] == payment["Reference"] for each in day.xero.live_payments())


def test_every_page_of_an_answer_is_read(day: ClinicDay) -> None:
    payment_in_doubt(day)
    day.xero.payments = {
        **{f"old-{n}": _old(day, n) for n in range(7)},
        **day.xero.payments,
    }
    day.xero.page_size = 3

    day.start()
    day.settle()

    assert day.xero.count("GET /Payments") == 3
    assert day.engine.parked() == []
    assert [each["PaymentID"] for each in day.xero.live_payments()].count("by hand") == 0
    assert len(day.xero.live_payments()) == 1


@pytest.mark.parametrize("trouble", [Trouble.SERVER_ERROR, Trouble.REQUEST_LOST, Trouble.BROKEN_BODY])
def test_a_page_that_gets_lost_is_read_again(day: ClinicDay, trouble: Trouble) -> None:
    payment_in_doubt(day)
    day.xero.page_size = 1
    day.xero.payments = {"old-1": _old(day, 1), **day.xero.payments}
    day.xero.trouble("GET /Payments", trouble)

    day.start()
    day.settle()

    assert len(day.xero.live_payments()) == 1
    assert day.engine.counts()["done"] == 2


def _old(day: ClinicDay, number: int) -> dict[str, Any]:
    [payment] = [each for each in day.xero.payments.values() if each["Status"] == "AUTHORISED"]
    return {**payment, "PaymentID": f"old-{number}", "Status": "DELETED", "Reference": f"old {number}"}


@pytest.mark.parametrize("change", [lambda day: day.engine.clinic.delete_invoice(1)])
def test_what_the_clinic_did_meanwhile_is_done_after_the_answer(
    day: ClinicDay, change: Callable[[ClinicDay], None]
) -> None:
    in_doubt(day)

    day.start()
    change(day)
    day.settle()

    assert day.in_xero() == []
    assert len(day.xero.invoices) == 1
