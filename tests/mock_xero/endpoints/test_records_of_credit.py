"""History, attachments and print of credit notes and of money in advance."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]


def changes(ask: Ask, path: str) -> list[str]:
    return [each["Changes"] for each in ask("GET", f"{path}/History").json()["HistoryRecords"]]


@pytest.fixture
def note(ask: Ask, sale: Body) -> dict[str, Any]:
    """A credit note over 20.00."""
    line = {"Description": "Goodwill", "Quantity": 1, "UnitAmount": 20, "AccountCode": "200"}
    body = sale(Type="ACCRECCREDIT", LineItems=[line | {"TaxType": "EXEMPTOUTPUT"}])
    del body["InvoiceNumber"]
    found: dict[str, Any] = ask("PUT", "CreditNotes", json=body).json()["CreditNotes"][0]
    return found


def test_a_credit_note_and_its_invoice_remember_what_was_set_against_it(
    ask: Ask, sale: Body, note: dict[str, Any]
) -> None:
    invoice_id = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["InvoiceID"]
    share = {"Amount": 20, "Invoice": {"InvoiceID": invoice_id}}

    ask("PUT", f"CreditNotes/{note['CreditNoteID']}/Allocations", json={"Allocations": [share]})

    assert changes(ask, f"CreditNotes/{note['CreditNoteID']}") == ["Credit Applied", "Created"]
    assert changes(ask, f"Invoices/{invoice_id}") == ["Credit Applied", "Created"]


def test_a_credit_note_is_printed(ask: Ask, note: dict[str, Any]) -> None:
    path = f"CreditNotes/{note['CreditNoteID']}"

    answer = ask("GET", f"{path}/pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert f"Credit note {note['CreditNoteNumber']}".encode() in answer.content
    assert b"Total: 20.00 AUD" in answer.content
    assert ask("GET", path, headers={"Accept": "application/pdf"}).content == answer.content


def test_a_file_attached_to_a_credit_note_shows(ask: Ask, note: dict[str, Any]) -> None:
    path = f"CreditNotes/{note['CreditNoteID']}"

    ask("PUT", f"{path}/Attachments/a.txt", content=b"a")

    assert ask("GET", path).json()["CreditNotes"][0]["HasAttachments"] is True


def test_money_in_advance_and_its_bank_transaction_have_a_history(ask: Ask) -> None:
    line = {"Description": "Ahead", "Quantity": 1, "UnitAmount": 50}
    body = {
        "Type": "RECEIVE-OVERPAYMENT",
        "Contact": {"Name": "Ada"},
        "BankAccount": {"Code": "090"},
        "LineItems": [line],
    }
    received = ask("PUT", "BankTransactions", json=body).json()["BankTransactions"][0]

    ask("POST", f"BankTransactions/{received['BankTransactionID']}", json={"Status": "DELETED"})

    assert changes(ask, f"BankTransactions/{received['BankTransactionID']}") == ["Deleted", "Created"]
    assert changes(ask, f"Overpayments/{received['OverpaymentID']}") == ["Deleted", "Created"]
    assert ask("GET", f"Overpayments/{received['OverpaymentID']}/Attachments").status_code == 404
