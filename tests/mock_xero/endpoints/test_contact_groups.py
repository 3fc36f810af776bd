"""Contact groups through the API, and who belongs to them."""

from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]
NOBODY = "0f0f0f0f-0000-4000-8000-000000000000"


@pytest.fixture
def path(ask: Ask) -> str:
    """The group VIPs."""
    group = ask("PUT", "ContactGroups", json={"Name": "VIPs"}).json()["ContactGroups"][0]
    return f"ContactGroups/{group['ContactGroupID']}"


@pytest.fixture
def contacts(ask: Ask) -> list[str]:
    """The ids of Ada and Ben."""
    both = {"Contacts": [{"Name": "Ada Byron"}, {"Name": "Ben Okri"}]}
    return [each["ContactID"] for each in ask("PUT", "Contacts", json=both).json()["Contacts"]]


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_a_group_and_its_members_know_each_other(ask: Ask, path: str, contacts: list[str]) -> None:
    members = {"Contacts": [{"ContactID": each} for each in contacts]}

    added = ask("PUT", f"{path}/Contacts", json=members).json()["Contacts"]
    group = ask("GET", path).json()["ContactGroups"][0]
    ada = ask("GET", f"Contacts/{contacts[0]}").json()["Contacts"][0]

    assert [each["ContactID"] for each in added] == contacts
    assert [each["Name"] for each in group["Contacts"]] == ["Ada Byron", "Ben Okri"]
    assert ada["ContactGroups"] == [
        {"ContactGroupID": group["ContactGroupID"], "Name": "VIPs", "Status": "ACTIVE"}
    ]
    assert ask("GET", "ContactGroups").json()["ContactGroups"][0]["Contacts"] == []


def test_members_leave_one_by_one_or_all_at_once(ask: Ask, path: str, contacts: list[str]) -> None:
    ask("PUT", f"{path}/Contacts", json={"Contacts": [{"ContactID": each} for each in contacts]})

    one = ask("DELETE", f"{path}/Contacts/{contacts[0]}")
    left = ask("GET", path).json()["ContactGroups"][0]["Contacts"]
    every = ask("DELETE", f"{path}/Contacts")

    assert [one.status_code, every.status_code] == [204, 204]
    assert [each["Name"] for each in left] == ["Ben Okri"]
    assert ask("GET", path).json()["ContactGroups"][0]["Contacts"] == []
    assert ask("GET", f"Contacts/{contacts[1]}").json()["Contacts"][0]["ContactGroups"] == []
    assert ask("DELETE", f"{path}/Contacts/{contacts[0]}").status_code == 404


def test_somebody_unknown_cannot_be_added(ask: Ask, path: str) -> None:
    answer = ask("PUT", f"{path}/Contacts", json={"ContactID": NOBODY})

    assert messages(answer) == ["The contact could not be found"]


def test_a_group_is_renamed_and_deleted_by_its_status(ask: Ask, path: str, contacts: list[str]) -> None:
    ask("PUT", f"{path}/Contacts", json={"ContactID": contacts[0]})
    renamed = ask("POST", path, json={"Name": "Regulars"}).json()["ContactGroups"][0]

    deleted = ask("POST", path, json={"Status": "DELETED"}).json()["ContactGroups"][0]

    assert (renamed["Name"], deleted["Status"]) == ("Regulars", "DELETED")
    assert ask("GET", "ContactGroups").json()["ContactGroups"] == []
    assert ask("GET", f"Contacts/{contacts[0]}").json()["Contacts"][0]["ContactGroups"] == []
    assert messages(ask("POST", path, json={"Name": "Back"})) == ["The contact group has been deleted"]
    assert messages(ask("PUT", f"{path}/Contacts", json={"ContactID": contacts[1]})) == [
        "The contact group has been deleted"
    ]


def test_a_group_needs_a_name_of_its_own(ask: Ask, path: str) -> None:
    assert messages(ask("PUT", "ContactGroups", json={"Name": ""})) == [
        "Contact group name must be specified"
    ]
    assert messages(ask("PUT", "ContactGroups", json={"Name": "vips"})) == [
        "Contact group name must be unique"
    ]


def test_there_are_a_hundred_groups_at_most(ask: Ask) -> None:
    many = {"ContactGroups": [{"Name": f"Group {place}"} for place in range(100)]}
    assert ask("PUT", "ContactGroups", json=many).status_code == 200

    answer = ask("PUT", "ContactGroups", json={"Name": "One more"})

    assert messages(answer) == ["You’ve reached the limit of 100 contact groups."]  # noqa: RUF001 - Xero's


def test_groups_are_asked_for_by_name(ask: Ask, path: str) -> None:
    ask("PUT", "ContactGroups", json={"Name": "Athletes"})

    named = ask("GET", "ContactGroups", params={"where": 'Name=="VIPs"'}).json()["ContactGroups"]
    ordered = ask("GET", "ContactGroups", params={"order": "Name"}).json()["ContactGroups"]

    assert [each["Name"] for each in named] == ["VIPs"]
    assert [each["Name"] for each in ordered] == ["Athletes", "VIPs"]
    assert ask("GET", f"ContactGroups/{NOBODY}").status_code == 404
