"""A page that is read again shows what has happened meanwhile, whoever did it and to whatever document."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]


@pytest.fixture
def read_again(ask: Ask, sale: Body) -> Callable[[], dict[str, Any]]:
    """Invoice 1041 as the first page shows it; it has been read before."""
    ask("PUT", "Invoices", json=sale())

    def page() -> dict[str, Any]:
        element: dict[str, Any] = ask("GET", "Invoices?page=1").json()["Invoices"][0]
        return element

    page()
    return page


def test_an_unchanged_page_is_the_same(read_again: Callable[[], dict[str, Any]]) -> None:
    assert read_again() == read_again()


def test_a_payment_through_the_api_shows(
    ask: Ask, payment: Body, read_again: Callable[[], dict[str, Any]]
) -> None:
    ask("PUT", "Payments", json=payment(Amount=20))

    assert read_again()["AmountDue"] == 100


def test_a_bookkeepers_payment_shows(
    organisation: Organisation, read_again: Callable[[], dict[str, Any]]
) -> None:
    organisation.bookkeeper.records_payment("1041", Decimal(30), "090", date(2026, 3, 3))

    assert read_again()["AmountDue"] == 90


def test_a_renamed_contact_shows(ask: Ask, read_again: Callable[[], dict[str, Any]]) -> None:
    contact = read_again()["Contact"]["ContactID"]

    ask("POST", f"Contacts/{contact}", json={"Name": "Ada King"})

    assert read_again()["Contact"]["Name"] == "Ada King"


def test_an_attached_file_shows(ask: Ask, read_again: Callable[[], dict[str, Any]]) -> None:
    invoice = read_again()["InvoiceID"]

    ask(
        "PUT", f"Invoices/{invoice}/Attachments/scan.png", content=b"x", headers={"Content-Type": "image/png"}
    )

    assert read_again()["HasAttachments"] is True


def test_exact_prices_show_to_who_asks_for_them_only(ask: Ask, sale: Body) -> None:
    line = sale()["LineItems"][0] | {"UnitAmount": 0.1234, "Quantity": 1000}
    ask("PUT", "Invoices?unitdp=4", json=sale(LineItems=[line]))

    pages = [ask("GET", f"Invoices?page=1{more}").json() for more in ("", "&unitdp=4", "")]

    assert [each["Invoices"][0]["LineItems"][0]["UnitAmount"] for each in pages] == [0.12, 0.1234, 0.12]


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ("CreditNotes", {"Type": "ACCRECCREDIT"}),
        ("BankTransactions", {"Type": "RECEIVE", "BankAccount": {"Code": "090"}}),
    ],
)
def test_pages_of_other_documents_show_what_has_happened_too(
    ask: Ask, sale: Body, resource: str, said: dict[str, Any]
) -> None:
    body = {"Contact": {"Name": "Ada"}, "LineItems": sale()["LineItems"], "Reference": "a"} | said
    ask("PUT", resource, json=body)
    (before,) = ask("GET", f"{resource}?page=1").json()[resource]
    document = before[f"{resource[:-1]}ID"]

    ask("POST", f"{resource}/{document}", json={"Reference": "b"})
    ask("PUT", resource, json=body)

    after = ask("GET", f"{resource}?page=1").json()[resource]
    assert {each["Reference"] for each in after} == {"a", "b"}
    assert [each[f"{resource[:-1]}ID"] for each in after] == sorted(
        each[f"{resource[:-1]}ID"] for each in after
    )


def test_a_restored_snapshot_shows(
    organisation: Organisation, ask: Ask, payment: Body, read_again: Callable[[], dict[str, Any]]
) -> None:
    before = organisation.snapshot()
    ask("PUT", "Payments", json=payment())
    read_again()

    organisation.restore(before)

    assert read_again()["AmountDue"] == 120


def test_lists_in_xml_and_json_tell_the_same(ask: Ask, read_again: Callable[[], dict[str, Any]]) -> None:
    number = read_again()["InvoiceNumber"]

    answer = ask("GET", "Invoices?page=1", headers={"Accept": "application/xml"})

    assert f"<InvoiceNumber>{number}</InvoiceNumber>" in answer.text
