"""/BatchPayments: several payments as one line on the bank statement (facts §6.5)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
UNKNOWN = "7ef31b20-de17-4312-8382-412f869b1510"


@pytest.fixture
def issued(ask: Ask, sale: Body) -> list[str]:
    """The ids of three invoices over 120.00 each."""
    bodies = [sale(InvoiceNumber=number) for number in ("1", "2", "3")]
    answer = ask("PUT", "Invoices", json={"Invoices": bodies}).json()["Invoices"]
    return [each["InvoiceID"] for each in answer]


def paying(*paid: tuple[str, float], **said: Any) -> dict[str, Any]:
    payments = [{"Invoice": {"InvoiceID": invoice_id}, "Amount": amount} for invoice_id, amount in paid]
    return {
        "Account": {"Code": "090"},
        "Date": "2026-03-03",
        "Details": "Week 9",
        "Payments": payments,
        **said,
    }


def put(ask: Ask, body: dict[str, Any]) -> dict[str, Any]:
    answer = ask("PUT", "BatchPayments", json=body)
    assert answer.status_code == 200, answer.text
    batch: dict[str, Any] = answer.json()["BatchPayments"][0]
    return batch


def refusals(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def due(ask: Ask) -> list[float]:
    found = ask("GET", "Invoices?order=InvoiceNumber").json()["Invoices"]
    return [each["AmountDue"] for each in found]


def test_a_batch_pays_all_its_invoices(ask: Ask, issued: list[str]) -> None:
    batch = put(ask, paying((issued[0], 120), (issued[1], 20.5)))

    assert (batch["Type"], batch["Status"], batch["TotalAmount"]) == ("RECBATCH", "AUTHORISED", 140.5)
    assert (batch["Details"], batch["IsReconciled"]) == ("Week 9", False)
    assert (batch["Date"], batch["DateString"]) == ("/Date(1772496000000+0000)/", "2026-03-03T00:00:00")
    assert [each["BankAmount"] for each in batch["Payments"]] == [120, 20.5]
    assert due(ask) == [0, 99.5, 120]
    payments = ask("GET", "Payments").json()["Payments"]
    assert {each["PaymentID"] for each in payments} == {each["PaymentID"] for each in batch["Payments"]}


def test_bills_make_a_batch_of_their_own_kind(ask: Ask, sale: Body) -> None:
    bill = ask("PUT", "Invoices", json=sale(Type="ACCPAY", LineItems=[expense()])).json()["Invoices"][0]

    batch = put(ask, paying((bill["InvoiceID"], 50)))

    assert batch["Type"] == "PAYBATCH"


def expense() -> dict[str, Any]:
    return {"Description": "Rent", "Quantity": 1, "UnitAmount": 50, "AccountCode": "469", "TaxType": "INPUT"}


def test_what_the_bank_is_told_comes_back(ask: Ask, issued: list[str]) -> None:
    told = {"BankAccountNumber": "12-3456", "Particulars": "p", "Code": "c", "Reference": "r", "Details": "d"}
    body = paying((issued[0], 1))
    body["Payments"][0] |= told

    batch = put(ask, body | {"Narrative": "n", "Reference": "whole"})

    assert batch["Payments"][0].items() >= told.items()
    assert (batch["Narrative"], batch["Reference"]) == ("n", "whole")


@pytest.mark.parametrize("in_path", [False, True])
def test_a_deleted_batch_takes_all_its_payments_back(ask: Ask, issued: list[str], *, in_path: bool) -> None:
    batch_id = put(ask, paying((issued[0], 120), (issued[1], 20)))["BatchPaymentID"]
    path = f"BatchPayments/{batch_id}" if in_path else "BatchPayments"
    body = {"Status": "DELETED"} | ({} if in_path else {"BatchPaymentID": batch_id})

    (deleted,) = ask("POST", path, json=body).json()["BatchPayments"]

    assert (deleted["Status"], deleted["TotalAmount"], deleted["Payments"]) == ("DELETED", 140, [])
    assert due(ask) == [120, 120, 120]
    assert {each["Status"] for each in ask("GET", "Payments").json()["Payments"]} == {"DELETED"}
    assert refusals(ask("POST", path, json=body)) == ["Batch payment not of valid status for modification"]


def test_a_payment_of_a_batch_names_it_and_goes_with_it_only(ask: Ask, issued: list[str]) -> None:
    batch = put(ask, paying((issued[0], 120)))
    payment = ask("GET", "Payments").json()["Payments"][0]

    answer = ask("POST", f"Payments/{payment['PaymentID']}", json={"Status": "DELETED"})

    assert payment["BatchPaymentID"] == batch["BatchPaymentID"]
    assert refusals(answer) == ["Payments within a batch cannot be deleted."]
    assert due(ask) == [0, 120, 120]


def test_nothing_but_a_deletion_can_be_asked(ask: Ask, issued: list[str]) -> None:
    batch_id = put(ask, paying((issued[0], 1)))["BatchPaymentID"]

    other = ask("POST", f"BatchPayments/{batch_id}", json={"Details": "new"})
    unknown = ask("POST", "BatchPayments", json={"BatchPaymentID": UNKNOWN, "Status": "DELETED"})

    assert refusals(other) == ["Batch payments can only be updated to a status of DELETED"]
    assert refusals(unknown) == [
        "An existing Batch Payment with the specified BatchPaymentID could not be found"
    ]
    assert ask("GET", f"BatchPayments/{UNKNOWN}").status_code == 404
    assert ask("POST", f"BatchPayments/{UNKNOWN}", json={"Status": "DELETED"}).status_code == 404


@pytest.mark.parametrize(
    ("amounts", "said", "message"),
    [
        ((), {}, "A batch payment must contain at least one payment"),
        ((50, 200), {}, "Payment amount exceeds the amount outstanding on this document"),
        ((50, 0), {}, "Payment amount must be greater than zero"),
        ((50, 50), {"Account": {"Code": "200"}}, "Account type is invalid for making a payment to/from"),
        ((50, 50), {"Account": None}, "The account code or ID must be specified"),
        ((50, 50), {"Details": "x" * 19}, "A reference of the batch payment is longer than allowed"),
    ],
)
def test_one_bad_payment_spoils_the_batch(
    ask: Ask, issued: list[str], amounts: tuple[float, ...], said: dict[str, Any], message: str
) -> None:
    body = paying(*zip(issued, amounts, strict=False), **said)

    answer = ask("PUT", "BatchPayments", json=body)

    assert refusals(answer) == [message]
    assert due(ask) == [120, 120, 120]
    assert ask("GET", "Payments").json()["Payments"] == []
    assert ask("GET", "BatchPayments").json()["BatchPayments"] == []


def test_two_payments_of_one_invoice_pay_no_more_than_is_due(ask: Ask, issued: list[str]) -> None:
    answer = ask("PUT", "BatchPayments", json=paying((issued[0], 100), (issued[0], 100)))

    assert refusals(answer) == ["Payment amount exceeds the amount outstanding on this document"]
    assert due(ask)[0] == 120


def test_sales_and_bills_do_not_mix(ask: Ask, issued: list[str], sale: Body) -> None:
    bill = ask("PUT", "Invoices", json=sale(Type="ACCPAY", LineItems=[expense()])).json()["Invoices"][0]

    answer = ask("PUT", "BatchPayments", json=paying((issued[0], 10), (bill["InvoiceID"], 10)))

    assert refusals(answer) == ["A batch payment cannot contain both sales invoices and bills"]


def test_batches_are_in_the_base_currency(ask: Ask, organisation: Organisation, issued: list[str]) -> None:
    invoice = organisation.books.invoices.by_id(issued[0])
    assert invoice is not None
    invoice.currency = "USD"

    answer = ask("PUT", "BatchPayments", json=paying((issued[0], 10)))

    assert refusals(answer) == ["Batch payments can only be made in the organisation's base currency"]


def test_an_unknown_or_missing_invoice_is_named(ask: Ask) -> None:
    unknown = ask("PUT", "BatchPayments", json=paying((UNKNOWN, 10)))
    missing = ask("PUT", "BatchPayments", json=paying(("", 10)))

    assert refusals(unknown) == ["An existing Invoice with the specified InvoiceID could not be found"]
    assert refusals(missing) == ["You must specify an Invoice ID or Invoice Number for the payment"]


def test_a_locked_period_keeps_its_batches(ask: Ask, organisation: Organisation, issued: list[str]) -> None:
    batch_id = put(ask, paying((issued[0], 10), Date="2026-03-02"))["BatchPaymentID"]
    organisation.bookkeeper.locks_period(organisation.today())

    answer = ask("POST", f"BatchPayments/{batch_id}", json={"Status": "DELETED"})

    assert refusals(answer) == [
        "The payment date cannot be before the period lock date, currently set at 02-Mar-2026"
    ]


def test_a_failed_batch_says_so_unless_the_trap_is_set(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask]
) -> None:
    answers = []
    for trap in (False, True):
        ask = talk(found(failed_batch_payments_look_fine=trap))
        answer = ask("PUT", "BatchPayments?summarizeErrors=false", json=paying((UNKNOWN, 10)))
        assert answer.status_code == 200
        answers.append(answer.json()["BatchPayments"][0])

    honest, seeming = answers
    assert honest["ValidationErrors"]
    assert "ValidationErrors" not in seeming
    assert seeming["Payments"][0]["HasValidationErrors"] is False
    assert "PaymentID" not in seeming["Payments"][0]


def test_batches_are_filtered_and_ordered(ask: Ask, clock: SettableClock, issued: list[str]) -> None:
    put(ask, paying((issued[0], 1)))
    clock.advance(60)
    put(ask, paying((issued[1], 3)))
    clock.advance(60)
    put(ask, paying((issued[2], 2), Account={"Code": "611"}))

    def totals(**asked: Any) -> list[float]:
        return [each["TotalAmount"] for each in ask("GET", "BatchPayments", **asked).json()["BatchPayments"]]

    assert totals() == [1, 3, 2]
    assert totals(params={"order": "TotalAmount DESC"}) == [3, 2, 1]
    assert totals(params={"where": 'Type=="RECBATCH" AND Account.Code=="611"'}) == [2]
    assert totals(headers={"If-Modified-Since": "2026-03-01T21:00:30"}) == [3, 2]
