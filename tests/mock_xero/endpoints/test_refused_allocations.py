"""In which words Xero refuses to set credit against an invoice (facts §6.6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation
from tests.mock_xero.endpoints.credit_bodies import CREDIT_NOTE, OVERPAYMENT, allocation_body, refusals

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]


def invoice_now(ask: Ask) -> dict[str, Any]:
    body: dict[str, Any] = ask("GET", "Invoices/1041").json()["Invoices"][0]
    return body


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"Invoice": None}, "An Invoice ID or Invoice Number must be specified to allocate to"),
        ({"Amount": 0}, "Allocation amount must be greater than zero"),
        (
            {"Invoice": {"InvoiceNumber": "none"}},
            "An existing Invoice with the specified InvoiceID could not be found",
        ),
        (
            {"Amount": 80.01},
            (
                "Overpayment cannot be allocated as the allocation amount is greater than "
                "the amount remaining on the Overpayment"
            ),
        ),
    ],
)
def test_what_is_wrong_with_an_allocation_is_said(
    ask: Ask, sale: Body, hold: Callable[..., str], said: dict[str, Any], message: str
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(OVERPAYMENT)

    answer = ask("PUT", f"{path}/Allocations", json=allocation_body(**said))

    assert refusals(answer) == [message]


def test_what_is_wrong_with_the_invoice_is_said(ask: Ask, sale: Body, hold: Callable[..., str]) -> None:
    path = hold(CREDIT_NOTE)
    bill = {**sale()["LineItems"][0], "AccountCode": "429", "TaxType": "EXEMPTEXPENSES", "UnitAmount": 40}
    documents = (
        sale(InvoiceNumber="draft", Status="DRAFT"),
        sale(InvoiceNumber="other", Contact={"Name": "Bob"}),
        sale(InvoiceNumber="bill", Type="ACCPAY", LineItems=[bill]),
    )
    for document in documents:
        ask("PUT", "Invoices", json=document)
    bill_id = ask("GET", "Invoices/bill").json()["Invoices"][0]["InvoiceID"]

    def said(**invoice: str) -> list[str]:
        return refusals(ask("PUT", f"{path}/Allocations", json=allocation_body(Invoice=invoice, Amount=45)))

    assert said(InvoiceNumber="draft") == ["Credit can only be allocated to Authorised invoices"]
    assert said(InvoiceNumber="other") == ["Credit Note cannot be allocated to an invoice of another contact"]
    assert said(InvoiceID=bill_id) == [
        "Credit Note cannot be allocated as amount is greater than amount outstanding",
        "Credit Note cannot be allocated to an incorrect invoice type",
    ]


def test_a_paid_invoice_takes_no_credit(
    ask: Ask, sale: Body, payment: Body, hold: Callable[..., str]
) -> None:
    ask("PUT", "Invoices", json=sale())
    ask("PUT", "Payments", json=payment())

    answer = ask("PUT", f"{hold(CREDIT_NOTE)}/Allocations", json=allocation_body())

    assert refusals(answer) == [
        "The invoice you are trying to allocate to have already been paid off",
        "Credit Note cannot be allocated as amount is greater than amount outstanding",
    ]


def test_a_draft_credit_note_is_not_allocated(ask: Ask, sale: Body, hold: Callable[..., str]) -> None:
    ask("PUT", "Invoices", json=sale())

    answer = ask("PUT", f"{hold(CREDIT_NOTE, Status='DRAFT')}/Allocations", json=allocation_body())

    assert refusals(answer) == ["Credit Note not of valid status for allocation"]


def test_a_locked_day_takes_no_allocation_and_gives_none_back(
    ask: Ask, sale: Body, hold: Callable[..., str], organisation: Organisation
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(OVERPAYMENT)
    made = ask("PUT", f"{path}/Allocations", json=allocation_body(Amount=1)).json()["Allocations"][0]
    organisation.bookkeeper.locks_period(organisation.today().replace(day=5))

    late = ask("PUT", f"{path}/Allocations", json=allocation_body(Amount=1))
    back = ask("DELETE", f"{path}/Allocations/{made['AllocationID']}")

    assert refusals(late) == [
        "The document date cannot be before the period lock date, currently set at 05-Mar-2026"
    ]
    assert refusals(back) == [
        "The document cannot be edited as it is currently dated before the period lock date"
    ]


def test_of_two_allocations_that_ask_for_too_much_one_is_made(
    ask: Ask, sale: Body, hold: Callable[..., str]
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(OVERPAYMENT)

    body = {"Allocations": [allocation_body(Amount=60), allocation_body(Amount=60)]}
    answer = ask("PUT", f"{path}/Allocations?summarizeErrors=false", json=body)

    made = answer.json()["Allocations"]
    assert sorted(each["StatusAttributeString"] for each in made) == ["ERROR", "OK"]
    assert invoice_now(ask)["AmountDue"] == 60
