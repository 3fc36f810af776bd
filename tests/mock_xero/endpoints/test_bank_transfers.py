"""/BankTransfers: money from one bank account to another."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = dict[str, Any]
UNKNOWN = "7ef31b20-de17-4312-8382-412f869b1510"


def saving(**said: Any) -> Body:
    """500 from the business account to the savings."""
    return {
        "FromBankAccount": {"Code": "090"},
        "ToBankAccount": {"Code": "091"},
        "Amount": 500,
        "Date": "2026-03-02",
        **said,
    }


def put(ask: Ask, **said: Any) -> Body:
    answer = ask("PUT", "BankTransfers", json=saving(**said))
    assert answer.status_code == 200, answer.text
    body: Body = answer.json()["BankTransfers"][0]
    return body


def refusals(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_a_transfer_moves_the_money_and_names_both_bank_transactions(ask: Ask) -> None:
    transfer = put(ask, Reference="March", FromIsReconciled=True)

    assert (transfer["Amount"], transfer["Reference"], transfer["Status"]) == (500, "March", "AUTHORISED")
    assert (transfer["FromIsReconciled"], transfer["ToIsReconciled"]) == (True, False)
    assert transfer["FromBankAccount"]["Name"] == "Business Bank Account"
    ids = {transfer[name] for name in ("BankTransferID", "FromBankTransactionID", "ToBankTransactionID")}
    assert len(ids) == 3
    (journal,) = ask("GET", "Journals").json()["Journals"]
    assert (journal["SourceType"], journal["Reference"]) == ("TRANSFER", "March")
    assert [(each["AccountCode"], each["NetAmount"]) for each in journal["JournalLines"]] == [
        ("090", -500),
        ("091", 500),
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"FromBankAccount": None}, "A FromBankAccount must be specified"),
        ({"ToBankAccount": {}}, "A ToBankAccount must be specified"),
        (
            {"ToBankAccount": {"Code": "090"}},
            "The FromBankAccount and the ToBankAccount must be different accounts",
        ),
        ({"ToBankAccount": {"Code": "200"}}, "'200' is not an active bank account"),
        ({"ToBankAccount": {"AccountID": UNKNOWN}}, f"'{UNKNOWN}' is not an active bank account"),
        ({"Amount": 0}, "The transfer amount must be greater than zero"),
        ({"Amount": -5}, "The transfer amount must be greater than zero"),
        ({"Amount": None}, "The transfer amount must be greater than zero"),
        ({"Amount": 99999999999}, "The transfer amount cannot be greater than 9,999,999,999.99"),
    ],
)
def test_what_is_no_transfer_is_refused(ask: Ask, said: Body, message: str) -> None:
    answer = ask("PUT", "BankTransfers", json=saving(**said))

    assert refusals(answer) == [message]
    assert ask("GET", "Journals").json()["Journals"] == []


def test_a_deleted_transfer_is_taken_back_and_shown_to_who_asks(ask: Ask) -> None:
    transfer_id = put(ask)["BankTransferID"]
    body = {"BankTransfers": [{"BankTransferID": transfer_id, "Status": "DELETED"}]}

    (deleted,) = ask("POST", "BankTransfers", json=body).json()["BankTransfers"]

    assert deleted["Status"] == "DELETED"
    assert len(ask("GET", "Journals").json()["Journals"]) == 2
    assert ask("GET", "BankTransfers").json()["BankTransfers"] == []
    assert len(ask("GET", "BankTransfers?includeDeleted=true").json()["BankTransfers"]) == 1
    assert ask("GET", f"BankTransfers/{transfer_id}").json()["BankTransfers"][0]["Status"] == "DELETED"
    assert refusals(ask("POST", "BankTransfers", json=body)) == [
        "Bank transfer not of valid status for modification"
    ]


def test_nothing_but_a_deletion_can_be_asked(ask: Ask) -> None:
    transfer_id = put(ask)["BankTransferID"]

    other = ask("POST", "BankTransfers", json={"BankTransferID": transfer_id, "Amount": 1})
    unknown = ask("POST", "BankTransfers", json={"BankTransferID": UNKNOWN, "Status": "DELETED"})
    nameless = ask("POST", "BankTransfers", json={"Status": "DELETED"})

    not_found = "An existing Bank Transfer with the specified BankTransferID could not be found"
    assert refusals(other) == ["Bank transfers can only be updated to a status of DELETED"]
    assert refusals(unknown) == refusals(nameless) == [not_found]
    assert ask("GET", f"BankTransfers/{UNKNOWN}").status_code == 404


def test_a_locked_period_takes_no_transfer_and_gives_none_back(ask: Ask, organisation: Organisation) -> None:
    transfer_id = put(ask)["BankTransferID"]
    organisation.bookkeeper.locks_period(organisation.today())

    new = ask("PUT", "BankTransfers", json=saving())
    deletion = ask("POST", "BankTransfers", json={"BankTransferID": transfer_id, "Status": "DELETED"})

    assert refusals(new) == [
        "The document date cannot be before the period lock date, currently set at 02-Mar-2026"
    ]
    assert refusals(deletion) == [
        "The document cannot be edited as it is currently dated before the period lock date"
    ]


def test_transfers_are_filtered_and_ordered(ask: Ask, clock: SettableClock) -> None:
    put(ask, Amount=1)
    clock.advance(60)
    put(ask, Amount=3)
    put(ask, Amount=2)

    def amounts(**asked: Any) -> list[float]:
        return [each["Amount"] for each in ask("GET", "BankTransfers", **asked).json()["BankTransfers"]]

    assert amounts(params={"order": "Amount DESC"}) == [3, 2, 1]
    assert amounts(params={"where": 'Amount>1 AND FromBankAccount.Code=="090"', "order": "Amount"}) == [2, 3]
    assert amounts(params={"where": 'ToBankAccount.Code=="090"'}) == []
    since = {"If-Modified-Since": "2026-03-01T21:00:30"}
    assert amounts(params={"order": "Amount"}, headers=since) == [2, 3]


def test_several_stand_alone(ask: Ask) -> None:
    answer = ask(
        "PUT",
        "BankTransfers?summarizeErrors=false",
        json={"BankTransfers": [saving(), saving(Amount=0)]},
    )

    good, bad = answer.json()["BankTransfers"]
    assert "BankTransferID" in good
    assert bad["ValidationErrors"] == [{"Message": "The transfer amount must be greater than zero"}]


def test_both_sides_appear_among_the_bank_transactions(ask: Ask) -> None:
    transfer = put(ask, Reference="March", ToIsReconciled=True)

    listed = ask("GET", "BankTransactions?order=Type").json()["BankTransactions"]

    received, spent = listed
    assert (received["Type"], spent["Type"]) == ("RECEIVE-TRANSFER", "SPEND-TRANSFER")
    assert spent["BankTransactionID"] == transfer["FromBankTransactionID"]
    assert received["BankTransactionID"] == transfer["ToBankTransactionID"]
    assert (spent["BankAccount"]["Code"], received["BankAccount"]["Code"]) == ("090", "091")
    assert (spent["IsReconciled"], received["IsReconciled"]) == (False, True)
    assert {(each["Total"], each["Reference"], each["LineAmountTypes"]) for each in listed} == {
        (500, "March", "NoTax")
    }
    assert "Contact" not in spent
    single = ask("GET", f"BankTransactions/{spent['BankTransactionID']}").json()["BankTransactions"]
    assert single[0]["Type"] == "SPEND-TRANSFER"
    assert len(ask("GET", "Journals").json()["Journals"]) == 1


def test_the_sides_are_deleted_with_the_transfer_and_in_no_other_way(ask: Ask) -> None:
    transfer = put(ask)
    side = f"BankTransactions/{transfer['FromBankTransactionID']}"

    refused = ask("POST", side, json={"Status": "DELETED"})

    words = ["Transfers can only be created and deleted through the BankTransfers endpoint"]
    assert refusals(refused) == words
    body = {
        "Type": "SPEND-TRANSFER",
        "Contact": {"Name": "Ada"},
        "BankAccount": {"Code": "090"},
        "LineItems": [{"Description": "x", "Quantity": 1, "UnitAmount": 5, "AccountCode": "400"}],
    }
    assert refusals(ask("PUT", "BankTransactions", json=body)) == words
    ask("POST", "BankTransfers", json={"BankTransferID": transfer["BankTransferID"], "Status": "DELETED"})
    found = ask("GET", "BankTransactions").json()["BankTransactions"]
    assert [each["Status"] for each in found] == ["DELETED", "DELETED"]


def test_a_transfer_is_tracked_on_both_sides(ask: Ask) -> None:
    options = [{"Name": "North"}, {"Name": "South"}]
    answer = ask("PUT", "TrackingCategories", json={"Name": "Region", "Options": options})
    (region,) = answer.json()["TrackingCategories"]
    north, south = (
        {
            "TrackingCategoryID": region["TrackingCategoryID"],
            "TrackingOptionID": each["TrackingOptionID"],
        }
        for each in region["Options"]
    )

    transfer = put(ask, FromTracking=[north], ToTracking=[south])

    assert transfer["FromTracking"] == [{"Name": "Region", "Option": "North", **north}]
    assert transfer["ToTracking"] == [{"Name": "Region", "Option": "South", **south}]
    (journal,) = ask("GET", "Journals").json()["Journals"]
    assert [each["TrackingCategories"][0]["Option"] for each in journal["JournalLines"]] == ["North", "South"]


def test_a_transfer_names_no_tracking_in_vain(ask: Ask) -> None:
    nowhere = {"TrackingCategoryID": UNKNOWN, "TrackingOptionID": UNKNOWN}

    answer = ask("PUT", "BankTransfers", json=saving(ToTracking=[nowhere]))

    assert refusals(answer) == [
        f"The tracking category '{UNKNOWN}' with the option '{UNKNOWN}' could not be found"
    ]
