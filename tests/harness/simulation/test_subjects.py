"""Which invoices a request is about, however the engine names them: by number, id, list or question."""

from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from harness.scenario.loader import loads
from harness.simulation.choices import SeededChoices
from harness.simulation.subjects import Subjects
from harness.simulation.virtual_clock import VirtualClock, VirtualLoop
from harness.simulation.xero_side import XeroSide

API = "http://xero.test/api.xro/2.0"
STORY = """
scenario: Two invoices
starts: 2026-03-02T08:00:00Z
timeline:
  - {at: day 1 09:00, do: connect}
"""


@pytest.fixture
def xero(loop: VirtualLoop) -> XeroSide:
    """An organisation with the invoices 1041 and 1042; a payment lies on the second."""
    scenario = loads(STORY)
    side = XeroSide(scenario, VirtualClock(loop, scenario.starts), SeededChoices(1))
    for number in ("1041", "1042"):
        side.bookkeeper.issues_invoice(number, Decimal("120.00"), f"Customer {number}", "200")
    side.bookkeeper.records_payment("1042", Decimal("20.00"), "090", date(2026, 3, 2))
    return side


def id_of(xero: XeroSide, number: str) -> str:
    invoice = xero.organisation.books.invoices.by_number(number)
    assert invoice is not None
    return invoice.invoice_id


def subjects(xero: XeroSide, method: str, path: str, **sent: Any) -> tuple[str, ...]:
    return Subjects(xero.organisation.books).of(httpx.Request(method, f"{API}{path}", **sent))


def test_new_invoices_are_named_in_the_body(xero: XeroSide) -> None:
    body = {"Invoices": [{"InvoiceNumber": "2001", "Total": 1}, {"InvoiceNumber": "2002"}]}

    assert subjects(xero, "PUT", "/Invoices", json=body) == ("2001", "2002")


def test_a_payment_names_its_invoice_by_its_id(xero: XeroSide) -> None:
    listed = {"Payments": [{"Invoice": {"InvoiceID": id_of(xero, "1041")}, "Amount": 1}]}
    alone = {"Invoice": {"InvoiceID": id_of(xero, "1042")}, "Amount": 1}

    assert subjects(xero, "PUT", "/Payments", json=listed) == ("1041",)
    assert subjects(xero, "PUT", "/Payments", json=alone) == ("1042",)


def test_a_path_names_an_invoice_or_a_payment_by_its_id(xero: XeroSide) -> None:
    [payment] = xero.organisation.books.payments.all()

    assert subjects(xero, "POST", f"/Invoices/{id_of(xero, '1041')}") == ("1041",)
    assert subjects(xero, "POST", f"/Payments/{payment.payment_id}", json={"Status": "DELETED"}) == ("1042",)


def test_a_question_names_the_invoices_that_it_asks_about(xero: XeroSide) -> None:
    where = f'InvoiceNumber=="2001" OR Invoice.InvoiceID==Guid("{id_of(xero, "1041")}")'

    assert subjects(xero, "GET", "/Invoices", params={"where": where}) == ("2001", "1041")
    assert subjects(xero, "GET", "/Invoices", params={"InvoiceNumbers": "1041,1042"}) == ("1041", "1042")
    assert subjects(xero, "GET", "/Invoices", params={"IDs": id_of(xero, "1042")}) == ("1042",)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"content": b"<Invoices/>"},
        {"json": {"Invoices": "none"}},
        {"data": {"grant_type": "refresh_token"}},
    ],
)
def test_what_names_no_invoice_is_about_none(xero: XeroSide, sent: dict[str, Any]) -> None:
    assert subjects(xero, "PUT", "/Invoices", **sent) == ()


def test_an_id_that_xero_does_not_know_is_about_none(xero: XeroSide) -> None:
    assert subjects(xero, "GET", "/Invoices/00000000-0000-0000-0000-000000000000") == ()
