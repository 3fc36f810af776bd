"""Tracking categories through the API, and the options that lines name (facts §5.5, §7.5)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]


@pytest.fixture
def region(ask: Ask) -> dict[str, Any]:
    """The category Region with the options North and South."""
    said = {"Name": "Region", "Options": [{"Name": "North"}, {"Name": "South"}]}
    category: dict[str, Any] = ask("PUT", "TrackingCategories", json=said).json()["TrackingCategories"][0]
    return category


@pytest.fixture
def path(region: dict[str, Any]) -> str:
    return f"TrackingCategories/{region['TrackingCategoryID']}"


@pytest.fixture
def track(sale: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The invoice 1041 as a body, its line tracked as the test says."""

    def body(*choices: dict[str, str], **said: Any) -> dict[str, Any]:
        return sale(LineItems=[sale()["LineItems"][0] | {"Tracking": list(choices)}], **said)

    return body


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_a_category_comes_with_its_options(region: dict[str, Any], ask: Ask, path: str) -> None:
    north = region["Options"][0]

    assert (region["Name"], region["Status"]) == ("Region", "ACTIVE")
    assert north | {"TrackingOptionID": ""} == {
        "TrackingOptionID": "",
        "Name": "North",
        "Status": "ACTIVE",
        "HasValidationErrors": False,
        "IsDeleted": False,
        "IsArchived": False,
        "IsActive": True,
    }
    assert ask("GET", path).json()["TrackingCategories"] == [region]


def test_a_line_names_its_option_by_name_or_by_id(
    ask: Ask, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    category_id, south = region["TrackingCategoryID"], region["Options"][1]["TrackingOptionID"]
    by_name = track({"Name": "region", "Option": "NORTH"})
    by_id = track({"TrackingCategoryID": category_id, "TrackingOptionID": south}, InvoiceNumber="1042")

    written = ask("PUT", "Invoices", json={"Invoices": [by_name, by_id]}).json()["Invoices"]

    tracking = [each["LineItems"][0]["Tracking"][0] for each in written]
    assert [each["Option"] for each in tracking] == ["North", "South"]
    assert tracking[1] == {
        "Name": "Region",
        "Option": "South",
        "TrackingCategoryID": category_id,
        "TrackingOptionID": south,
    }


def test_a_list_shows_empty_options_where_a_single_read_shows_the_id(
    ask: Ask, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=track({"Name": "Region", "Option": "North"}))

    listed = ask("GET", "Invoices", params={"page": 1}).json()["Invoices"][0]["LineItems"][0]["Tracking"]
    single = ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]["Tracking"]

    assert listed[0]["Options"] == []
    assert "TrackingOptionID" not in listed[0]
    assert single[0]["TrackingOptionID"] == region["Options"][0]["TrackingOptionID"]


def test_a_line_has_two_categories_at_most(ask: Ask, track: Callable[..., dict[str, Any]]) -> None:
    three = track(*[{"Name": f"Category {place}", "Option": "X"} for place in range(3)])

    assert messages(ask("PUT", "Invoices", json=three)) == [
        "A line item can have at most 2 tracking categories"
    ]


