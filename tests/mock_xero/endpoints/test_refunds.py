"""Payments against account credit: money goes back (facts §6.1 to §6.3, §6.6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation
from tests.mock_xero.books.general_ledger import balances_by_code
from tests.mock_xero.endpoints.credit_bodies import (
    credit_note_body,
    overpayment_body,
    prepayment_body,
    refusals,
)

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
SPENT = {"AccountCode": "429", "TaxType": "EXEMPTEXPENSES"}


def refund(**said: Any) -> dict[str, Any]:
    return {"Account": {"Code": "090"}, "Date": "2026-03-06", "Amount": 30, **said}


def given(ask: Ask, resource: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = ask("PUT", resource, json=body)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()[resource][0]
    return made


CASES = [
    ("CreditNotes", credit_note_body(), "CreditNote", "ARCREDITPAYMENT", "ACCRECCREDIT"),
    (
        "CreditNotes",
        credit_note_body(Type="ACCPAYCREDIT", LineItems=[{**credit_note_body()["LineItems"][0], **SPENT}]),
        "CreditNote",
        "APCREDITPAYMENT",
        "ACCPAYCREDIT",
    ),
    ("BankTransactions", overpayment_body(), "Overpayment", "AROVERPAYMENTPAYMENT", "AROVERPAYMENT"),
    (
        "BankTransactions",
        overpayment_body(Type="SPEND-OVERPAYMENT"),
        "Overpayment",
        "APOVERPAYMENTPAYMENT",
        "APOVERPAYMENT",
    ),
    ("BankTransactions", prepayment_body(), "Prepayment", "ARPREPAYMENTPAYMENT", "ARPREPAYMENT"),
    (
        "BankTransactions",
        prepayment_body(Type="SPEND-PREPAYMENT", LineItems=[{**prepayment_body()["LineItems"][0], **SPENT}]),
        "Prepayment",
        "APPREPAYMENTPAYMENT",
        "APPREPAYMENT",
    ),
]


@pytest.mark.parametrize(("resource", "body", "name", "payment_type", "as_invoice"), CASES)
def test_a_refund_takes_from_the_credit_and_is_a_payment_of_its_own_type(  # the columns of the cases
    ask: Ask, resource: str, body: dict[str, Any], name: str, payment_type: str, as_invoice: str
) -> None:
    credit_id = given(ask, resource, body)[f"{name}ID"]

    made = given(ask, "Payments", refund(**{name: {f"{name}ID": credit_id}}))

    credit = ask("GET", f"{name}s/{credit_id}").json()[f"{name}s"][0]
    listed = ask("GET", "Payments", params={"where": f'PaymentType=="{payment_type}"'}).json()["Payments"]
    assert (made["PaymentType"], made["Invoice"]["Type"]) == (payment_type, as_invoice)
    assert (made["Invoice"]["InvoiceID"], made["Invoice"]["AmountPaid"]) == (credit_id, 30)
    assert credit["RemainingCredit"] == made["Invoice"]["AmountDue"] == credit["Total"] - 30
    assert [each["PaymentID"] for each in credit["Payments"]] == [made["PaymentID"]]
    assert [each["Invoice"]["Type"] for each in listed] == [as_invoice]


def test_a_refund_of_all_makes_the_credit_paid_and_its_deletion_gives_it_back(
    ask: Ask, organisation: Organisation
) -> None:
    credit_id = given(ask, "BankTransactions", prepayment_body())["PrepaymentID"]
    before = balances_by_code(organisation.books)

    made = given(ask, "Payments", refund(Prepayment={"PrepaymentID": credit_id}, Amount=110))
    spent = ask("GET", f"Prepayments/{credit_id}").json()["Prepayments"][0]
    none = balances_by_code(organisation.books)
    ask("POST", f"Payments/{made['PaymentID']}", json={"Status": "DELETED"})
    back = ask("GET", f"Prepayments/{credit_id}").json()["Prepayments"][0]

    assert (spent["Status"], spent["RemainingCredit"]) == ("PAID", 0)
    assert set(none.values()) == {0}
    assert (back["Status"], back["RemainingCredit"], back["Payments"]) == ("AUTHORISED", 110, [])
    assert balances_by_code(organisation.books) == before


def test_a_fully_used_overpayment_takes_no_refund(ask: Ask) -> None:
    credit_id = given(ask, "BankTransactions", overpayment_body())["OverpaymentID"]
    body = refund(Overpayment={"OverpaymentID": credit_id}, Amount=80)
    given(ask, "Payments", body)

    assert refusals(ask("PUT", "Payments", json=body)) == [
        "Payments can only be made against Authorised documents",
        "Payment amount exceeds the amount outstanding on this document",
    ]


def test_no_more_is_refunded_than_remains(ask: Ask) -> None:
    given(ask, "CreditNotes", credit_note_body())

    answer = ask("PUT", "Payments", json=refund(CreditNoteNumber="CN-7", Amount=50.01))

    assert refusals(answer) == ["Payment amount exceeds the amount outstanding on this document"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"Invoice": {"InvoiceNumber": "1041"}, "CreditNote": {"CreditNoteNumber": "CN-7"}},
            "A payment can be made against only one of Invoice, CreditNote, Prepayment and Overpayment",
        ),
        (
            {"CreditNote": {"CreditNoteNumber": "none"}},
            "An existing Credit Note with the specified CreditNoteID could not be found",
        ),
        (
            {"Overpayment": {"OverpaymentID": "7ef31b20-de17-4312-8382-412f869b1510"}},
            "The document with the supplied id was not found for this endpoint.",
        ),
        (
            {"CreditNote": {"CreditNoteNumber": "CN-7"}, "Account": {"Code": "200"}},
            "Account type is invalid for making a payment to/from",
        ),
        ({}, "You must specify an Invoice ID or Invoice Number for the payment"),
    ],
)
def test_what_is_wrong_with_a_refund_is_said(ask: Ask, said: dict[str, Any], message: str) -> None:
    given(ask, "CreditNotes", credit_note_body())

    assert refusals(ask("PUT", "Payments", json=refund(**said))) == [message]


def test_a_payment_says_what_the_bank_saw(ask: Ask, sale: Body, payment: Body) -> None:
    given(ask, "Invoices", sale())

    made = given(ask, "Payments", payment(Amount=20, BankAmount=20, IsReconciled=True, CurrencyRate=1))

    assert (made["Amount"], made["BankAmount"], made["IsReconciled"]) == (20, 20, True)


def test_number_and_code_may_be_said_without_nesting(ask: Ask, sale: Body) -> None:
    given(ask, "Invoices", sale())

    made = given(ask, "Payments", {"InvoiceNumber": "1041", "Code": "611", "Amount": 20})

    assert (made["Account"]["Code"], made["Invoice"]["AmountDue"]) == ("611", 100)


def test_a_payment_of_a_batch_is_not_deleted_by_itself(
    ask: Ask, sale: Body, payment: Body, organisation: Organisation
) -> None:
    given(ask, "Invoices", sale())
    made = given(ask, "Payments", payment())
    kept = organisation.books.payments.by_id(made["PaymentID"])
    assert kept is not None
    kept.batch_payment_id = "b54aa50c-794c-461b-89d1-846e1b84d9c0"

    answer = ask("POST", f"Payments/{made['PaymentID']}", json={"Status": "DELETED"})

    assert refusals(answer) == ["Payments within a batch cannot be deleted."]
    shown = ask("GET", f"Payments/{made['PaymentID']}").json()["Payments"][0]
    assert shown["BatchPaymentID"] == kept.batch_payment_id
