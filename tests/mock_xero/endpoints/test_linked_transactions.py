"""/LinkedTransactions as an app meets them: a line of a bill, charged to a customer."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
NOBODY = "7ef31b20-de17-4312-8382-412f869b1510"


@pytest.fixture
def bill(ask: Ask, sale: Body) -> dict[str, Any]:
    """An approved bill of two lines."""
    line = {"Description": "Braces", "Quantity": 1, "UnitAmount": 40, "AccountCode": "429"}
    body = sale(Type="ACCPAY", InvoiceNumber="B-7", Contact={"Name": "Supplier"}, LineItems=[line, line])
    found: dict[str, Any] = ask("PUT", "Invoices", json=body).json()["Invoices"][0]
    return found


@pytest.fixture
def invoice(ask: Ask, sale: Body) -> dict[str, Any]:
    """A sales invoice that is not approved yet."""
    found: dict[str, Any] = ask("PUT", "Invoices", json=sale(Status="DRAFT")).json()["Invoices"][0]
    return found


def cost(bill: dict[str, Any], line: int = 0, **said: Any) -> dict[str, Any]:
    return {
        "SourceTransactionID": bill["InvoiceID"],
        "SourceLineItemID": bill["LineItems"][line]["LineItemID"],
        **said,
    }


@pytest.fixture
def linked(ask: Ask, bill: dict[str, Any]) -> dict[str, Any]:
    answer = ask("PUT", "LinkedTransactions", json={"LinkedTransactions": [cost(bill)]})
    found: dict[str, Any] = answer.json()["LinkedTransactions"][0]
    return found


def said(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def status(ask: Ask, linked: dict[str, Any]) -> str:
    answer = ask("GET", f"LinkedTransactions/{linked['LinkedTransactionID']}")
    found: str = answer.json()["LinkedTransactions"][0]["Status"]
    return found


def test_a_line_of_a_bill_is_linked(linked: dict[str, Any], bill: dict[str, Any]) -> None:
    assert linked == {
        "LinkedTransactionID": linked["LinkedTransactionID"],
        "SourceTransactionID": bill["InvoiceID"],
        "SourceLineItemID": bill["LineItems"][0]["LineItemID"],
        "Status": "APPROVED",
        "Type": "BILLABLEEXPENSE",
        "UpdatedDateUTC": "/Date(1772398800000+0000)/",
        "SourceTransactionTypeCode": "ACCPAY",
    }


def test_its_status_follows_its_documents(
    ask: Ask, linked: dict[str, Any], bill: dict[str, Any], invoice: dict[str, Any]
) -> None:
    path = f"LinkedTransactions/{linked['LinkedTransactionID']}"
    seen = [status(ask, linked)]

    aimed = ask(
        "POST",
        path,
        json={
            "TargetTransactionID": invoice["InvoiceID"],
            "TargetLineItemID": invoice["LineItems"][0]["LineItemID"],
        },
    ).json()["LinkedTransactions"][0]
    seen.append(aimed["Status"])
    for invoice_id, next_status in (
        (invoice["InvoiceID"], "AUTHORISED"),
        (invoice["InvoiceID"], "VOIDED"),
        (bill["InvoiceID"], "VOIDED"),
    ):
        ask("POST", f"Invoices/{invoice_id}", json={"Status": next_status})
        seen.append(status(ask, linked))

    assert seen == ["APPROVED", "ONDRAFT", "BILLED", "APPROVED", "VOIDED"]
    assert aimed["ContactID"] == invoice["Contact"]["ContactID"]


def test_a_cost_of_a_draft_bill_is_a_draft(ask: Ask, sale: Body) -> None:
    draft = ask("PUT", "Invoices", json=sale(Type="ACCPAY", Status="DRAFT")).json()["Invoices"][0]

    answer = ask("PUT", "LinkedTransactions", json=cost(draft))

    assert answer.json()["LinkedTransactions"][0]["Status"] == "DRAFT"


def test_a_cost_is_given_to_a_customer_before_there_is_an_invoice(ask: Ask, linked: dict[str, Any]) -> None:
    ada = ask("PUT", "Contacts", json={"Name": "Ada"}).json()["Contacts"][0]["ContactID"]

    answer = ask("POST", f"LinkedTransactions/{linked['LinkedTransactionID']}", json={"ContactID": ada})

    assert answer.json()["LinkedTransactions"][0]["ContactID"] == ada
    assert status(ask, linked) == "APPROVED"


@pytest.mark.parametrize(
    ("different", "message"),
    [
        ({"SourceTransactionID": None}, "The SourceTransactionID and SourceLineItemID must be specified"),
        (
            {"SourceTransactionID": NOBODY},
            "The SourceTransactionID must be that of a bill or of spent money",
        ),
        ({"SourceLineItemID": NOBODY}, "The SourceLineItemID and SourceTransactionID do not match"),
        ({"ContactID": NOBODY}, "The contact could not be found"),
        ({"TargetTransactionID": NOBODY}, "The TargetTransactionID must be that of a sales invoice"),
        ({"TargetLineItemID": NOBODY}, "A TargetLineItemID needs a TargetTransactionID"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    ask: Ask, organisation: Organisation, bill: dict[str, Any], different: dict[str, Any], message: str
) -> None:
    answer = ask("PUT", "LinkedTransactions", json=cost(bill, **different))

    assert said(answer) == [message]
    assert organisation.books.linked_transactions.all() == []


def test_a_line_is_linked_once(ask: Ask, linked: dict[str, Any], bill: dict[str, Any]) -> None:
    assert said(ask("PUT", "LinkedTransactions", json=cost(bill))) == [
        "The source line item is linked already"
    ]
    assert ask("PUT", "LinkedTransactions", json=cost(bill, line=1)).status_code == 200


def test_a_voided_bill_has_nothing_to_charge(ask: Ask, bill: dict[str, Any]) -> None:
    ask("POST", f"Invoices/{bill['InvoiceID']}", json={"Status": "VOIDED"})

    answer = ask("PUT", "LinkedTransactions", json=cost(bill))

    assert said(answer) == ["The source transaction has been voided or deleted"]


def test_a_target_must_fit_line_and_contact_and_live(
    ask: Ask, bill: dict[str, Any], invoice: dict[str, Any]
) -> None:
    bea = ask("PUT", "Contacts", json={"Name": "Bea"}).json()["Contacts"][0]["ContactID"]
    target = {"TargetTransactionID": invoice["InvoiceID"]}

    wrong_line = ask("PUT", "LinkedTransactions", json=cost(bill, **target, TargetLineItemID=NOBODY))
    wrong_contact = ask("PUT", "LinkedTransactions", json=cost(bill, **target, ContactID=bea))
    ask("POST", f"Invoices/{invoice['InvoiceID']}", json={"Status": "DELETED"})
    ended = ask("PUT", "LinkedTransactions", json=cost(bill, **target))

    assert said(wrong_line) == ["The TargetLineItemID and TargetTransactionID do not match"]
    assert said(wrong_contact) == ["The contact must be that of the target transaction"]
    assert said(ended) == ["The target transaction has been voided or deleted"]


def test_the_source_of_a_link_stays(ask: Ask, linked: dict[str, Any], bill: dict[str, Any]) -> None:
    answer = ask("POST", f"LinkedTransactions/{linked['LinkedTransactionID']}", json=cost(bill, line=1))

    assert said(answer) == ["The source of a linked transaction cannot be changed"]


def test_a_link_is_deleted(ask: Ask, linked: dict[str, Any], bill: dict[str, Any]) -> None:
    path = f"LinkedTransactions/{linked['LinkedTransactionID']}"

    deleted = ask("DELETE", path)

    assert (deleted.status_code, deleted.content) == (204, b"")
    assert {ask(method, path, **body).status_code for method, body in _calls()} == {404}
    assert ask("PUT", "LinkedTransactions", json=cost(bill)).status_code == 200


def test_what_is_billed_is_neither_changed_nor_deleted(
    ask: Ask, linked: dict[str, Any], invoice: dict[str, Any]
) -> None:
    path = f"LinkedTransactions/{linked['LinkedTransactionID']}"
    target = {"TargetTransactionID": invoice["InvoiceID"]}
    ask("POST", path, json=target)
    ask("POST", f"Invoices/{invoice['InvoiceID']}", json={"Status": "AUTHORISED"})

    answers = [ask("POST", path, json=target), ask("DELETE", path)]

    assert [said(each) for each in answers] == [
        ["A linked transaction that is billed or voided cannot be changed or deleted"]
    ] * 2


def test_only_the_first_of_many_is_read(ask: Ask, bill: dict[str, Any]) -> None:
    answer = ask("PUT", "LinkedTransactions", json={"LinkedTransactions": [cost(bill), cost(bill, line=1)]})

    assert len(answer.json()["LinkedTransactions"]) == 1


def test_links_are_found_by_their_own_parameters(
    ask: Ask, bill: dict[str, Any], linked: dict[str, Any], invoice: dict[str, Any]
) -> None:
    second = cost(bill, line=1, TargetTransactionID=invoice["InvoiceID"])
    ask("PUT", "LinkedTransactions", json=second)

    counts = {
        query: len(ask("GET", f"LinkedTransactions?{query}").json()["LinkedTransactions"])
        for query in (
            "",
            f"LinkedTransactionID={linked['LinkedTransactionID']}",
            f"SourceTransactionID={bill['InvoiceID']}",
            f"TargetTransactionID={invoice['InvoiceID']}",
            f"ContactID={invoice['Contact']['ContactID']}&Status=ONDRAFT",
            "Status=BILLED",
            "page=1",
            "page=2",
        )
    }

    assert list(counts.values()) == [2, 1, 2, 1, 1, 0, 2, 0]


def _calls() -> list[tuple[str, dict[str, Any]]]:
    return [("GET", {}), ("POST", {"json": {}}), ("DELETE", {})]


def test_money_spent_is_charged_too(ask: Ask) -> None:
    line = {"Description": "Tape", "Quantity": 1, "UnitAmount": 9, "AccountCode": "429"}
    spending = {
        "Type": "SPEND",
        "Contact": {"Name": "Shop"},
        "BankAccount": {"Code": "090"},
        "LineItems": [line],
    }
    spent = ask("PUT", "BankTransactions", json=spending).json()["BankTransactions"][0]
    source = {
        "SourceTransactionID": spent["BankTransactionID"],
        "SourceLineItemID": spent["LineItems"][0]["LineItemID"],
    }

    (linked,) = ask("PUT", "LinkedTransactions", json=source).json()["LinkedTransactions"]
    ask("POST", f"BankTransactions/{spent['BankTransactionID']}", json={"Status": "DELETED"})

    assert (linked["Status"], linked["SourceTransactionTypeCode"]) == ("APPROVED", "SPEND")
    assert status(ask, linked) == "VOIDED"
