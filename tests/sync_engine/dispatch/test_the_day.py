"""A day at the clinic: what is sent when records are made, edited, paid and taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from sync_engine import IntegrationSettings, ItemDraft, PatientRef
from tests.sync_engine.clinic_day import ClinicDay, item
from tests.sync_engine.fake_xero import Trouble


def parked(day: ClinicDay) -> list[tuple[str, int]]:
    return [(each.kind, each.number) for each in day.engine.parked()]


def test_an_invoice_leaves_as_it_is_issued_and_its_payments_follow(day: ClinicDay) -> None:
    day.connect()

    day.issue(1)
    day.pay({"EFTPOS": "30", "Cash": "20"}, {1: "50"})
    day.spend(5)

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert day.paid_in_xero() == [("1", "20.00", "610"), ("1", "30.00", "611")]


def test_account_credit_and_unallocated_money_never_leave(day: ClinicDay) -> None:
    day.connect()
    day.pay({"EFTPOS": "100"}, {})
    day.issue(1)

    day.pay({"Cash": "25"}, {1: "20"}, {1: "100"})
    day.settle()

    assert day.paid_in_xero() == [("1", "20.00", "610")]
    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]


def test_an_invoice_is_spelled_as_xero_wants_it(day: ClinicDay) -> None:
    day.connect(
        IntegrationSettings(
            sales_account="200",
            payment_account="610",
            tax_exempt_rate="EXEMPTOUTPUT",
            items={"Band": "210"},
            invoice_prefix="HP-",
        )
    )
    band = ItemDraft(
        description="Band",
        quantity=Decimal(2),
        unit_price=Decimal("24.95"),
        discount=Decimal("5.00"),
        taxable=True,
        billable_item="Band",
    )

    day.engine.clinic.issue_invoice(
        7, PatientRef("P-9", "Bo  <b>"), day.clock.now().date(), [item("80"), band]
    )
    day.settle()

    [invoice] = day.xero.live_invoices()
    assert invoice["InvoiceNumber"] == "HP-7"
    assert invoice["Date"] == invoice["DueDate"] == "2026-03-02"
    assert invoice["Contact"]["Name"] == "Bo b"
    assert invoice["Contact"]["ContactNumber"] == "P-9"
    exempt, taxed = invoice["LineItems"]
    assert (exempt["AccountCode"], exempt["TaxType"]) == ("200", "EXEMPTOUTPUT")
    assert (taxed["AccountCode"], taxed["DiscountAmount"]) == ("210", Decimal("5.00"))
    assert "TaxType" not in taxed


def test_a_known_contact_is_named_by_its_id_alone(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()

    day.issue(2)
    day.settle()

    assert len(day.xero.contacts) == 1


def test_two_patients_of_one_name_are_two_contacts(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.issue(2, patient=PatientRef("P-2", "ada LOVELACE"))
    day.settle()

    assert sorted(each["Name"] for each in day.xero.contacts.values()) == [
        "Ada Lovelace",
        "ada LOVELACE (P-2)",
    ]


def test_a_name_that_xero_knows_already_is_told_apart_by_the_patients_id(day: ClinicDay) -> None:
    day.connect()
    day.xero.contacts["other"] = {"ContactID": "other", "Name": "ADA LOVELACE"}

    day.issue(1)
    day.settle()

    [invoice] = day.xero.live_invoices()
    assert invoice["Contact"]["Name"] == "Ada Lovelace (P-1)"
    assert day.engine.parked() == []


def test_an_edited_invoice_is_updated_and_its_payment_waits_for_that(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "100.00")
    day.settle()

    day.engine.clinic.edit_invoice(1, [item("150.00")])
    day.pay({"Cash": "150"}, {1: "150"})
    day.settle()

    assert day.in_xero() == [("1", "150.00", "PAID")]
    assert parked(day) == []


def test_an_edit_during_the_sending_is_not_lost(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.ANSWER_LOST)
    day.issue(1, "100.00")
    day.spend(1)

    day.engine.clinic.edit_invoice(1, [item("150.00")])
    day.settle()

    assert day.in_xero() == [("1", "150.00", "AUTHORISED")]


def test_saving_without_a_change_sends_nothing(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    calls = len(day.xero.calls)

    day.engine.clinic.edit_invoice(1, [item("120.00")])
    day.settle()

    assert len(day.xero.calls) == calls


def test_an_invoice_that_is_paid_in_xero_is_locked_and_a_person_is_told(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.pay({"Cash": "120"}, {1: "120"})
    day.settle()

    day.engine.clinic.edit_invoice(1, [item("90.00")])
    day.settle()

    [told] = day.engine.parked()
    assert "cannot be edited" in told.xero_says
    assert day.in_xero() == [("1", "120.00", "PAID")]
    assert ("parked: locked by payment", "invoice", "1", "failed") in day.notes.heard


def test_a_refused_invoice_tries_again_when_it_is_saved_again(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.REFUSED_WHOLE)
    day.issue(1)
    day.pay({"Cash": "20"}, {1: "20"})
    day.settle()
    assert parked(day) == [("invoice", 1)]

    day.engine.clinic.edit_invoice(1, [item("120.00")])
    day.settle()

    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]
    assert day.paid_in_xero() == [("1", "20.00", "610")]


def test_a_parked_payment_tries_again_when_a_person_says_so(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    day.xero.trouble("PUT /Payments", Trouble.REFUSED_WHOLE)
    day.pay({"Cash": "20"}, {1: "20"})
    day.settle()

    [told] = day.engine.parked()
    day.engine.try_again(told)
    day.settle()

    assert day.paid_in_xero() == [("1", "20.00", "610")]


def test_a_deleted_invoice_is_voided_once_its_payments_are_gone(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.pay({"Cash": "20", "EFTPOS": "30"}, {1: "50"})
    day.settle()

    day.engine.clinic.delete_invoice(1)
    day.settle()

    assert day.in_xero() == []
    assert day.paid_in_xero() == []
    assert [each["Status"] for each in day.xero.invoices.values()] == ["VOIDED"]
    assert parked(day) == []


def test_what_was_never_sent_and_is_deleted_is_never_sent(day: ClinicDay) -> None:
    day.connect()
    day.engine.connection.scope_missing()
    day.issue(1)
    label = day.pay({"Cash": "20"}, {1: "20"})
    day.engine.clinic.delete_payment(label)
    day.engine.clinic.delete_invoice(1)
    day.connect()

    day.engine.backfill.start(day.clock.now().date())
    day.settle()

    assert day.xero.invoices == {}
    assert day.xero.payments == {}


def test_an_invoice_deleted_during_the_sending_is_voided(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.ANSWER_LOST)
    day.issue(1)
    day.pay({"Cash": "20"}, {1: "20"})
    day.spend(1)

    day.engine.clinic.delete_invoice(1)
    day.settle()

    assert [each["Status"] for each in day.xero.invoices.values()] == ["VOIDED"]
    assert day.xero.payments == {}


def test_a_deleted_payment_is_deleted_in_xero_and_its_invoice_stays(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    label = day.pay({"Cash": "120"}, {1: "120"})
    day.settle()

    day.engine.clinic.delete_payment(label)
    day.settle()

    assert day.paid_in_xero() == []
    assert day.in_xero() == [("1", "120.00", "AUTHORISED")]


def test_a_payment_that_takes_another_ones_place_waits_until_that_has_gone(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    wrong = day.pay({"EFTPOS": "120"}, {1: "120"})
    day.settle()

    day.engine.clinic.delete_payment(wrong)
    day.pay({"Cash": "120"}, {1: "120"})
    day.settle()

    assert day.paid_in_xero() == [("1", "120.00", "610")]
    assert parked(day) == []


def test_a_payment_that_a_bookkeeper_has_deleted_already_is_done_with(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    label = day.pay({"Cash": "120"}, {1: "120"})
    day.settle()
    next(iter(day.xero.payments.values()))["Status"] = "DELETED"

    day.engine.clinic.delete_payment(label)
    day.settle()

    assert parked(day) == []


def test_an_invoice_that_a_bookkeeper_has_voided_is_not_brought_back(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    next(iter(day.xero.invoices.values()))["Status"] = "VOIDED"

    day.engine.clinic.edit_invoice(1, [item("90.00")])
    day.settle()

    [told] = day.engine.parked()
    assert "voided in Xero by a person" in told.reason
    assert day.in_xero() == []


def test_an_invoice_that_a_bookkeeper_has_paid_takes_no_payment_and_a_person_is_told(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.settle()
    next(iter(day.xero.invoices.values())).update(Status="PAID", AmountPaid=Decimal(120))

    day.pay({"Cash": "120"}, {1: "120"})
    day.settle()

    [told] = day.engine.parked()
    assert (told.kind, told.number) == ("payment", 1)
    assert "Authorised documents" in told.xero_says
    assert day.xero.payments == {}


def test_another_invoice_of_the_same_number_is_never_touched(day: ClinicDay) -> None:
    day.connect()
    day.issue(1, "10.00")
    day.settle()
    theirs = {**next(iter(day.xero.invoices.values())), "InvoiceID": "theirs", "InvoiceNumber": "2"}
    day.xero.invoices["theirs"] = theirs

    day.issue(2, "55.00")
    day.settle()

    assert parked(day) == [("invoice", 2)]
    assert theirs["SubTotal"] == Decimal("10.00")


def test_a_changed_mapping_applies_to_what_is_not_yet_in_xero(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.pay({"EFTPOS": "20"}, {1: "20"})
    day.settle()

    changed = IntegrationSettings(sales_account="200", payment_account="610", tax_exempt_rate="EXEMPTOUTPUT")
    day.engine.settings.save(changed)
    day.pay({"EFTPOS": "30"}, {1: "30"})
    day.settle()

    assert day.paid_in_xero() == [("1", "20.00", "611"), ("1", "30.00", "610")]
    assert day.engine.connection.state.value == "connected"


def test_limits_are_waited_for_as_long_as_xero_says(day: ClinicDay) -> None:
    day.connect()
    day.xero.trouble("PUT /Invoices", Trouble.MINUTE_LIMIT)

    day.issue(1)
    day.settle()

    refused, accepted = [instant for route, instant in day.xero.called_at if route == "PUT /Invoices"]
    assert accepted >= refused + timedelta(seconds=26)
    assert accepted <= refused + timedelta(seconds=30)


def test_no_name_and_no_secret_is_noted_or_shown(day: ClinicDay) -> None:
    day.connect()
    day.issue(1)
    day.pay({"EFTPOS": "20"}, {1: "20"})
    day.settle()

    told = (
        f"{day.notes.heard} {day.engine.parked()} {day.engine.unsettled()} {day.engine.connection.history()}"
    )

    assert "Ada" not in told
    assert "access-" not in told
    assert "refresh-" not in told


@pytest.mark.parametrize("disconnected", [False, True])
def test_a_settled_engine_says_so(day: ClinicDay, *, disconnected: bool) -> None:
    day.connect()
    if disconnected:
        day.engine.connection.scope_missing()

    day.issue(1)

    assert (day.engine.unsettled() is None) is disconnected
    assert day.engine.counts()["missed" if disconnected else "due"] == 1
