"""Payments edited, patients renamed, invoices for third parties: Xero follows, and no more than it has to."""

from dataclasses import replace
from decimal import Decimal

from sync_engine import PatientRef
from tests.sync_engine.clinic_day import ADA, SETTINGS, TODAY, ClinicDay, item


def edited(day: ClinicDay, label: str, sources: dict[str, str], invoices: dict[int, str]) -> None:
    day.engine.clinic.edit_payment(
        label,
        TODAY,
        {source: Decimal(amount) for source, amount in sources.items()},
        {number: Decimal(amount) for number, amount in invoices.items()},
        {},
    )


def test_of_an_edited_payment_only_what_changed_moves_in_xero(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "100.00")
    day.issue(2, "50.00")
    label = day.pay({"EFTPOS": "60", "Cash": "40"}, {1: "100"})
    day.settle()

    edited(day, label, {"EFTPOS": "60", "Cash": "50"}, {1: "60", 2: "50"})
    day.settle()

    assert day.paid_in_xero() == [("1", "60.00", "611"), ("2", "50.00", "610")]
    assert [route for route, _ in day.xero.called_at].count("POST /Payments") == 1
    assert len(day.xero.payments) == 3
    assert day.engine.parked() == []


def test_a_payment_edited_twice_over_arrives_as_it_is_last(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "100.00")
    label = day.pay({"Cash": "40"}, {1: "40"})
    day.settle()
    edited(day, label, {"Cash": "50"}, {1: "50"})
    day.settle()
    edited(day, label, {"Cash": "40"}, {1: "40"})
    day.settle()

    assert day.paid_in_xero() == [("1", "40.00", "610")]
    assert day.engine.parked() == []


def test_a_renamed_patient_keeps_the_contact_and_its_name_in_xero(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()

    day.engine.clinic.rename_patient(PatientRef(ADA.id, "Ada King"))
    day.issue(2, patient=PatientRef(ADA.id, "Ada King"))
    day.settle()

    [contact] = day.xero.contacts.values()
    assert contact["Name"] == "Ada Lovelace"
    assert {each["Contact"]["ContactID"] for each in day.xero.live_invoices()} == {contact["ContactID"]}


def test_an_invoice_for_a_third_party_goes_to_that_party_and_the_next_one_too(day: ClinicDay) -> None:
    day.connect()
    clinic = day.engine.clinic
    clinic.issue_invoice(1, ADA, TODAY, [item("80.00")], "Harbour Insurance")
    day.settle()
    clinic.issue_invoice(2, PatientRef("P-2", "Ben Stone"), TODAY, [item("90.00")], " harbour  INSURANCE ")
    day.issue(3)
    day.settle()

    names = {each["InvoiceNumber"]: each["Contact"]["Name"] for each in day.xero.live_invoices()}
    assert names == {"1": "Harbour Insurance", "2": "Harbour Insurance", "3": "Ada Lovelace"}
    assert len(day.xero.contacts) == 2


def test_a_party_with_a_patients_name_has_a_contact_of_its_own(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()

    day.engine.clinic.issue_invoice(2, PatientRef("P-2", "Ben"), TODAY, [item("90.00")], "Ada Lovelace")
    day.settle()

    assert day.engine.parked() == []
    assert len(day.xero.contacts) == 2


def test_an_invoice_of_nothing_arrives_and_nothing_waits(day: ClinicDay) -> None:
    day.connect()

    day.issue(1, "0.00")
    day.settle()

    assert [number for number, _, _ in day.in_xero()] == ["1"]
    assert day.engine.counts()["done"] == 1


def test_given_back_money_never_reaches_xero(day: ClinicDay) -> None:
    day.connect()
    day.pay({"Cash": "40"}, {})

    day.engine.clinic.refund_credit("refund", ADA, TODAY, Decimal(40))
    day.settle()

    assert day.xero.payments == {}
    assert day.engine.counts()["done"] == 0


def test_a_changed_mapping_moves_nothing_that_is_in_xero_even_when_the_invoice_is_edited(
    day: ClinicDay,
) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    day.engine.settings.save(replace(SETTINGS, sales_account="210", items={"Band": "200"}))

    day.engine.clinic.edit_invoice(1, [item("90.00"), item("10.00", billable_item="Band")])
    day.issue(2)
    day.settle()

    lines = {each["InvoiceNumber"]: each["LineItems"] for each in day.xero.live_invoices()}
    assert [line["AccountCode"] for line in lines["1"]] == ["200", "200"]
    assert [line["AccountCode"] for line in lines["2"]] == ["210"]


def test_an_edit_that_xero_refuses_is_told_and_taking_it_back_ends_it(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.pay({"Cash": "120"}, {1: "120"})
    day.settle()

    day.engine.clinic.edit_invoice(1, [item("130.00")])
    day.settle()
    [parked] = day.engine.parked()
    assert "has a payment" in parked.xero_says

    day.engine.clinic.edit_invoice(1, [item("120.00")])
    day.settle()
    assert day.engine.parked() == []
    assert day.in_xero() == [("1", "120.00", "PAID")]
