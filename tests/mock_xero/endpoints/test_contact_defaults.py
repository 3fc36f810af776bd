"""What a contact carries beside its name: defaults, terms, balances, where it was merged to (facts §7.1)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
TERMS = {
    "Bills": {"Day": 15, "Type": "OFCURRENTMONTH"},
    "Sales": {"Day": 10, "Type": "DAYSAFTERBILLMONTH"},
}
DEFAULTS: dict[str, Any] = {
    "AccountsReceivableTaxType": "OUTPUT",
    "AccountsPayableTaxType": "INPUT",
    "SalesDefaultLineAmountType": "INCLUSIVE",
    "PurchasesDefaultLineAmountType": "NONE",
    "DefaultCurrency": "AUD",
    "XeroNetworkKey": "a-key",
    "SalesDefaultAccountCode": "200",
    "PurchasesDefaultAccountCode": "400",
    "SalesTrackingCategories": [{"TrackingCategoryName": "Region", "TrackingOptionName": "North"}],
    "PurchasesTrackingCategories": [],
    "PaymentTerms": TERMS,
    "BatchPayments": {"BankAccountNumber": "062000111", "BankAccountName": "Ada", "Details": "Fees"},
}


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_defaults_come_back_and_stay_when_they_are_not_said_again(ask: Ask) -> None:
    first = ask("PUT", "Contacts", json=DEFAULTS | {"Name": "Ada Byron"}).json()["Contacts"][0]

    second = ask("POST", "Contacts", json={"Name": "Ada Byron", "FirstName": "Ada"}).json()["Contacts"][0]

    for answer in (first, second):
        assert {key: answer[key] for key in DEFAULTS} == DEFAULTS


def test_a_contact_without_defaults_shows_empty_tracking_and_no_more(ask: Ask) -> None:
    contact = ask("PUT", "Contacts", json={"Name": "Ada Byron"}).json()["Contacts"][0]

    assert (contact["SalesTrackingCategories"], contact["PurchasesTrackingCategories"]) == ([], [])
    assert not {"PaymentTerms", "DefaultCurrency", "BatchPayments"} & contact.keys()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"AccountsReceivableTaxType": "NOSUCH"},
            "The TaxType code NOSUCH does not exist or cannot be used for this type of transaction.",
        ),
        (
            {"SalesDefaultAccountCode": "999"},
            "Account code '999' is not a valid code for this document.",
        ),
        ({"DefaultCurrency": "EUR"}, "Organisation is not subscribed to currency EUR"),
        (
            {"PaymentTerms": {"Sales": {"Day": 32, "Type": "OFCURRENTMONTH"}}},
            "The day of a payment term must be between 0 and 31",
        ),
        ({"PaymentTerms": {"Bills": {"Day": 3}}}, "A payment term needs both a day and a type"),
    ],
)
def test_a_default_that_cannot_be_used_is_refused(ask: Ask, said: dict[str, Any], message: str) -> None:
    assert messages(ask("PUT", "Contacts", json={"Name": "Ada Byron"} | said)) == [message]


def test_names_are_the_same_whatever_their_accents(ask: Ask) -> None:
    ask("PUT", "Contacts", json={"Name": "José Núñez"})

    refused = ask("PUT", "Contacts", json={"Name": "jose nunez"})
    found = ask("GET", "Contacts", params={"where": 'Name=="Jose Nunez"'}).json()["Contacts"]
    starting = ask("GET", "Contacts", params={"where": 'Name.StartsWith("JOSE")'}).json()["Contacts"]

    assert messages(refused)[0].startswith("The contact name jose nunez is already assigned")
    assert [each["Name"] for each in found] == ["José Núñez"]
    assert found == starting


def test_an_invoice_finds_its_contact_whatever_the_accents(
    ask: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    jose = ask("PUT", "Contacts", json={"Name": "José Núñez"}).json()["Contacts"][0]["ContactID"]

    invoice = ask("PUT", "Invoices", json=sale(Contact={"Name": "Jose Nunez"})).json()["Invoices"][0]

    assert invoice["Contact"]["ContactID"] == jose


def test_balances_are_shown_with_paging_and_in_a_single_read(
    ask: Ask, sale: Callable[..., dict[str, Any]], payment: Callable[..., dict[str, Any]]
) -> None:
    late = sale(InvoiceNumber="1040", Date="2026-01-05", DueDate="2026-01-20")
    bill = sale(Type="ACCPAY", InvoiceNumber="B-1")
    ask("PUT", "Invoices", json={"Invoices": [sale(), late, bill]})
    ask("PUT", "Payments", json=payment(Amount=20))

    paged = ask("GET", "Contacts", params={"page": 1}).json()["Contacts"][0]
    single = ask("GET", f"Contacts/{paged['ContactID']}").json()["Contacts"][0]
    plain = ask("GET", "Contacts").json()["Contacts"][0]

    assert paged["Balances"] == {
        "AccountsReceivable": {"Outstanding": 220, "Overdue": 120},
        "AccountsPayable": {"Outstanding": 120, "Overdue": 0},
    }
    assert single["Balances"] == paged["Balances"]
    assert "Balances" not in plain


def test_a_merged_contact_is_archived_and_says_where_it_went(ask: Ask, organisation: Organisation) -> None:
    names = ("Ada Byron", "Ada Lovelace")
    both = {"Contacts": [{"Name": name} for name in names]}
    loser, winner = (each["ContactID"] for each in ask("PUT", "Contacts", json=both).json()["Contacts"])

    organisation.bookkeeper.merges_contact("Ada Byron", into="Ada Lovelace")

    merged = ask("GET", f"Contacts/{loser}").json()["Contacts"][0]
    assert (merged["ContactStatus"], merged["MergedToContactID"]) == ("ARCHIVED", winner)
    paged = ask("GET", "Contacts", params={"page": 1, "includeArchived": "true"}).json()["Contacts"]
    assert [each.get("MergedToContactID") for each in paged if each["ContactID"] == loser] == [winner]