def test_tracking_that_does_not_exist_is_dropped_with_a_warning(
    ask: Ask, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    body = track({"Name": "Region", "Option": "West"})

    invoice = ask("PUT", "Invoices", json=body).json()["Invoices"][0]

    assert invoice["LineItems"][0]["Tracking"] == []
    assert invoice["Warnings"] == [
        {"Message": "The tracking category 'Region' with the option 'West' could not be found"}
    ]


def test_tracking_that_does_not_exist_is_refused_under_the_other_reading(
    found: Callable[..., Organisation],
    talk: Callable[[Organisation], Ask],
    track: Callable[..., dict[str, Any]],
) -> None:
    ask = talk(found(unknown_tracking_is_refused=True))

    answer = ask("PUT", "Invoices", json=track({"Name": "Region", "Option": "West"}))

    assert messages(answer) == ["The tracking category 'Region' with the option 'West' could not be found"]


def test_an_update_that_says_nothing_of_tracking_keeps_it(
    ask: Ask, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    line = ask("PUT", "Invoices", json=track({"Name": "Region", "Option": "North"})).json()["Invoices"][0][
        "LineItems"
    ][0]

    change = {"LineItems": [{"LineItemID": line["LineItemID"], "UnitAmount": 130}]}
    after = ask("POST", "Invoices/1041", json=change).json()["Invoices"][0]["LineItems"][0]

    assert after["Tracking"] == line["Tracking"]
    assert after["LineAmount"] == 130


def test_renaming_shows_on_lines_that_stand(
    ask: Ask, path: str, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=track({"Name": "Region", "Option": "North"}))
    north = region["Options"][0]["TrackingOptionID"]

    ask("POST", path, json={"Name": "Area"})
    option = ask("POST", f"{path}/Options/{north}", json={"Name": "Far north"}).json()["Options"][0]

    tracking = ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]["Tracking"][0]
    assert option["Name"] == "Far north"
    assert (tracking["Name"], tracking["Option"]) == ("Area", "Far north")


def test_what_a_line_names_is_archived_not_deleted(
    ask: Ask, path: str, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=track({"Name": "Region", "Option": "North"}))
    north, south = (each["TrackingOptionID"] for each in region["Options"])
    used = ["It cannot be deleted because it has been used; archive it instead"]

    assert messages(ask("DELETE", path)) == used
    assert messages(ask("DELETE", f"{path}/Options/{north}")) == used
    archived = ask("POST", f"{path}/Options/{north}", json={"Status": "ARCHIVED"}).json()["Options"][0]
    deleted = ask("DELETE", f"{path}/Options/{south}").json()["Options"][0]

    assert (archived["Status"], archived["IsArchived"]) == ("ARCHIVED", True)
    assert (deleted["Status"], deleted["IsDeleted"]) == ("DELETED", True)
    left = ask("GET", path).json()["TrackingCategories"][0]["Options"]
    assert [each["Name"] for each in left] == ["North"]


def test_lists_hide_archived_categories_unless_asked_and_deleted_ones_always(
    ask: Ask, path: str, region: dict[str, Any]
) -> None:
    def listed(**parameters: str) -> list[str]:
        answer = ask("GET", "TrackingCategories", params=parameters).json()["TrackingCategories"]
        return [each["Name"] for each in answer]

    ask("POST", path, json={"Status": "ARCHIVED"})
    assert (listed(), listed(includeArchived="true")) == ([], ["Region"])

    deleted = ask("DELETE", path).json()["TrackingCategories"][0]
    assert deleted["Status"] == "DELETED"
    assert listed(includeArchived="true") == []
    assert ask("GET", path).json()["TrackingCategories"][0]["Status"] == "DELETED"


def test_two_categories_are_active_at_most_and_four_stand(ask: Ask) -> None:
    def put(name: str) -> httpx.Response:
        return ask("PUT", "TrackingCategories", json={"Name": name})

    def archive(answer: httpx.Response) -> str:
        path = f"TrackingCategories/{answer.json()['TrackingCategories'][0]['TrackingCategoryID']}"
        ask("POST", path, json={"Status": "ARCHIVED"})
        return path

    first, second = put("One"), put("Two")
    assert messages(put("Three")) == ["There can only be 2 active tracking categories"]
    path = archive(first)
    archive(second)
    third, fourth = put("Three"), put("Four")
    assert messages(ask("POST", path, json={"Status": "ACTIVE"})) == [
        "There can only be 2 active tracking categories"
    ]
    archive(third)
    archive(fourth)
    assert messages(put("Five")) == ["There can only be 4 tracking categories, archived ones included"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Name must be specified"),
        ("n" * 101, "Name cannot be longer than 100 characters"),
        ("REGION", "Name must be unique"),
    ],
)
def test_a_category_needs_a_good_name(ask: Ask, region: dict[str, Any], name: str, message: str) -> None:
    assert messages(ask("PUT", "TrackingCategories", json={"Name": name})) == [message]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Name must be specified"),
        ("n" * 101, "Name cannot be longer than 100 characters"),
        ("north", "Name must be unique"),
    ],
)
def test_an_option_needs_a_good_name(ask: Ask, path: str, name: str, message: str) -> None:
    assert messages(ask("PUT", f"{path}/Options", json={"Name": name})) == [message]


def test_a_new_category_does_not_repeat_an_option(ask: Ask) -> None:
    said = {"Name": "Room", "Options": [{"Name": "One"}, {"Name": "one"}]}

    assert messages(ask("PUT", "TrackingCategories", json=said)) == ["Name must be unique"]


def test_an_option_is_added(ask: Ask, path: str) -> None:
    ask("PUT", f"{path}/Options", json={"Name": "West"})

    options = ask("GET", path).json()["TrackingCategories"][0]["Options"]
    assert [each["Name"] for each in options] == ["North", "South", "West"]


def test_what_was_deleted_takes_no_change(ask: Ask, path: str, region: dict[str, Any]) -> None:
    option = f"{path}/Options/{region['Options'][0]['TrackingOptionID']}"
    gone = ["It has been deleted"]
    ask("POST", option, json={"Status": "DELETED"})
    assert messages(ask("POST", option, json={"Name": "Back"})) == gone
    assert messages(ask("DELETE", option)) == gone

    ask("POST", path, json={"Status": "DELETED"})
    assert messages(ask("POST", path, json={"Name": "Back"})) == gone
    assert messages(ask("DELETE", path)) == gone
    assert messages(ask("PUT", f"{path}/Options", json={"Name": "East"})) == gone


