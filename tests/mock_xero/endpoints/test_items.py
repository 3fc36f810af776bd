"""Items through the API, and what lines take from them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
TAPE: dict[str, Any] = {
    "Code": "TAPE",
    "Name": "Sports tape",
    "Description": "Rigid tape, 38 mm",
    "PurchaseDescription": "Tape, box of 30",
    "SalesDetails": {"UnitPrice": 12.5, "AccountCode": "220", "TaxType": "OUTPUT"},
    "PurchaseDetails": {"UnitPrice": 4.2, "AccountCode": "310", "TaxType": "INPUT"},
}
TRACKED: dict[str, Any] = {
    "Code": "BRACE",
    "InventoryAssetAccountCode": "630",
    "PurchaseDetails": {"UnitPrice": 30, "COGSAccountCode": "310"},
}


@pytest.fixture
def sell(ask: Ask, sale: Callable[..., dict[str, Any]]) -> Callable[..., httpx.Response]:
    """Ask for a sales invoice with one line."""

    def invoice(line: dict[str, Any], **said: Any) -> httpx.Response:
        return ask("PUT", "Invoices", json=sale(LineItems=[line], **said))

    return invoice


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_an_item_is_read_by_its_id_and_by_its_code(ask: Ask) -> None:
    item = ask("PUT", "Items", json=TAPE).json()["Items"][0]

    for key in (item["ItemID"], "tape"):
        found = ask("GET", f"Items/{key}").json()["Items"][0]
        assert found["SalesDetails"] == {"UnitPrice": 12.5, "AccountCode": "220", "TaxType": "OUTPUT"}
        assert found["Name"] == "Sports tape"
        assert not found["IsTrackedAsInventory"]
    assert ask("GET", "Items/NOSUCH").status_code == 404


def test_a_line_takes_what_it_does_not_say_from_the_item(ask: Ask, sell: Ask) -> None:
    item = ask("PUT", "Items", json=TAPE).json()["Items"][0]

    line = sell({"ItemCode": "TAPE", "Quantity": 2}).json()["Invoices"][0]["LineItems"][0]

    assert line["Description"] == "Rigid tape, 38 mm"
    assert (line["UnitAmount"], line["LineAmount"], line["TaxAmount"]) == (12.5, 25, 2.5)
    assert (line["AccountCode"], line["TaxType"]) == ("220", "OUTPUT")
    assert line["ItemCode"] == "TAPE"
    assert line["Item"] == {"ItemID": item["ItemID"], "Name": "Sports tape", "Code": "TAPE"}


def test_what_a_line_says_itself_goes_before_the_item(ask: Ask, sell: Ask) -> None:
    ask("PUT", "Items", json=TAPE)
    said = {"ItemCode": "TAPE", "Description": "Tape, gift", "UnitAmount": 1, "AccountCode": "200"}

    line = sell(said | {"Quantity": 1, "TaxType": "EXEMPTOUTPUT"}).json()["Invoices"][0]["LineItems"][0]

    assert (line["Description"], line["UnitAmount"]) == ("Tape, gift", 1)
    assert (line["AccountCode"], line["TaxType"]) == ("200", "EXEMPTOUTPUT")


def test_a_bill_takes_what_the_item_says_of_purchases(ask: Ask, sell: Ask) -> None:
    ask("PUT", "Items", json=TAPE)

    line = sell({"ItemCode": "TAPE", "Quantity": 3}, Type="ACCPAY").json()["Invoices"][0]["LineItems"][0]

    assert (line["Description"], line["UnitAmount"]) == ("Tape, box of 30", 4.2)
    assert (line["AccountCode"], line["TaxType"]) == ("310", "INPUT")


def test_a_line_that_names_no_item_in_the_list_is_refused(sell: Ask) -> None:
    line = {"ItemCode": "NOSUCH", "Description": "X", "Quantity": 1, "UnitAmount": 1, "AccountCode": "200"}

    assert messages(sell(line)) == ["Item code 'NOSUCH' is not valid"]


def test_lines_show_an_items_code_of_now_and_keep_a_deleted_item(ask: Ask, sell: Ask) -> None:
    item_id = ask("PUT", "Items", json=TAPE).json()["Items"][0]["ItemID"]
    invoice = sell({"ItemCode": "TAPE", "Quantity": 1}).json()["Invoices"][0]
    ask("POST", f"Items/{item_id}", json={"Code": "TAPE38"})

    assert ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]["ItemCode"] == "TAPE38"

    deleted = ask("DELETE", "Items/TAPE38")
    line_id = invoice["LineItems"][0]["LineItemID"]
    change = {"LineItems": [{"LineItemID": line_id, "Quantity": 2}]}
    kept = ask("POST", "Invoices/1041", json=change).json()["Invoices"][0]["LineItems"][0]

    assert (deleted.status_code, deleted.content) == (204, b"")
    assert ask("GET", f"Items/{item_id}").status_code == 404
    assert (kept["ItemCode"], kept["Quantity"]) == ("TAPE38", 2)


def test_a_snapshot_takes_the_lines_back_with_their_item(
    organisation: Organisation, ask: Ask, sell: Ask
) -> None:
    ask("PUT", "Items", json=TAPE)
    sell({"ItemCode": "TAPE", "Quantity": 1})
    before = organisation.snapshot()
    ask("POST", "Items/TAPE", json={"Code": "OTHER"})

    organisation.restore(before)

    assert ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]["ItemCode"] == "TAPE"


def test_post_changes_the_item_with_the_code_and_creates_another(ask: Ask) -> None:
    ask("PUT", "Items", json=TAPE)

    changed = ask("POST", "Items", json={"Code": "TAPE", "SalesDetails": {"UnitPrice": 13}})
    created = ask("POST", "Items", json={"Items": [{"Code": "BALL"}, {"Code": "BAND"}]})

    details = changed.json()["Items"][0]["SalesDetails"]
    assert (details["UnitPrice"], details["AccountCode"]) == (13, "220")
    assert [each["Code"] for each in created.json()["Items"]] == ["BALL", "BAND"]


def test_a_tracked_item_is_bought_into_the_inventory(ask: Ask, sell: Ask) -> None:
    item = ask("PUT", "Items", json=TRACKED).json()["Items"][0]
    line = {"ItemCode": "BRACE", "Description": "Brace", "Quantity": 1}

    bought = sell(line, Type="ACCPAY").json()["Invoices"][0]["LineItems"][0]

    assert item["IsTrackedAsInventory"]
    assert (item["InventoryAssetAccountCode"], item["QuantityOnHand"]) == ("630", 0)
    assert bought["AccountCode"] == "630"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"Code": "tape"}, "Price List Item with Code 'tape' already exists"),
        ({"Code": ""}, "Item code must be specified"),
        ({"Code": "c" * 31}, "Item code cannot be longer than 30 characters"),
        ({"Name": "n" * 51}, "Item name cannot be longer than 50 characters"),
        ({"Description": "d" * 4001}, "Item description cannot be longer than 4000 characters"),
        (
            {"SalesDetails": {"AccountCode": "999"}},
            "Account code '999' is not a valid code for this document.",
        ),
        (
            {"SalesDetails": {"TaxType": "NOSUCH"}},
            "The TaxType code NOSUCH does not exist or cannot be used for this type of transaction.",
        ),
        (
            TRACKED | {"InventoryAssetAccountCode": "200"},
            "The inventory asset account must be of type INVENTORY",
        ),
        (
            {"InventoryAssetAccountCode": "630"},
            "A tracked item must have a COGSAccountCode of type DIRECTCOSTS",
        ),
        (
            {"PurchaseDetails": {"COGSAccountCode": "310"}},
            "An item that is not tracked cannot have a COGSAccountCode",
        ),
        (
            TRACKED | {"PurchaseDetails": {"COGSAccountCode": "310", "AccountCode": "400"}},
            "A tracked item cannot have a purchase account",
        ),
    ],
)
def test_an_item_that_breaks_a_rule_is_refused(ask: Ask, said: dict[str, Any], message: str) -> None:
    ask("PUT", "Items", json=TAPE)

    assert message in messages(ask("PUT", "Items", json={"Code": "BALL"} | said))


def test_an_unknown_id_is_an_error_of_the_element(ask: Ask) -> None:
    unknown = {"ItemID": "0f0f0f0f-0000-4000-8000-000000000000", "Code": "X"}

    assert messages(ask("POST", "Items", json=unknown)) == ["The item could not be found"]


def test_a_bad_element_does_not_hold_back_a_good_one(ask: Ask) -> None:
    both = {"Items": [{"Code": "BALL"}, {"Code": ""}]}

    answer = ask("PUT", "Items", params={"summarizeErrors": "false"}, json=both).json()["Items"]

    assert [each["StatusAttributeString"] for each in answer] == ["OK", "ERROR"]
    assert ask("GET", "Items/BALL").status_code == 200


def test_prices_have_four_decimals_when_asked(ask: Ask) -> None:
    ask("PUT", "Items", params={"unitdp": "4"}, json={"Code": "PIN", "SalesDetails": {"UnitPrice": 0.1234}})

    four = ask("GET", "Items/PIN", params={"unitdp": "4"}).json()["Items"][0]["SalesDetails"]
    two = ask("GET", "Items/PIN").json()["Items"][0]["SalesDetails"]

    assert (four["UnitPrice"], two["UnitPrice"]) == (0.1234, 0.12)


def test_items_are_asked_for_by_their_members_and_never_paged(ask: Ask, clock: SettableClock) -> None:
    ask("PUT", "Items", json=TAPE)
    clock.advance(60)
    ask("PUT", "Items", json={"Code": "BALL"})

    cheap = ask("GET", "Items", params={"where": "SalesDetails.UnitPrice>10", "page": 1}).json()
    named = ask("GET", "Items", params={"order": "Code"}).json()["Items"]
    new = ask("GET", "Items", headers={"If-Modified-Since": "2026-03-01T21:00:30"}).json()["Items"]

    assert [each["Code"] for each in cheap["Items"]] == ["TAPE"]
    assert "pagination" not in cheap
    assert [each["Code"] for each in named] == ["BALL", "TAPE"]
    assert [each["Code"] for each in new] == ["BALL"]
