"""Corrections of what Xero holds already: money taken back leaves before anything takes its place."""

from decimal import Decimal

from tests.sync_engine.clinic_day import TODAY, ClinicDay, item
from tests.sync_engine.fake_xero import Trouble


def paid_and_lost(day: ClinicDay) -> str:
    """An invoice of 100.00 paid in Xero, then the connection lost; returns the payment."""
    day.connect()
    day.issue(1, "100.00")
    label = day.pay({"Cash": "100"}, {1: "100"})
    day.settle()
    day.engine.connection.scope_missing()
    return label


def synchronised(day: ClinicDay) -> None:
    day.connect()
    day.engine.backfill.start(TODAY)
    day.settle()


def test_a_payment_entered_anew_waits_for_the_one_taken_back(day: ClinicDay) -> None:
    label = paid_and_lost(day)
    day.engine.clinic.delete_payment(label)
    for part in ("10", "20", "30", "40"):
        day.pay({"EFTPOS": part}, {1: part})

    synchronised(day)

    assert day.engine.parked() == []
    assert day.paid_in_xero() == [("1", f"{part}.00", "611") for part in (10, 20, 30, 40)]
    assert day.xero.count("PUT /Payments") == 2


def test_it_waits_on_the_day_itself_too(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "100.00")
    label = day.pay({"Cash": "100"}, {1: "100"})
    day.settle()

    day.engine.clinic.delete_payment(label)
    day.pay({"EFTPOS": "100"}, {1: "100"})
    day.settle()

    assert day.engine.parked() == []
    assert day.paid_in_xero() == [("1", "100.00", "611")]


def test_an_edit_waits_for_the_payment_taken_back_and_the_new_payment_for_the_edit(day: ClinicDay) -> None:
    label = paid_and_lost(day)
    day.engine.clinic.edit_invoice(1, [item("80.00")])
    day.engine.clinic.delete_payment(label)
    day.pay({"EFTPOS": "80"}, {1: "80"})

    synchronised(day)

    assert day.engine.parked() == []
    assert day.in_xero() == [("1", "80.00", "PAID")]
    assert day.paid_in_xero() == [("1", "80.00", "611")]


def test_a_payment_of_today_waits_for_an_edit_that_waits_for_synchronise(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "100.00")
    day.settle()
    day.engine.connection.scope_missing()
    day.engine.clinic.edit_invoice(1, [item("150.00")])
    day.connect()

    day.pay({"Cash": "150"}, {1: "150"})
    day.settle()
    assert day.paid_in_xero() == []

    day.engine.backfill.start(TODAY)
    day.settle()
    assert day.in_xero() == [("1", "150.00", "PAID")]
    assert day.engine.parked() == []


def test_where_xero_keeps_the_old_payment_a_person_is_told_of_both(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "100.00")
    label = day.pay({"Cash": "100"}, {1: "100"})
    day.settle()
    day.xero.trouble("POST /Payments", Trouble.REFUSED_WHOLE)

    day.engine.clinic.delete_payment(label)
    day.pay({"EFTPOS": "100"}, {1: "100"})
    day.settle()

    assert [(each.kind, each.number) for each in day.engine.parked()] == [("payment", 1), ("payment", 1)]
    assert day.paid_in_xero() == [("1", "100.00", "610")]


def test_saving_an_invoice_lets_its_parked_payments_try_again(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    theirs = next(iter(day.xero.invoices.values()))
    theirs.update(Status="PAID", AmountPaid=Decimal(120))
    day.pay({"Cash": "120"}, {1: "120"})
    day.settle()
    [refused] = day.engine.parked()

    theirs.update(Status="AUTHORISED", AmountPaid=Decimal(0))
    day.engine.clinic.edit_invoice(1, [item("120.00")])
    day.settle()

    assert (refused.kind, refused.code) == ("payment", "already paid")
    assert day.engine.parked() == []
    assert day.paid_in_xero() == [("1", "120.00", "610")]