def test_what_is_unknown_is_not_found(ask: Ask, path: str) -> None:
    nobody = "0f0f0f0f-0000-4000-8000-000000000000"

    assert ask("GET", f"TrackingCategories/{nobody}").status_code == 404
    assert ask("DELETE", f"{path}/Options/{nobody}").status_code == 404


def journal_lines(ask: Ask) -> list[dict[str, Any]]:
    return [line for each in ask("GET", "Journals").json()["Journals"] for line in each["JournalLines"]]


def test_entries_of_the_ledger_name_the_option_where_the_line_does(
    ask: Ask, region: dict[str, Any], track: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=track({"Name": "Region", "Option": "North"}))

    debtors, income = journal_lines(ask)

    assert debtors["TrackingCategories"] == []
    assert income["TrackingCategories"] == [
        {
            "Name": "Region",
            "Option": "North",
            "TrackingCategoryID": region["TrackingCategoryID"],
            "TrackingOptionID": region["Options"][0]["TrackingOptionID"],
        }
    ]


def test_money_received_and_credit_given_are_tracked_too(
    ask: Ask, region: dict[str, Any], sale: Callable[..., dict[str, Any]]
) -> None:
    del region
    line = sale()["LineItems"][0] | {"Tracking": [{"Name": "Region", "Option": "South"}]}
    contact = {"Contact": {"Name": "Ada"}, "LineItems": [line]}
    received = contact | {"Type": "RECEIVE", "BankAccount": {"Code": "090"}}
    credit = contact | {"Type": "ACCRECCREDIT", "Status": "AUTHORISED"}

    answers = [
        ask("PUT", "BankTransactions", json=received),
        ask("PUT", "BankTransactions", json=received | {"Type": "RECEIVE-PREPAYMENT"}),
        ask("PUT", "CreditNotes", json=credit),
    ]

    assert [each.status_code for each in answers] == [200, 200, 200]
    tracked = [each for each in journal_lines(ask) if each["TrackingCategories"]]
    assert [each["NetAmount"] for each in tracked] == [-120, -120, 120]


def test_a_manual_journals_lines_are_tracked(ask: Ask, path: str, region: dict[str, Any]) -> None:
    said = {"Name": "Region", "Option": "South"}
    lines = [
        {"LineAmount": 100, "AccountCode": "429", "Tracking": [said]},
        {"LineAmount": -100, "AccountCode": "850"},
    ]
    body = {"Narration": "Accrual", "Status": "POSTED", "JournalLines": lines}

    written = ask("PUT", "ManualJournals", json=body).json()["ManualJournals"][0]

    shown = said | {
        "TrackingCategoryID": region["TrackingCategoryID"],
        "TrackingOptionID": region["Options"][1]["TrackingOptionID"],
    }
    assert [each["Tracking"] for each in written["JournalLines"]] == [[shown], []]
    assert [each["TrackingCategories"] for each in journal_lines(ask)] == [[shown], []]
    assert ask("DELETE", path).status_code == 400  # the category is used


@pytest.mark.parametrize(
    ("resource", "also"),
    [
        ("BankTransactions", {"Type": "RECEIVE", "BankAccount": {"Code": "090"}}),
        ("Quotes", {"Date": "2026-03-02"}),
        ("CreditNotes", {"Type": "ACCRECCREDIT"}),
    ],
)
def test_every_document_warns_of_tracking_that_does_not_exist(
    ask: Ask, sale: Callable[..., dict[str, Any]], resource: str, also: dict[str, Any]
) -> None:
    line = sale()["LineItems"][0] | {"Tracking": [{"Name": "Region", "Option": "East"}]}

    answer = ask("PUT", resource, json={"Contact": {"Name": "Ada"}, "LineItems": [line], **also})

    written = answer.json()[resource][0]
    assert written["Warnings"] == [
        {"Message": "The tracking category 'Region' with the option 'East' could not be found"}
    ]
    assert written["LineItems"][0]["Tracking"] == []


def test_a_manual_journal_warns_of_tracking_that_does_not_exist(ask: Ask) -> None:
    lines = [
        {"LineAmount": 100, "AccountCode": "429", "Tracking": [{"Name": "Region", "Option": "East"}]},
        {"LineAmount": -100, "AccountCode": "850"},
    ]

    answer = ask("PUT", "ManualJournals", json={"Narration": "Accrual", "JournalLines": lines})

    assert len(answer.json()["ManualJournals"][0]["Warnings"]) == 1
