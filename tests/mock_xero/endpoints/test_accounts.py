"""The chart of accounts through the API: who may change what (facts §7.2)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
GIFTS = {"Code": "205", "Name": "Gift cards", "Type": "REVENUE", "Description": "Sold at the desk"}


@pytest.fixture
def put(ask: Ask) -> Callable[..., httpx.Response]:
    """Ask for the account 205, with whatever the test says differently."""

    def account(**said: Any) -> httpx.Response:
        return ask("PUT", "Accounts", json=GIFTS | said)

    return account


@pytest.fixture
def account_id(ask: Ask) -> Callable[[str], str]:
    """Return the id of the account with a code."""

    def of(code: str) -> str:
        found = ask("GET", "Accounts", params={"where": f'Code=="{code}"'}).json()["Accounts"]
        return str(found[0]["AccountID"])

    return of


@pytest.fixture
def post(ask: Ask, account_id: Callable[[str], str]) -> Callable[..., httpx.Response]:
    """Ask for a change of the account with a code."""

    def change(code: str, **said: Any) -> httpx.Response:
        return ask("POST", f"Accounts/{account_id(code)}", json=said)

    return change


def messages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_a_new_account_is_active_and_takes_the_tax_rate_of_its_kind(put: Ask) -> None:
    account = put().json()["Accounts"][0]

    assert account["Status"] == "ACTIVE"
    assert (account["Class"], account["TaxType"]) == ("REVENUE", "OUTPUT")
    assert account["Description"] == "Sold at the desk"
    assert not account["EnablePaymentsToAccount"]


def test_a_new_account_takes_lines_at_once(put: Ask, ask: Ask, sale: Callable[..., dict[str, Any]]) -> None:
    put()

    invoice = sale(LineItems=[{"Description": "Card", "Quantity": 1, "UnitAmount": 50, "AccountCode": "205"}])
    line = ask("PUT", "Invoices", json=invoice).json()["Invoices"][0]["LineItems"][0]

    assert line["AccountCode"] == "205"
    assert line["TaxType"] == "OUTPUT"


def test_a_bank_account_has_a_number_and_may_go_without_a_code(put: Ask) -> None:
    said = {"Type": "BANK", "Description": "", "BankAccountNumber": "062000555555555", "Code": ""}

    account = put(**said).json()["Accounts"][0]

    assert account["BankAccountNumber"] == "062000555555555"
    assert (account["BankAccountType"], account["CurrencyCode"]) == ("BANK", "AUD")
    assert "Code" not in account


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"Code": "200"}, "Please enter a unique Code."),
        ({"Name": "sales"}, "Please enter a unique Name."),
        ({"Name": ""}, "Account name must be specified"),
        ({"Name": "n" * 151}, "Account name cannot be longer than 150 characters"),
        ({"Code": ""}, "Account code must be specified"),
        ({"Code": "12345678901"}, "Account code cannot be longer than 10 characters"),
        ({"Type": None}, "Account type must be specified"),
        ({"Description": "d" * 4001}, "Account description cannot be longer than 4000 characters"),
        ({"Type": "BANK", "BankAccountNumber": "1"}, "Bank accounts cannot have a description"),
        ({"Type": "BANK", "Description": ""}, "Bank account number must be specified"),
        (
            {"TaxType": "NOSUCH"},
            "The TaxType code NOSUCH does not exist or cannot be used for this type of transaction.",
        ),
        ({"TaxType": "INPUT"}, "The TaxType code 'INPUT' cannot be used with account code '205'."),
    ],
)
def test_an_account_that_breaks_a_rule_is_refused(put: Ask, said: dict[str, Any], message: str) -> None:
    answer = put(**said)

    assert message in messages(answer)
    assert answer.json()["Elements"][0]["AccountID"] == "00000000-0000-0000-0000-000000000000"


def test_a_word_that_is_no_type_is_unreadable(put: Ask) -> None:
    assert put(Type="SHOEBOX").json()["Type"] == "PostDataInvalidException"


def test_only_the_first_account_of_a_call_is_opened(ask: Ask) -> None:
    both = {"Accounts": [GIFTS, GIFTS | {"Code": "206", "Name": "More gift cards"}]}

    opened = ask("PUT", "Accounts", json=both).json()["Accounts"]

    assert [each["Code"] for each in opened] == ["205"]


def test_lines_and_payments_show_what_an_account_is_called_now(
    ask: Ask, post: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=sale())

    changed = post("200", Code="201", Name="Consultations").json()["Accounts"][0]

    assert (changed["Code"], changed["Name"]) == ("201", "Consultations")
    line = ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]
    assert line["AccountCode"] == "201"
    refused = ask("PUT", "Invoices", json=sale(InvoiceNumber="1042"))
    assert messages(refused) == ["Account code '200' is not a valid code for this document."]


def test_a_paid_invoice_is_untouched_by_a_new_account_code(
    ask: Ask, post: Ask, sale: Callable[..., dict[str, Any]], payment: Callable[..., dict[str, Any]]
) -> None:
    invoice = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]
    ask("PUT", "Payments", json=payment(Amount=20))
    post("200", Code="201")

    answer = ask("POST", f"Invoices/{invoice['InvoiceID']}", json={"Reference": "Room 2"})

    assert answer.json()["Invoices"][0]["Reference"] == "Room 2"


def test_a_code_that_was_given_up_is_free_again(post: Ask, put: Ask) -> None:
    post("200", Code="201")

    assert put(Code="200").status_code == 200


def test_a_snapshot_takes_the_lines_back_with_their_account(
    organisation: Organisation, ask: Ask, post: Ask, sale: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=sale())
    before = organisation.snapshot()
    post("200", Code="201")

    organisation.restore(before)

    line = ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]
    assert line["AccountCode"] == "200"
    post("200", Code="202")
    assert ask("GET", "Invoices/1041").json()["Invoices"][0]["LineItems"][0]["AccountCode"] == "202"


def test_an_archived_account_is_brought_back_by_its_status_alone(post: Ask) -> None:
    assert post("210", Status="ARCHIVED").json()["Accounts"][0]["Status"] == "ARCHIVED"

    assert messages(post("210", Name="Old")) == ["Can only update STATUS on Archived accounts"]
    assert post("210", Status="ACTIVE").json()["Accounts"][0]["Status"] == "ACTIVE"


@pytest.mark.parametrize(
    ("code", "said", "message"),
    [
        (
            "210",
            {"Status": "ARCHIVED", "Name": "Old"},
            "Cannot update account details and STATUS on the same request",
        ),
        ("090", {"Name": "Till"}, "Cannot update Bank Accounts"),
        ("120", {"Status": "ARCHIVED"}, "Cannot archive System accounts"),
        ("120", {"Type": "EXPENSE"}, "Cannot change the type or tax rate of System accounts"),
        ("120", {"Status": "DELETED"}, "Cannot delete System accounts"),
        ("210", {"Code": "200"}, "Please enter a unique Code."),
        (
            "210",
            {"Type": "BANK", "BankAccountNumber": "1"},
            "An account cannot become a bank account",
        ),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused_and_changes_nothing(
    post: Ask, ask: Ask, account_id: Callable[[str], str], code: str, said: dict[str, Any], message: str
) -> None:
    path = f"Accounts/{account_id(code)}"
    before = ask("GET", path).json()["Accounts"]

    answer = post(code, **said)

    assert message in messages(answer)
    assert ask("GET", path).json()["Accounts"] == before


def test_an_echo_of_the_whole_account_changes_nothing_but_its_status(
    ask: Ask, account_id: Callable[[str], str]
) -> None:
    path = f"Accounts/{account_id('210')}"
    whole = ask("GET", path).json()["Accounts"][0]

    answer = ask("POST", path, json=whole | {"Status": "ARCHIVED"})

    assert answer.json()["Accounts"][0]["Status"] == "ARCHIVED"


def test_payments_can_be_enabled_and_are_then_taken(
    ask: Ask, post: Ask, sale: Callable[..., dict[str, Any]], payment: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=sale())
    assert ask("PUT", "Payments", json=payment(Account={"Code": "970"})).status_code == 400

    post("970", EnablePaymentsToAccount=True)

    assert ask("PUT", "Payments", json=payment(Account={"Code": "970"})).status_code == 200


def test_an_unused_account_can_be_deleted_and_leaves_its_code_and_name(
    ask: Ask, put: Ask, account_id: Callable[[str], str]
) -> None:
    first = put().json()["Accounts"][0]["AccountID"]

    deleted = ask("DELETE", f"Accounts/{first}")

    assert deleted.json()["Accounts"][0]["Status"] == "DELETED"
    assert ask("GET", "Accounts", params={"where": 'Code=="205"'}).json()["Accounts"] == []
    assert messages(ask("DELETE", f"Accounts/{first}")) == ["Account is not found"]
    assert messages(ask("POST", f"Accounts/{first}", json={"Name": "Back"})) == ["Account is not found"]
    assert put().json()["Accounts"][0]["AccountID"] not in {first, None}


def test_what_has_been_used_cannot_be_deleted(
    ask: Ask, post: Ask, account_id: Callable[[str], str], sale: Callable[..., dict[str, Any]]
) -> None:
    ask("PUT", "Invoices", json=sale(Status="DRAFT"))  # not posted, and yet a line names the account
    ask("PUT", "Items", json={"Code": "TAPE", "SalesDetails": {"AccountCode": "220"}})
    ask("PUT", "Contacts", json={"Name": "Ben Okri", "SalesDefaultAccountCode": "260"})

    for code in ("200", "220", "260"):
        answer = ask("DELETE", f"Accounts/{account_id(code)}")
        assert messages(answer) == ["The account cannot be deleted because it has been used"]

    assert messages(ask("DELETE", f"Accounts/{account_id('120')}")) == ["Cannot delete System accounts"]
    assert messages(post("200", Status="DELETED")) == [
        "The account cannot be deleted because it has been used"
    ]


def test_accounts_are_asked_for_by_what_changed_and_by_their_members(
    ask: Ask, post: Ask, clock: SettableClock
) -> None:
    clock.advance(60)
    post("210", Description="Side business")

    since = {"If-Modified-Since": "2026-03-01T21:00:30"}
    found = ask("GET", "Accounts", headers=since).json()["Accounts"]
    banks = ask("GET", "Accounts", params={"where": 'Type=="BANK"', "order": "Name DESC"}).json()

    assert [each["Code"] for each in found] == ["210"]
    assert [each["Code"] for each in banks["Accounts"]] == ["091", "090"]
    assert "pagination" not in ask("GET", "Accounts", params={"page": 1}).json()


def test_an_unknown_account_is_a_page_not_found(ask: Ask) -> None:
    nobody = "Accounts/0f0f0f0f-0000-4000-8000-000000000000"

    for method in ("GET", "POST", "DELETE"):
        answer = ask(method, nobody, json={"Name": "X"}) if method == "POST" else ask(method, nobody)
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("currency", "message"),
    [
        ("EUR", "Organisation is not subscribed to currency EUR"),
        ("USD", "Bank accounts can only be in the organisation's own currency"),
    ],
)
def test_a_bank_account_is_in_the_organisations_currency(ask: Ask, currency: str, message: str) -> None:
    ask("PUT", "Currencies", json={"Code": "USD"})
    said = {"Code": "099", "Name": "Abroad", "Type": "BANK", "BankAccountNumber": "12"}

    refused = ask("PUT", "Accounts", json=said | {"CurrencyCode": currency})

    assert messages(refused) == [message]
    assert ask("PUT", "Accounts", json=said | {"CurrencyCode": "AUD"}).status_code == 200
