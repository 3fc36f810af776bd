"""/Payments as an app meets it (facts §6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]


@pytest.fixture
def paid(ask: Ask, sale: Body, payment: Body) -> dict[str, Any]:
    """Invoice 1041 is issued and paid; the payment as answered."""
    ask("PUT", "Invoices", json=sale())
    body: dict[str, Any] = ask("PUT", "Payments", json=payment(Reference="p1")).json()["Payments"][0]
    return body


def test_a_payments_answer_carries_the_updated_invoice(paid: dict[str, Any]) -> None:
    invoice = paid["Invoice"]

    assert (paid["PaymentType"], paid["Status"], paid["Reference"]) == ("ACCRECPAYMENT", "AUTHORISED", "p1")
    assert (invoice["Status"], invoice["AmountDue"], invoice["AmountPaid"]) == ("PAID", 0, 120)
    assert [each["PaymentID"] for each in invoice["Payments"]] == [paid["PaymentID"]]
    assert paid["HasValidationErrors"] is False


def test_two_payments_of_a_batch_each_show_the_balance_that_they_left(
    ask: Ask, sale: Body, payment: Body
) -> None:
    ask("PUT", "Invoices", json=sale())

    answer = ask("PUT", "Payments", json={"Payments": [payment(Amount=50), payment(Amount=50)]})

    left = sorted(each["Invoice"]["AmountDue"] for each in answer.json()["Payments"])
    assert left == [20, 70]


def test_a_refused_payment_has_no_id(ask: Ask, paid: dict[str, Any], payment: Body) -> None:
    del paid

    answer = ask("PUT", "Payments?summarizeErrors=false", json={"Payments": [payment()]})

    (refused,) = answer.json()["Payments"]
    assert answer.status_code == 200
    assert "PaymentID" not in refused
    assert refused["StatusAttributeString"] == "ERROR"
    assert [each["Message"] for each in refused["ValidationErrors"]] == [
        "Payments can only be made against Authorised documents",
        "Payment amount exceeds the amount outstanding on this document",
    ]


def test_wrong_keys_come_back_as_a_zero_guid(ask: Ask) -> None:
    body = {"payments": [{"invoice": {"invoice_id": "x"}, "account": {"code": "611"}, "amount": 1}]}

    answer = ask("PUT", "Payments?summarizeErrors=false", json=body)

    (refused,) = answer.json()["Payments"]
    assert refused["Invoice"]["InvoiceID"] == "00000000-0000-0000-0000-000000000000"
    assert refused["ValidationErrors"][0] == {
        "Message": "You must specify an Invoice ID or Invoice Number for the payment"
    }


@pytest.mark.parametrize("body", [{"Status": "DELETED"}, {"Payments": [{"Status": "DELETED"}]}])
def test_a_deletion_gives_the_balance_back(ask: Ask, paid: dict[str, Any], body: dict[str, Any]) -> None:
    answer = ask("POST", f"Payments/{paid['PaymentID']}", json=body)

    (deleted,) = answer.json()["Payments"]
    assert (deleted["Status"], deleted["Invoice"]["AmountDue"]) == ("DELETED", 120)
    assert "FullyPaidOnDate" not in deleted["Invoice"]


def test_a_deletion_says_nothing_but_the_status(ask: Ask, paid: dict[str, Any]) -> None:
    answer = ask("POST", f"Payments/{paid['PaymentID']}", json={"Status": "DELETED", "Amount": 1})

    assert answer.status_code == 400
    assert answer.json()["Elements"][0]["ValidationErrors"] == [
        {"Message": "Only Status accepted for updates."}
    ]


def test_a_payment_is_found_by_its_invoice_its_number_or_its_reference(
    ask: Ask, paid: dict[str, Any]
) -> None:
    invoice_id = paid["Invoice"]["InvoiceID"]
    clauses = [
        f'Invoice.InvoiceID==guid("{invoice_id}")',
        'Invoice.InvoiceNumber=="1041"',
        'Reference=="P1"',
        'Reference=="p1" AND Amount==120.00 AND Date==DateTime(2026,03,03) AND Status=="AUTHORISED"',
    ]

    found = [ask("GET", "Payments", params={"where": clause}).json()["Payments"] for clause in clauses]

    assert [[each["PaymentID"] for each in some] for some in found] == [[paid["PaymentID"]]] * 4


def test_deleted_payments_stay_in_lists_unless_the_switch_hides_them(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask], sale: Body, payment: Body
) -> None:
    shown = []
    for hidden in (False, True):
        ask = talk(found(deleted_payments_in_lists=not hidden))
        ask("PUT", "Invoices", json=sale())
        payment_id = ask("PUT", "Payments", json=payment()).json()["Payments"][0]["PaymentID"]
        ask("POST", f"Payments/{payment_id}", json={"Status": "DELETED"})
        shown.append([each["Status"] for each in ask("GET", "Payments").json()["Payments"]])

    assert shown == [["DELETED"], []]


def test_a_payment_changes_when_its_invoice_was_last_updated(
    ask: Ask, clock: SettableClock, sale: Body, payment: Body
) -> None:
    ask("PUT", "Invoices", json=sale())
    clock.advance(60)
    since = {"If-Modified-Since": "2026-03-01T21:00:30"}

    before = ask("GET", "Invoices", headers=since).json()["Invoices"]
    ask("PUT", "Payments", json=payment())
    after = ask("GET", "Invoices", headers=since).json()["Invoices"]

    assert (len(before), len(after)) == (0, 1)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_payment_is_a_404_page(ask: Ask, method: str) -> None:
    answer = ask(method, "Payments/7ef31b20-de17-4312-8382-412f869b1510", json={"Status": "DELETED"})

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_reconciled_payment_can_be_deleted_unless_the_switch_says_otherwise(
    sale: Body, payment: Body, found: Callable[..., Organisation], talk: Callable[[Organisation], Ask]
) -> None:
    answers = []
    for can in (True, False):
        ask = talk(found(reconciled_payment_can_be_deleted=can))
        ask("PUT", "Invoices", json=sale())
        paid = ask("PUT", "Payments", json=payment(IsReconciled=True)).json()["Payments"][0]
        answers.append(ask("POST", f"Payments/{paid['PaymentID']}", json={"Status": "DELETED"}))

    assert [each.status_code for each in answers] == [200, 400]
    assert "A reconciled payment cannot be deleted" in answers[1].text
