"""Account credit set against invoices, and taken away again (facts §5.5, §6.6)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation
from tests.mock_xero.books.general_ledger import balances_by_code, standing
from tests.mock_xero.endpoints.credit_bodies import credit_note_body, overpayment_body, prepayment_body

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
OVERPAYMENT, PREPAYMENT, CREDIT_NOTE = "Overpayments", "Prepayments", "CreditNotes"
BODIES: dict[str, Body] = {
    OVERPAYMENT: overpayment_body,
    PREPAYMENT: prepayment_body,
    CREDIT_NOTE: credit_note_body,
}


@pytest.fixture
def hold(ask: Ask) -> Callable[..., str]:
    """Give Ada credit of one kind; the path of the credit."""

    def held(kind: str, **said: Any) -> str:
        resource = CREDIT_NOTE if kind == CREDIT_NOTE else "BankTransactions"
        answer = ask("PUT", resource, json=BODIES[kind](**said))
        assert answer.status_code == 200, answer.text
        return f"{kind}/{answer.json()[resource][0][f'{kind[:-1]}ID']}"

    return held


def allocation(**said: Any) -> dict[str, Any]:
    return {"Invoice": {"InvoiceNumber": "1041"}, "Amount": 50, "Date": "2026-03-05", **said}


def invoice_now(ask: Ask) -> dict[str, Any]:
    body: dict[str, Any] = ask("GET", "Invoices/1041").json()["Invoices"][0]
    return body


def refusals(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


@pytest.mark.parametrize("kind", BODIES)
def test_credit_lowers_what_is_due(ask: Ask, sale: Body, hold: Callable[..., str], kind: str) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(kind)

    answer = ask("PUT", f"{path}/Allocations", json={"Allocations": [allocation()]})

    (made,) = answer.json()["Allocations"]
    invoice, credit = invoice_now(ask), ask("GET", path).json()[kind][0]
    assert (made["Amount"], made["ValidationErrors"]) == (50, [])
    assert made[kind[:-1]]["ID"] == path.split("/")[1]
    assert (invoice["AmountDue"], invoice["AmountCredited"], invoice["AmountPaid"]) == (70, 50, 0)
    assert invoice[kind][0]["AppliedAmount"] == 50
    assert credit["RemainingCredit"] == credit["Total"] - 50
    assert credit["Allocations"][0]["Invoice"]["InvoiceNumber"] == "1041"


@pytest.mark.parametrize("kind", BODIES)
def test_a_removed_allocation_gives_both_sides_back(
    ask: Ask, sale: Body, hold: Callable[..., str], organisation: Organisation, kind: str
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(kind)
    before = balances_by_code(organisation.books)
    made = ask("PUT", f"{path}/Allocations", json=allocation()).json()["Allocations"][0]

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


def test_an_invoice_paid_by_a_credit_note_is_paid_on_its_date_and_falls_back(
    ask: Ask, sale: Body, hold: Callable[..., str]
) -> None:
    line = {**sale()["LineItems"][0], "UnitAmount": 50}
    ask("PUT", "Invoices", json=sale(LineItems=[line]))
    path = hold(CREDIT_NOTE)

    made = ask("PUT", f"{path}/Allocations", json=allocation()).json()["Allocations"][0]
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

    ask("PUT", f"{path}/Allocations", json=allocation(Amount=36.67))
    partly = standing(organisation.books, *accounts)
    ask("PUT", f"{path}/Allocations", json=allocation(Amount=73.33))
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

    ask("PUT", f"{path}/Allocations", json=allocation())

    assert standing(organisation.books, "120") == ["40.00"]
    assert len(organisation.books.journal.entries()) == entries


def test_money_against_an_invoice_keeps_it_from_being_voided_or_edited(
    ask: Ask, sale: Body, hold: Callable[..., str]
) -> None:
    ask("PUT", "Invoices", json=sale())
    ask("PUT", f"{hold(OVERPAYMENT)}/Allocations", json=allocation())

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
    ask("PUT", f"{hold(OVERPAYMENT)}/Allocations", json=allocation(Amount=80))

    ask("PUT", "Payments", json=payment(Amount=40, Date="2026-03-08"))

    invoice = invoice_now(ask)
    assert (invoice["Status"], invoice["AmountPaid"], invoice["AmountCredited"]) == ("PAID", 40, 80)
    assert invoice["FullyPaidOnDate"] == "/Date(1772928000000+0000)/"


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

    answer = ask("PUT", f"{path}/Allocations", json=allocation(**said))

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
        return refusals(ask("PUT", f"{path}/Allocations", json=allocation(Invoice=invoice, Amount=45)))

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

    answer = ask("PUT", f"{hold(CREDIT_NOTE)}/Allocations", json=allocation())

    assert refusals(answer) == [
        "The invoice you are trying to allocate to has already been paid off",
        "Credit Note cannot be allocated as amount is greater than amount outstanding",
    ]


def test_a_draft_credit_note_is_not_allocated(ask: Ask, sale: Body, hold: Callable[..., str]) -> None:
    ask("PUT", "Invoices", json=sale())

    answer = ask("PUT", f"{hold(CREDIT_NOTE, Status='DRAFT')}/Allocations", json=allocation())

    assert refusals(answer) == ["Credit Note not of valid status for allocation"]


def test_a_locked_day_takes_no_allocation_and_gives_none_back(
    ask: Ask, sale: Body, hold: Callable[..., str], organisation: Organisation
) -> None:
    ask("PUT", "Invoices", json=sale())
    path = hold(OVERPAYMENT)
    made = ask("PUT", f"{path}/Allocations", json=allocation(Amount=1)).json()["Allocations"][0]
    organisation.bookkeeper.locks_period(organisation.today().replace(day=5))

    late = ask("PUT", f"{path}/Allocations", json=allocation(Amount=1))
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

    body = {"Allocations": [allocation(Amount=60), allocation(Amount=60)]}
    answer = ask("PUT", f"{path}/Allocations?summarizeErrors=false", json=body)

    made = answer.json()["Allocations"]
    assert sorted(each["StatusAttributeString"] for each in made) == ["ERROR", "OK"]
    assert invoice_now(ask)["AmountDue"] == 60


@pytest.mark.parametrize("kind", BODIES)
def test_unknown_credit_is_a_404_page(ask: Ask, kind: str) -> None:
    path = f"{kind}/7ef31b20-de17-4312-8382-412f869b1510"

    answers = [ask("GET", path), ask("PUT", f"{path}/Allocations", json=allocation())]

    assert [each.status_code for each in answers] == [404, 404]
