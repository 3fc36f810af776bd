"""Bodies that tests about account credit start from."""

from collections.abc import Callable
from typing import Any

import httpx

LINE = {
    "Description": "Goodwill",
    "Quantity": 1,
    "UnitAmount": 50.0,
    "AccountCode": "200",
    "TaxType": "EXEMPTOUTPUT",
}


def credit_note_body(**said: Any) -> dict[str, Any]:
    """Credit note CN-7 over 50.00 for Ada Byron."""
    return {
        "Type": "ACCRECCREDIT",
        "Status": "AUTHORISED",
        "CreditNoteNumber": "CN-7",
        "Contact": {"Name": "Ada Byron"},
        "Date": "2026-03-04",
        "LineItems": [LINE],
        **said,
    }


def overpayment_body(**said: Any) -> dict[str, Any]:
    """Ada Byron pays 80.00 too much."""
    return {
        "Type": "RECEIVE-OVERPAYMENT",
        "Contact": {"Name": "Ada Byron"},
        "BankAccount": {"Code": "090"},
        "Date": "2026-03-03",
        "LineAmountTypes": "NoTax",
        "LineItems": [{"Description": "Paid twice", "LineAmount": 80.0}],
        **said,
    }


def prepayment_body(**said: Any) -> dict[str, Any]:
    """Ada Byron pays 110.00 in advance, 10.00 of it GST."""
    line = {
        "Description": "Course of treatment",
        "Quantity": 1,
        "UnitAmount": 100.0,
        "AccountCode": "210",
        "TaxType": "OUTPUT",
    }
    return {
        "Type": "RECEIVE-PREPAYMENT",
        "Contact": {"Name": "Ada Byron"},
        "BankAccount": {"Code": "090"},
        "Date": "2026-03-03",
        "LineItems": [line],
        **said,
    }


def received_body(**said: Any) -> dict[str, Any]:
    """Interest of 5.00 is received."""
    line = {**LINE, "Description": "Interest", "UnitAmount": 5.0, "AccountCode": "270"}
    return {
        "Type": "RECEIVE",
        "Contact": {"Name": "The Bank"},
        "BankAccount": {"Code": "090"},
        "Date": "2026-03-03",
        "LineItems": [line],
        **said,
    }


def allocation_body(**said: Any) -> dict[str, Any]:
    """50.00 for invoice 1041."""
    return {"Invoice": {"InvoiceNumber": "1041"}, "Amount": 50, "Date": "2026-03-05", **said}


def refusals(answer: httpx.Response) -> list[str]:
    """Xero's words about the first element that it refused."""
    assert answer.status_code == 400, answer.text
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


OVERPAYMENT, PREPAYMENT, CREDIT_NOTE = "Overpayments", "Prepayments", "CreditNotes"
CREDIT_BODIES: dict[str, Callable[..., dict[str, Any]]] = {
    OVERPAYMENT: overpayment_body,
    PREPAYMENT: prepayment_body,
    CREDIT_NOTE: credit_note_body,
}
