"""/Contacts as an app meets it (facts §7.1)."""

from collections.abc import Callable
from typing import Any

import httpx

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
ADA = {"ContactNumber": "P1", "Name": "Ada Byron", "EmailAddress": "ada@example.com"}


def test_a_contact_comes_back_with_every_address_and_phone(ask: Ask) -> None:
    phone = {"PhoneType": "MOBILE", "PhoneNumber": "0400 000 000"}

    (contact,) = ask("PUT", "Contacts", json={**ADA, "Phones": [phone]}).json()["Contacts"]

    assert [each["AddressType"] for each in contact["Addresses"]] == ["STREET", "POBOX"]
    assert [each["PhoneNumber"] for each in contact["Phones"]] == ["", "", "", "0400 000 000"]
    assert (contact["ContactStatus"], contact["IsCustomer"]) == ("ACTIVE", False)


def test_put_of_a_used_name_is_a_400_by_default(ask: Ask) -> None:
    ask("PUT", "Contacts", json=ADA)

    answer = ask("PUT", "Contacts", json={"Name": "ada byron"})

    assert answer.status_code == 400
    assert answer.json()["Elements"][0]["ValidationErrors"][0]["Message"].startswith(
        "The contact name ada byron is already assigned to another contact."
    )


def test_post_updates_the_contact_that_matches(ask: Ask, organisation: Organisation) -> None:
    ask("PUT", "Contacts", json=ADA)

    answer = ask("POST", "Contacts", json={"ContactNumber": "P1", "Name": "Ada Lovelace"})

    assert answer.json()["Contacts"][0]["EmailAddress"] == "ada@example.com"
    assert len(organisation.books.contacts.all()) == 1


def test_archiving_hides_a_contact_from_lists(ask: Ask) -> None:
    contact_id = ask("PUT", "Contacts", json=ADA).json()["Contacts"][0]["ContactID"]

    archived = ask("POST", f"Contacts/{contact_id}", json={"ContactStatus": "ARCHIVED"})
    counts = [
        len(ask("GET", f"Contacts{query}").json()["Contacts"]) for query in ("", "?includeArchived=true")
    ]

    assert archived.json()["Contacts"][0]["ContactStatus"] == "ARCHIVED"
    assert counts == [0, 1]
    assert ask("GET", "Contacts/P1").status_code == 200


def test_contacts_are_found_by_name_number_and_search(ask: Ask) -> None:
    for place in range(3):
        ask("PUT", "Contacts", json={"ContactNumber": f"P{place}", "Name": f"Patient {place}"})
    queries: list[dict[str, Any]] = [
        {"where": 'Name=="PATIENT 2"'},
        {"where": 'ContactNumber=="p2"'},
        {"searchTerm": "ient 2"},
        {"where": 'Name.StartsWith("Pat") AND Name.EndsWith("2")', "summaryOnly": "true"},
    ]

    found = [ask("GET", "Contacts", params=query).json()["Contacts"] for query in queries]

    assert [[each["ContactNumber"] for each in some] for some in found] == [["P2"]] * 4
