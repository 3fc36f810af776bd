"""Account credit set against invoices, and taken away again (facts §5.5, §6.6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation
from tests.mock_xero.books.general_ledger import balances_by_code, standing
from tests.mock_xero.endpoints.credit_bodies import (
    CREDIT_BODIES,
    CREDIT_NOTE,
    OVERPAYMENT,
    PREPAYMENT,
    allocation_body,
    credit_note_body,
    refusals,
)

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]


def invoice_now(ask: Ask) -> dict[str, Any]:
    body: dict[str, Any] = ask("GET", "Invoices/1041").json()["Invoices"][0]
    return body


@pytest.mark.parametrize("kind", CREDIT_BODIES)
def test_credit_lowers_what_is_due(ask: Ask, sale: Body, hold: Callable[..., str], kind: str) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(kind)

    answer = ask("PUT", f"{path}/Allocations", json={"Allocations": [allocation_body()]})

    (made,) = answer.json()["Allocations"]
    invoice, credit = invoice_now(ask), ask("GET", path).json()[kind][0]
    assert (made["Amount"], made["ValidationErrors"]) == (50, [])
    assert made[kind[:-1]]["ID"] == path.split("/")[1]
    assert (invoice["AmountDue"], invoice["AmountCredited"], invoice["AmountPaid"]) == (70, 50, 0)
    assert invoice[kind][0]["AppliedAmount"] == 50
    assert credit["RemainingCredit"] == credit["Total"] - 50
    assert credit["Allocations"][0]["Invoice"]["InvoiceNumber"] == "1041"


@pytest.mark.parametrize("kind", CREDIT_BODIES)
def test_a_removed_allocation_gives_both_sides_back(
    ask: Ask, sale: Body, hold: Callable[..., str], organisation: Organisation, kind: str
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(kind)
    before = balances_by_code(organisation.books)
    made = ask("PUT", f"{path}/Allocations", json=allocation_body()).json()["Allocations"][0]

    removed = ask("DELETE", f"{path}/Allocations/{made['AllocationID']}")

    assert removed.json() == {
        "AllocationId": made["AllocationID"],
        "Date": "/Date(1772668800000)/",
        "Invoice": [{"InvoiceID": made["Invoice"]["InvoiceID"]}],
        "IsDeleted": True,
    }
    credit = ask("GET", path).json()[kind][0]
    assert (credit["RemainingCredit"], credit["Allocations"]) == (credit["Total"], [])
    assert (invoice_now(ask)["AmountDue"], "AmountCredited" in invoice_now(ask)) == (120, False)
    now = {code: amount for code, amount in balances_by_code(organisation.books).items() if amount}
    assert now == before
    assert ask("DELETE", f"{path}/Allocations/{made['AllocationID']}").status_code == 404


def test_a_removal_is_answered_in_an_envelope_if_the_switch_says_so(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask], sale: Body
) -> None:
    ask = talk(found(removed_allocation_in_envelope=True))
    ask("PUT", "Invoices", json=sale())
    ask("PUT", "CreditNotes", json=credit_note_body())
    path = "CreditNotes/CN-7/Allocations"
    made = ask("PUT", path, json=allocation_body()).json()["Allocations"][0]

    (removed,) = ask("DELETE", f"{path}/{made['AllocationID']}").json()["Allocations"]

    assert (removed["AllocationID"], removed["IsDeleted"]) == (made["AllocationID"], True)


def test_an_invoice_paid_by_a_credit_note_is_paid_on_its_date_and_falls_back(
    ask: Ask, sale: Body, hold: Callable[..., str]
) -> None:
    line = {**sale()["LineItems"][0], "UnitAmount": 50}
    ask("PUT", "Invoices", json=sale(LineItems=[line]))
    path = hold(CREDIT_NOTE)

    made = ask("PUT", f"{path}/Allocations", json=allocation_body()).json()["Allocations"][0]
    paid = ask("GET", "Invoices", params={"page": 1}).json()["Invoices"][0]
    note = ask("GET", path).json()[CREDIT_NOTE][0]
    ask("DELETE", f"{path}/Allocations/{made['AllocationID']}")

    assert (paid["Status"], paid["AmountPaid"], paid["AmountCredited"]) == ("PAID", 0, 50)
    assert paid["FullyPaidOnDate"] == paid["CreditNotes"][0]["Date"] == "/Date(1772582400000+0000)/"
    assert list(paid["CreditNotes"][0]) == [
        *("CreditNoteID", "CreditNoteNumber", "ID", "AppliedAmount"),
        *("DateString", "Date", "Total", "LineItems"),
    ]
    assert (note["Status"], note["RemainingCredit"]) == ("PAID", 0)
    assert note["FullyPaidOnDate"] == "/Date(1772668800000+0000)/"
    assert (invoice_now(ask)["Status"], "FullyPaidOnDate" in invoice_now(ask)) == ("AUTHORISED", False)


def test_a_prepayment_s_tax_moves_with_it(
    ask: Ask, sale: Body, hold: Callable[..., str], organisation: Organisation
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(PREPAYMENT)
    accounts = ("090", "120", "210", "820")
    received = standing(organisation.books, *accounts)

    ask("PUT", f"{path}/Allocations", json=allocation_body(Amount=36.67))
    partly = standing(organisation.books, *accounts)
    ask("PUT", f"{path}/Allocations", json=allocation_body(Amount=73.33))
    wholly = standing(organisation.books, *accounts)

    assert received == ["110.00", "120.00", "-100.00", "-10.00"]
    assert partly == ["110.00", "83.33", "-66.66", "-6.67"]
    assert wholly == ["110.00", "10.00", "0.00", "0.00"]


def test_an_overpayment_lies_on_the_debtors_before_and_after(
    ask: Ask, sale: Body, hold: Callable[..., str], organisation: Organisation
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(OVERPAYMENT)
    entries = len(organisation.books.journal.entries())

    ask("PUT", f"{path}/Allocations", json=allocation_body())

    assert standing(organisation.books, "120") == ["40.00"]
    assert len(organisation.books.journal.entries()) == entries


def test_money_against_an_invoice_keeps_it_from_being_voided_or_edited(
    ask: Ask, sale: Body, hold: Callable[..., str]
) -> None:
    ask("PUT", "Invoices", json=sale())
    ask("PUT", f"{hold(OVERPAYMENT)}/Allocations", json=allocation_body())

    void = ask("POST", "Invoices/1041", json={"Status": "VOIDED"})
    edit = ask("POST", "Invoices/1041", json={"Date": "2026-03-01"})

    assert refusals(void) == [
        (
            "The status VOIDED cannot be applied to the invoice because it has payments "
            "or credit notes allocated to it."
        )
    ]
    assert refusals(edit) == [
        "This document cannot be edited as it has a payment or credit note allocated to it."
    ]


def test_a_payment_may_settle_what_credit_left_and_is_the_latest(
    ask: Ask, sale: Body, payment: Body, hold: Callable[..., str]
) -> None:
    ask("PUT", "Invoices", json=sale())
    ask("PUT", f"{hold(OVERPAYMENT)}/Allocations", json=allocation_body(Amount=80))

    ask("PUT", "Payments", json=payment(Amount=40, Date="2026-03-08"))

    invoice = invoice_now(ask)
    assert (invoice["Status"], invoice["AmountPaid"], invoice["AmountCredited"]) == ("PAID", 40, 80)
    assert invoice["FullyPaidOnDate"] == "/Date(1772928000000+0000)/"


@pytest.mark.parametrize("kind", CREDIT_BODIES)
def test_unknown_credit_is_a_404_page(ask: Ask, kind: str) -> None:
    path = f"{kind}/7ef31b20-de17-4312-8382-412f869b1510"

    answers = [ask("GET", path), ask("PUT", f"{path}/Allocations", json=allocation_body())]

    assert [each.status_code for each in answers] == [404, 404]
