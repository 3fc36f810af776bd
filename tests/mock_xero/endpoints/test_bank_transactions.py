"""/BankTransactions, and the overpayments and prepayments that they create (facts §6.6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation
from tests.mock_xero.books.general_ledger import standing
from tests.mock_xero.endpoints.credit_bodies import overpayment_body, prepayment_body, received_body, refusals

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
SPENT_LINE = {
    "Description": "Rent",
    "Quantity": 1,
    "UnitAmount": 110.0,
    "AccountCode": "469",
    "TaxType": "INPUT",
}


@pytest.fixture
def put(ask: Ask) -> Body:
    """Create a bank transaction from a body; answer it as Xero did."""

    def created(**body: Any) -> dict[str, Any]:
        answer = ask("PUT", "BankTransactions", json=body)
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()["BankTransactions"][0]
        return made

    return created


def test_money_received_debits_the_bank(put: Body, organisation: Organisation) -> None:
    made = put(**received_body())

    assert (made["Status"], made["Total"], made["IsReconciled"]) == ("AUTHORISED", 5, False)
    assert made["BankAccount"]["Name"] == "Business Bank Account"
    assert standing(organisation.books, "090", "270") == ["5.00", "-5.00"]


def test_money_spent_with_tax_credits_the_bank(put: Body, organisation: Organisation) -> None:
    put(**received_body(Type="SPEND", LineAmountTypes="Inclusive", LineItems=[SPENT_LINE]))

    assert standing(organisation.books, "090", "469", "820") == ["-110.00", "100.00", "10.00"]


def test_an_overpayment_lies_on_the_debtors_and_is_read_under_its_own_name(
    ask: Ask, put: Body, organisation: Organisation
) -> None:
    made = put(**overpayment_body(Reference="twice"))

    (credit,) = ask("GET", "Overpayments", params={"page": 1}).json()["Overpayments"]
    assert credit["OverpaymentID"] == made["OverpaymentID"]
    assert (credit["Type"], credit["Status"]) == ("RECEIVE-OVERPAYMENT", "AUTHORISED")
    assert (credit["RemainingCredit"], credit["Reference"]) == (80, "twice")
    assert credit["LineItems"][0]["AccountCode"] == "120"
    assert standing(organisation.books, "090", "120") == ["80.00", "-80.00"]


def test_a_prepayment_received_takes_the_next_invoice_number(ask: Ask, put: Body, sale: Body) -> None:
    made = put(**prepayment_body())

    credit = ask("GET", f"Prepayments/{made['PrepaymentID']}").json()["Prepayments"][0]
    next_sale = ask("PUT", "Invoices", json=sale(InvoiceNumber=None)).json()["Invoices"][0]
    taken = ask("PUT", "Invoices", json=sale(InvoiceNumber=credit["InvoiceNumber"]))
    assert (credit["InvoiceNumber"], next_sale["InvoiceNumber"]) == ("INV-0001", "INV-0002")
    assert refusals(taken) == ["Invoice # must be unique."]


def test_money_paid_in_advance_is_ours_with_a_supplier(
    ask: Ask, put: Body, organisation: Organisation
) -> None:
    put(**overpayment_body(Type="SPEND-OVERPAYMENT"))
    put(**prepayment_body(Type="SPEND-PREPAYMENT", LineItems=[SPENT_LINE]))

    (over,) = ask("GET", "Overpayments").json()["Overpayments"]
    (ahead,) = ask("GET", "Prepayments").json()["Prepayments"]
    assert (over["Type"], ahead["Type"]) == ("SPEND-OVERPAYMENT", "SPEND-PREPAYMENT")
    assert standing(organisation.books, "800", "469", "820") == ["80.00", "110.00", "11.00"]


def test_a_deleted_transaction_voids_its_credit(ask: Ask, put: Body, organisation: Organisation) -> None:
    made = put(**overpayment_body())

    path = f"BankTransactions/{made['BankTransactionID']}"
    deleted = ask("POST", path, json={"Status": "DELETED"}).json()["BankTransactions"][0]

    credit = ask("GET", f"Overpayments/{made['OverpaymentID']}").json()["Overpayments"][0]
    assert (deleted["Status"], credit["Status"], credit["RemainingCredit"]) == ("DELETED", "VOIDED", 0)
    assert standing(organisation.books, "090", "120") == ["0.00", "0.00"]
    again = ask("POST", path, json={"Status": "DELETED"})
    assert refusals(again) == ["Bank Transaction not of valid status for modification"]


def test_an_edit_changes_the_credit_too_while_nobody_has_used_it(ask: Ask, put: Body, sale: Body) -> None:
    made = put(**overpayment_body())
    line = {"Description": "Paid twice", "LineAmount": 90}
    change = {"BankTransactionID": made["BankTransactionID"], "LineItems": [line]}

    ask("POST", "BankTransactions", json=change)
    credit = ask("GET", f"Overpayments/{made['OverpaymentID']}").json()["Overpayments"][0]
    ask("PUT", "Invoices", json=sale())
    used = {"Invoice": {"InvoiceNumber": "1041"}, "Amount": 90, "Date": "2026-03-05"}
    ask("PUT", f"Overpayments/{made['OverpaymentID']}/Allocations", json=used)
    late = ask("POST", "BankTransactions", json=change | {"Status": "DELETED"})

    assert credit["RemainingCredit"] == 90
    assert refusals(late) == [
        "This document cannot be edited as it has a payment or credit note allocated to it."
    ]
    spent = ask("GET", f"Overpayments/{made['OverpaymentID']}").json()["Overpayments"][0]
    assert (spent["Status"], spent["RemainingCredit"]) == ("PAID", 0)


def test_what_a_statement_confirms_is_not_edited(ask: Ask, put: Body) -> None:
    made = put(**received_body(IsReconciled=True))

    answer = ask("POST", f"BankTransactions/{made['BankTransactionID']}", json={"Date": "2026-03-04"})

    assert refusals(answer) == [
        "This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement."
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (received_body(Type=None), "Bank transaction type must be specified"),
        (received_body(Contact=None), "A Contact must be specified for this type of transaction"),
        (
            received_body(Contact={"EmailAddress": "ada@example.com"}),
            (
                "The Contact must contain at least 1 of the following elements to identify the contact: "
                "Name, ContactID, ContactNumber"
            ),
        ),
        (received_body(BankAccount=None), "A bank account must be specified for this type of transaction"),
        (
            received_body(BankAccount={"Code": "999"}),
            "Account code '999' is not a valid code for this document.",
        ),
        (received_body(BankAccount={"Code": "611"}), "The specified account is not a bank account"),
        (received_body(LineItems=[]), "One or more line items must be specified"),
        (received_body(CurrencyCode="EUR"), "Organisation is not subscribed to currency EUR"),
        (received_body(Status="DELETED"), "Bank Transaction not of valid status for creation"),
        (
            received_body(LineItems=[{**SPENT_LINE, "UnitAmount": 0}]),
            "The total of a bank transaction must be greater than zero",
        ),
        (
            overpayment_body(LineAmountTypes="Exclusive"),
            "LineAmountTypes of an overpayment must be NoTax",
        ),
        (
            overpayment_body(LineItems=overpayment_body()["LineItems"] * 2),
            "An overpayment must have exactly one line item",
        ),
        (
            overpayment_body(LineItems=[{"Description": "x", "LineAmount": 1, "AccountCode": "200"}]),
            "Account code '200' is not a valid code for this document.",
        ),
    ],
)
def test_what_is_wrong_with_a_bank_transaction_is_said(ask: Ask, body: dict[str, Any], message: str) -> None:
    assert refusals(ask("PUT", "BankTransactions", json=body)) == [message]


def test_the_type_and_an_unknown_id_are_refused(ask: Ask, put: Body) -> None:
    made = put(**received_body())

    spend = ask("POST", f"BankTransactions/{made['BankTransactionID']}", json={"Type": "SPEND"})
    body = received_body(BankTransactionID="7ef31b20-de17-4312-8382-412f869b1510")
    unknown = ask("POST", "BankTransactions", json=body)

    assert refusals(spend) == ["The type of a bank transaction cannot be changed"]
    assert refusals(unknown) == [
        "An existing Bank Transaction with the specified BankTransactionID could not be found"
    ]


def test_a_locked_day_takes_no_money(ask: Ask, organisation: Organisation) -> None:
    organisation.bookkeeper.locks_period(organisation.today().replace(day=3))

    answer = ask("PUT", "BankTransactions", json=received_body())

    assert refusals(answer) == [
        "The document date cannot be before the period lock date, currently set at 03-Mar-2026"
    ]


def test_lists_are_filtered_paged_and_narrowed(ask: Ask, put: Body) -> None:
    put(**received_body(Reference="interest"))
    over = put(**overpayment_body(Reference="twice"))
    put(**prepayment_body())

    def count(resource: str, **params: Any) -> int:
        return len(ask("GET", resource, params=params).json()[resource])

    assert count("BankTransactions", where='Type=="RECEIVE" AND BankAccount.Code=="090"') == 1
    assert count("BankTransactions", where='Reference=="INTEREST"') == 1
    assert count("BankTransactions", page=1, pageSize=2, order="Total DESC") == 2
    assert count("Overpayments", References='"twice"') == 1
    assert count("Overpayments", References='"once"') == 0
    assert count("Overpayments", where=f'OverpaymentID==guid("{over["OverpaymentID"]}")') == 1
    assert count("Prepayments", InvoiceNumbers="INV-0001") == 1


def test_an_unknown_transaction_is_a_404_page(ask: Ask) -> None:
    answer = ask("GET", "BankTransactions/7ef31b20-de17-4312-8382-412f869b1510")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
