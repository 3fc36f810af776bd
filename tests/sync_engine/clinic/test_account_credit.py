"""The clinic's rules of account credit; each deed is refused whole or done whole."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from sync_engine import ClinicRefused
from tests.sync_engine.clinic_day import ADA, TODAY, ClinicDay, item


def balance(day: ClinicDay) -> Decimal:
    return day.engine.clinic.balance("P-1")


def open_amounts(day: ClinicDay) -> dict[int, Decimal]:
    return {each.number: each.open for each in day.engine.clinic.invoices() if not each.deleted}


def test_what_exceeds_the_invoices_becomes_account_credit(day: ClinicDay) -> None:
    day.issue(1, "40.00")

    day.pay({"EFTPOS": "30", "Cash": "20"}, {1: "40"})

    assert balance(day) == Decimal("10.00")
    assert open_amounts(day) == {1: Decimal("0.00")}


def test_a_prepayment_pays_a_later_invoice_and_a_person_is_told(day: ClinicDay) -> None:
    day.pay({"EFTPOS": "100"}, {})
    day.issue(1, "120.00")

    day.pay({"Cash": "20"}, {1: "20"}, {1: "100"})

    assert balance(day) == 0
    [by_hand] = day.engine.manual_payments()
    assert (by_hand.invoice_number, by_hand.amount, by_hand.date) == (1, Decimal("100.00"), TODAY)
    assert by_hand.patient_name == "Ada Lovelace"
    assert "Ada" not in repr(by_hand)


def test_credit_that_is_not_there_cannot_be_used(day: ClinicDay) -> None:
    day.issue(1)

    with pytest.raises(ClinicRefused, match="not so much account credit"):
        day.pay({}, {}, {1: "120"})

    assert day.engine.clinic.payments() == []


def test_no_more_is_set_against_an_invoice_than_is_open(day: ClinicDay) -> None:
    day.issue(1, "50.00")
    day.pay({"Cash": "200"}, {})

    with pytest.raises(ClinicRefused, match="more against invoice 1"):
        day.pay({"Cash": "30"}, {1: "30"}, {1: "30"})

    assert balance(day) == Decimal("200.00")


def test_no_more_is_set_against_invoices_than_is_brought(day: ClinicDay) -> None:
    day.issue(1)

    with pytest.raises(ClinicRefused, match="than it brings"):
        day.pay({"Cash": "30"}, {1: "40"})


def test_deleting_a_prepayment_removes_its_credit(day: ClinicDay) -> None:
    label = day.pay({"Cash": "30"}, {})

    day.engine.clinic.delete_payment(label)

    assert balance(day) == 0
    with pytest.raises(ClinicRefused, match="no payment"):
        day.engine.clinic.delete_payment(label)


def test_a_prepayment_whose_credit_was_used_cannot_be_deleted(day: ClinicDay) -> None:
    label = day.pay({"Cash": "120"}, {})
    day.issue(1)
    day.pay({}, {}, {1: "120"})

    with pytest.raises(ClinicRefused, match="used already"):
        day.engine.clinic.delete_payment(label)


def test_deleting_a_payment_opens_its_invoices_and_gives_used_credit_back(day: ClinicDay) -> None:
    day.pay({"Cash": "50"}, {})
    day.issue(1)
    label = day.pay({"EFTPOS": "80"}, {1: "70"}, {1: "50"})

    day.engine.clinic.delete_payment(label)

    assert balance(day) == Decimal("50.00")
    assert open_amounts(day) == {1: Decimal("120.00")}
    assert day.engine.manual_payments() == []


def test_deleting_an_invoice_turns_what_paid_it_into_credit(day: ClinicDay) -> None:
    day.pay({"Cash": "50"}, {})
    day.issue(1)
    label = day.pay({"EFTPOS": "70"}, {1: "70"}, {1: "50"})

    day.engine.clinic.delete_invoice(1)

    assert balance(day) == Decimal("120.00")
    assert day.engine.manual_payments() == []
    day.engine.clinic.delete_payment(label)
    assert balance(day) == Decimal("50.00")


Deed = Callable[[ClinicDay], None]


def issue_again(day: ClinicDay) -> None:
    day.issue(1)


def edit_unknown(day: ClinicDay) -> None:
    day.engine.clinic.edit_invoice(9, [item("1")])


def delete_unknown(day: ClinicDay) -> None:
    day.engine.clinic.delete_invoice(9)


def pay_unknown(day: ClinicDay) -> None:
    day.pay({"Cash": "1"}, {9: "1"})


def pay_nothing(day: ClinicDay) -> None:
    day.pay({}, {})


def pay_under_a_taken_label(day: ClinicDay) -> None:
    day.engine.clinic.take_payment("pay-1", ADA, TODAY, {"Cash": Decimal(1)}, {}, {})


@pytest.mark.parametrize(
    "deed",
    [issue_again, edit_unknown, delete_unknown, pay_unknown, pay_nothing, pay_under_a_taken_label],
)
def test_unknown_and_taken_numbers_are_refused(day: ClinicDay, deed: Deed) -> None:
    day.issue(1)
    day.pay({"Cash": "1"}, {1: "1"})

    with pytest.raises(ClinicRefused):
        deed(day)

    assert len(day.engine.clinic.payments()) == len(day.engine.clinic.invoices()) == 1


def test_a_clinic_in_an_unknown_time_zone_is_refused(day: ClinicDay) -> None:
    with pytest.raises(ClinicRefused, match="time zone"):
        day.engine.clinic.open_practice("Harbour Physio", "Australia/Atlantis")
