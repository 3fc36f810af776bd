"""…/{id}/Attachments: files beside a document."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
NOBODY = "7ef31b20-de17-4312-8382-412f869b1510"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def path(ask: Ask, sale: Body) -> str:
    invoice_id = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["InvoiceID"]
    return f"Invoices/{invoice_id}/Attachments"


def test_a_file_is_attached_and_comes_back_as_it_was(ask: Ask, path: str) -> None:
    (attached,) = ask(
        "PUT", f"{path}/scan%201.png?IncludeOnline=true", content=PNG, headers={"Content-Type": "image/png"}
    ).json()["Attachments"]

    by_name = ask("GET", f"{path}/SCAN%201.png")
    by_id = ask("GET", f"{path}/{attached['AttachmentID']}")

    assert attached == {
        "AttachmentID": attached["AttachmentID"],
        "FileName": "scan 1.png",
        "Url": f"https://api.xero.com/api.xro/2.0/{path}/scan%201.png",
        "MimeType": "image/png",
        "ContentLength": 8,
        "IncludeOnline": True,
    }
    assert by_name.content == by_id.content == PNG
    assert by_name.headers["content-type"] == by_id.headers["content-type"] == "image/png"
    assert ask("GET", path).json()["Attachments"] == [attached]


def test_a_file_without_a_type_gets_that_of_its_name(ask: Ask, path: str) -> None:
    octets = {"Content-Type": "application/octet-stream"}

    (attached,) = ask("POST", f"{path}/letter.pdf", content=b"%PDF", headers=octets).json()["Attachments"]

    assert (attached["MimeType"], attached["IncludeOnline"]) == ("application/pdf", False)


def test_a_file_of_the_same_name_is_replaced_and_keeps_its_id(ask: Ask, path: str) -> None:
    (first,) = ask("PUT", f"{path}/a.txt", content=b"first").json()["Attachments"]

    (second,) = ask("POST", f"{path}/A.TXT", content=b"second").json()["Attachments"]

    assert second["AttachmentID"] == first["AttachmentID"]
    assert ask("GET", f"{path}/a.txt").content == b"second"
    assert len(ask("GET", path).json()["Attachments"]) == 1


def test_a_document_says_whether_files_are_attached(ask: Ask, sale: Body, path: str) -> None:
    ask("PUT", "Invoices", json=sale(InvoiceNumber="1042"))
    ask("PUT", f"{path}/a.txt", content=b"a")

    listed = ask("GET", "Invoices").json()["Invoices"]
    single = ask("GET", "Invoices/1041").json()["Invoices"][0]

    assert {each["InvoiceNumber"]: each["HasAttachments"] for each in listed} == {"1041": True, "1042": False}
    assert single["HasAttachments"] is True


def test_accounts_and_contacts_take_files_too(ask: Ask) -> None:
    contact = ask("PUT", "Contacts", json={"Name": "Ada"}).json()["Contacts"][0]["ContactID"]
    account = ask("GET", 'Accounts?where=Code=="200"').json()["Accounts"][0]["AccountID"]

    ask("PUT", f"Contacts/{contact}/Attachments/a.txt", content=b"a")
    ask("PUT", f"Accounts/{account}/Attachments/a.txt", content=b"a")

    assert ask("GET", f"Contacts/{contact}").json()["Contacts"][0]["HasAttachments"] is True
    assert ask("GET", f"Accounts/{account}").json()["Accounts"][0]["HasAttachments"] is True


def test_attaching_is_remembered(ask: Ask, path: str) -> None:
    ask("PUT", f"{path}/a.txt", content=b"a")

    latest = ask("GET", path.replace("Attachments", "History")).json()["HistoryRecords"][0]

    assert latest["Changes"] == "Attached a file"
    assert latest["Details"] == "Attached the file a.txt through the Xero API using An App"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.exe", b"a", "The file couldn't be uploaded because it isn't a supported file type."),
        ("noending", b"a", "The file couldn't be uploaded because it isn't a supported file type."),
        ("a.txt", b"", "The file is empty"),
        ("a%2Fb.txt", b"a", "The name of the file has characters that are not allowed"),
        (f"{'a' * 252}.txt", b"a", "The name of the file cannot be longer than 255 characters"),
    ],
)
def test_a_file_that_xero_does_not_take_is_refused(
    ask: Ask, path: str, name: str, content: bytes, message: str
) -> None:
    answer = ask("PUT", f"{path}/{name}", content=content)

    assert answer.status_code == 400
    assert answer.json()["Elements"][0]["ValidationErrors"] == [{"Message": message}]
    assert ask("GET", path).json()["Attachments"] == []


def test_an_eleventh_file_is_refused_but_one_of_ten_may_be_replaced(ask: Ask, path: str) -> None:
    for place in range(10):
        ask("PUT", f"{path}/{place}.txt", content=b"a")

    eleventh = ask("PUT", f"{path}/10.txt", content=b"a")
    again = ask("PUT", f"{path}/9.txt", content=b"b")

    assert eleventh.json()["Elements"][0]["ValidationErrors"] == [
        {"Message": "A document cannot have more than 10 attachments"}
    ]
    assert again.status_code == 200


def test_what_is_not_there_is_a_404(ask: Ask, path: str) -> None:
    answers = [
        ask("GET", f"{path}/a.txt"),
        ask("GET", f"{path}/{NOBODY}"),
        ask("GET", f"Invoices/{NOBODY}/Attachments"),
        ask("PUT", f"Invoices/{NOBODY}/Attachments/a.txt", content=b"a"),
    ]

    assert {each.status_code for each in answers} == {404}


ACCRUAL = [{"LineAmount": 1, "AccountCode": "429"}, {"LineAmount": -1, "AccountCode": "850"}]
CONSULTATION = [{"Description": "x", "Quantity": 1, "UnitAmount": 5, "AccountCode": "200"}]
SCHEDULE = {"Period": 1, "Unit": "MONTHLY", "DueDate": 10, "DueDateType": "OFFOLLOWINGMONTH"}
ADA = {"Contact": {"Name": "Ada"}, "LineItems": CONSULTATION}


@pytest.mark.parametrize(
    ("resource", "id_key", "body"),
    [
        ("Invoices", "InvoiceID", ADA | {"Type": "ACCREC"}),
        ("CreditNotes", "CreditNoteID", ADA | {"Type": "ACCRECCREDIT"}),
        ("BankTransactions", "BankTransactionID", ADA | {"Type": "RECEIVE", "BankAccount": {"Code": "090"}}),
        ("ManualJournals", "ManualJournalID", {"Narration": "x", "JournalLines": ACCRUAL}),
        (
            "BankTransfers",
            "BankTransferID",
            {"FromBankAccount": {"Code": "090"}, "ToBankAccount": {"Code": "091"}, "Amount": 5},
        ),
        (
            "RepeatingInvoices",
            "RepeatingInvoiceID",
            ADA | {"Type": "ACCREC", "Status": "DRAFT", "Schedule": SCHEDULE | {"StartDate": "2026-04-01"}},
        ),
        ("Contacts", "ContactID", {"Name": "Ada"}),
    ],
)
def test_every_resource_says_what_has_files_and_finds_it(
    ask: Ask, resource: str, id_key: str, body: dict[str, Any]
) -> None:
    document = ask("PUT", resource, json=body).json()[resource][0][id_key]
    assert ask("GET", resource, params={"where": "HasAttachments==true"}).json()[resource] == []

    ask("PUT", f"{resource}/{document}/Attachments/a.txt", content=b"a")

    (single,) = ask("GET", f"{resource}/{document}").json()[resource]
    (listed,) = ask("GET", resource).json()[resource] if resource != "Contacts" else [single]
    (found,) = ask("GET", resource, params={"where": "HasAttachments==true"}).json()[resource]
    assert single["HasAttachments"] is listed["HasAttachments"] is found["HasAttachments"] is True
    assert found[id_key] == document


def test_a_document_keeps_its_files_when_it_is_changed(ask: Ask, path: str) -> None:
    ask("PUT", f"{path}/a.txt", content=b"a")

    ask("POST", "Invoices/1041", json={"Reference": "new"})

    (found,) = ask("GET", 'Invoices?where=HasAttachments==true AND Reference=="new"').json()["Invoices"]
    assert found["HasAttachments"] is True
