"""…/{id}/History: what was done to a document, and the notes left on it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from mock_xero.organisation import Organisation

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
NOBODY = "7ef31b20-de17-4312-8382-412f869b1510"


def changes(ask: Ask, path: str) -> list[str]:
    return [each["Changes"] for each in ask("GET", f"{path}/History").json()["HistoryRecords"]]


@pytest.fixture
def invoice_id(ask: Ask, sale: Body) -> str:
    found: str = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["InvoiceID"]
    return found


def test_the_books_own_deeds_are_remembered_the_latest_first(
    ask: Ask, payment: Body, invoice_id: str
) -> None:
    ask("POST", f"Invoices/{invoice_id}", json={"Reference": "visit 7"})
    paid = ask("PUT", "Payments", json=payment()).json()["Payments"][0]["PaymentID"]
    ask("POST", f"Payments/{paid}", json={"Status": "DELETED"})
    ask("POST", f"Invoices/{invoice_id}", json={"Status": "VOIDED"})

    assert changes(ask, f"Invoices/{invoice_id}") == [
        "Voided",
        "Payment Deleted",
        "Paid",
        "Edited",
        "Created",
    ]
    assert changes(ask, f"Payments/{paid}") == ["Deleted", "Created"]


def test_a_draft_that_is_approved_says_so(ask: Ask, sale: Body) -> None:
    draft = ask("PUT", "Invoices", json=sale(Status="DRAFT")).json()["Invoices"][0]["InvoiceID"]

    ask("POST", f"Invoices/{draft}", json={"Status": "AUTHORISED"})

    assert changes(ask, f"Invoices/{draft}") == ["Approved", "Created"]


def test_a_contact_remembers_its_deeds_however_it_came_about(ask: Ask, sale: Body) -> None:
    ada = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["Contact"]["ContactID"]
    ask("POST", "Contacts", json={"ContactID": ada, "FirstName": "Ada"})
    bea = ask("PUT", "Contacts", json={"Name": "Bea"}).json()["Contacts"][0]["ContactID"]

    assert changes(ask, f"Contacts/{ada}") == ["Edited", "Created"]
    assert changes(ask, f"Contacts/{bea}") == ["Created"]


def test_a_contact_that_is_only_named_again_has_nothing_to_remember(ask: Ask, sale: Body) -> None:
    ada = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["Contact"]["ContactID"]

    ask("PUT", "Invoices", json=sale(InvoiceNumber="1042"))

    assert changes(ask, f"Contacts/{ada}") == ["Created"]


def test_a_record_says_when_and_through_which_app(ask: Ask, invoice_id: str) -> None:
    (record,) = ask("GET", f"Invoices/{invoice_id}/History").json()["HistoryRecords"]

    assert record == {
        "Changes": "Created",
        "DateUTCString": "2026-03-01T21:00:00",
        "DateUTC": "/Date(1772398800000+0000)/",
        "User": "System Generated",
        "Details": "Received through the Xero API from An App",
    }


def test_a_person_is_named_as_one(ask: Ask, organisation: Organisation, invoice_id: str) -> None:
    organisation.bookkeeper.records_payment("1041", Decimal("20.00"), "611", date(2026, 3, 3))

    paid = ask("GET", f"Invoices/{invoice_id}/History").json()["HistoryRecords"][0]

    assert paid["User"] == "Bookkeeper"
    assert paid["Details"] == "Payment of 20.00 on 2026-03-03 for 1041"


def test_a_note_is_left_and_read_again(ask: Ask, invoice_id: str) -> None:
    path = f"Invoices/{invoice_id}/History"

    answer = ask("PUT", path, json={"HistoryRecords": [{"Details": "Called the patient"}]})
    noted = ask("GET", path).json()["HistoryRecords"][0]

    assert answer.json()["HistoryRecords"] == [
        {
            "DateUTCString": "2026-03-01T21:00:00",
            "DateUTC": "/Date(1772398800000)/",
            "Details": "Called the patient",
            "ValidationErrors": [],
        }
    ]
    assert (noted["Changes"], noted["Details"]) == ("Note", "Called the patient")


def test_a_note_is_left_in_xml(ask: Ask, invoice_id: str) -> None:
    body = "<HistoryRecords><HistoryRecord><Details>Called</Details></HistoryRecord></HistoryRecords>"

    answer = ask(
        "PUT", f"Invoices/{invoice_id}/History", content=body, headers={"Content-Type": "application/xml"}
    )

    assert answer.json()["HistoryRecords"][0]["Details"] == "Called"


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ("", "The details of the history record must be specified"),
        ("x" * 2501, "The details of a history record cannot be longer than 2500 characters"),
    ],
)
def test_a_note_without_words_or_with_too_many_is_refused(
    ask: Ask, invoice_id: str, details: str, message: str
) -> None:
    answer = ask("PUT", f"Invoices/{invoice_id}/History", json={"HistoryRecords": [{"Details": details}]})

    assert answer.status_code == 400
    assert answer.json()["Elements"][0]["ValidationErrors"] == [{"Message": message}]
    assert changes(ask, f"Invoices/{invoice_id}") == ["Created"]


def test_notes_that_stand_or_fall_together_leave_no_trace_of_either(
    found: Callable[..., Organisation], talk: Callable[[Organisation], Ask], sale: Body
) -> None:
    ask = talk(found(batches_are_atomic=True))
    invoice_id = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["InvoiceID"]
    notes = {"HistoryRecords": [{"Details": "good"}, {"Details": ""}]}

    answer = ask("PUT", f"Invoices/{invoice_id}/History?summarizeErrors=false", json=notes)

    assert [set(each) for each in answer.json()["HistoryRecords"]] == [
        {"DateUTCString", "DateUTC", "Details", "ValidationErrors", "StatusAttributeString"},
        {"Details", "ValidationErrors", "StatusAttributeString"},
    ]
    assert changes(ask, f"Invoices/{invoice_id}") == ["Created"]


def test_the_history_of_an_unknown_document_is_a_404_to_read_and_an_error_to_write(ask: Ask) -> None:
    read = ask("GET", f"Payments/{NOBODY}/History")
    written = ask("PUT", f"Payments/{NOBODY}/History", json={"HistoryRecords": [{"Details": "?"}]})

    assert read.status_code == 404
    assert written.status_code == 400
    assert written.json()["Elements"][0]["ValidationErrors"] == [
        {"Message": "The document with the supplied id was not found for this endpoint."}
    ]


def test_a_snapshot_holds_history_and_files(ask: Ask, organisation: Organisation, invoice_id: str) -> None:
    kept = organisation.snapshot()
    ask("PUT", f"Invoices/{invoice_id}/Attachments/a.txt", content=b"a")

    organisation.restore(kept)

    assert changes(ask, f"Invoices/{invoice_id}") == ["Created"]
    assert ask("GET", f"Invoices/{invoice_id}/Attachments").json()["Attachments"] == []
