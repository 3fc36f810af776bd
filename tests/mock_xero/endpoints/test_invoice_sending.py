"""/Invoices/{id}/pdf, /OnlineInvoice and /Email."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]
Body = Callable[..., dict[str, Any]]
NOBODY = "7ef31b20-de17-4312-8382-412f869b1510"
ADA = {"Name": "Ada (Byron) Łoś", "EmailAddress": "ada@example.com"}


@pytest.fixture
def invoice_id(ask: Ask, sale: Body) -> str:
    found: str = ask("PUT", "Invoices", json=sale(Contact=ADA)).json()["Invoices"][0]["InvoiceID"]
    return found


def said(answer: httpx.Response) -> list[str]:
    return [each["Message"] for each in answer.json()["Elements"][0]["ValidationErrors"]]


def test_an_invoice_is_printed_with_its_number_contact_and_total(ask: Ask, invoice_id: str) -> None:
    answer = ask("GET", f"Invoices/{invoice_id}/pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.4\n")
    assert answer.content.endswith(b"%%EOF\n")
    for words in (b"Invoice 1041", rb"To: Ada \(Byron\) ?o?", b"Total: 120.00 AUD"):
        assert words in answer.content


def test_every_object_of_the_pdf_is_where_its_table_says(ask: Ask, invoice_id: str) -> None:
    content = ask("GET", f"Invoices/{invoice_id}/pdf").content

    (start,) = re.findall(rb"startxref\n(\d+)\n", content)
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n \n", content)]

    assert content[int(start) :].startswith(b"xref\n0 7\n")
    assert [content[place:].split(b"\n", 1)[0] for place in places] == [b"%d 0 obj" % n for n in range(1, 7)]


def test_a_single_read_that_accepts_pdf_alone_gets_one(ask: Ask, invoice_id: str) -> None:
    answer = ask("GET", f"Invoices/{invoice_id}", headers={"Accept": "application/pdf"})

    assert answer.content == ask("GET", f"Invoices/{invoice_id}/pdf").content


def test_a_sales_invoice_has_a_page_on_the_web_always_at_the_same_address(ask: Ask, invoice_id: str) -> None:
    first, second = (
        ask("GET", f"Invoices/{invoice_id}/OnlineInvoice").json()["OnlineInvoices"] for _ in range(2)
    )

    assert first == second
    assert re.fullmatch(r"https://in\.xero\.com/\w+", first[0]["OnlineInvoiceUrl"])


@pytest.mark.parametrize("what", [{"Status": "DRAFT"}, {"Type": "ACCPAY"}])
def test_a_draft_or_a_bill_has_no_page_on_the_web(ask: Ask, sale: Body, what: dict[str, str]) -> None:
    line = sale()["LineItems"][0] | {"AccountCode": "400", "TaxType": "INPUT"}
    body = sale(**what, LineItems=[line])
    invoice_id = ask("PUT", "Invoices", json=body).json()["Invoices"][0]["InvoiceID"]

    answer = ask("GET", f"Invoices/{invoice_id}/OnlineInvoice")

    assert said(answer) == [
        "Only sales invoices that are not DRAFT, VOIDED or DELETED have an online invoice"
    ]


def test_an_emailed_invoice_is_marked_as_sent_and_remembers_it(ask: Ask, invoice_id: str) -> None:
    answer = ask("POST", f"Invoices/{invoice_id}/Email", json={})

    assert (answer.status_code, answer.content) == (204, b"")
    assert ask("GET", f"Invoices/{invoice_id}").json()["Invoices"][0]["SentToContact"] is True
    latest = ask("GET", f"Invoices/{invoice_id}/History").json()["HistoryRecords"][0]
    assert (latest["Changes"], latest["Details"]) == ("Sent", "Sent to ada@example.com")


@pytest.mark.parametrize("status", ["DRAFT", "VOIDED"])
def test_only_what_is_submitted_or_approved_is_emailed(ask: Ask, sale: Body, status: str) -> None:
    first = "DRAFT" if status == "DRAFT" else "AUTHORISED"
    invoice_id = ask("PUT", "Invoices", json=sale(Contact=ADA, Status=first)).json()["Invoices"][0][
        "InvoiceID"
    ]
    ask("POST", f"Invoices/{invoice_id}", json={"Status": status})

    answer = ask("POST", f"Invoices/{invoice_id}/Email")

    assert answer.status_code == 400
    assert said(answer) == ["Only sales invoices that are SUBMITTED, AUTHORISED or PAID can be emailed"]


def test_a_contact_without_an_address_gets_no_email(ask: Ask, sale: Body) -> None:
    invoice_id = ask("PUT", "Invoices", json=sale()).json()["Invoices"][0]["InvoiceID"]

    answer = ask("POST", f"Invoices/{invoice_id}/Email")

    assert said(answer) == ["The contact has no email address"]


def test_an_unknown_invoice_is_neither_printed_nor_sent(ask: Ask) -> None:
    calls = [("GET", "pdf"), ("GET", "OnlineInvoice"), ("POST", "Email")]

    answers = [ask(method, f"Invoices/{NOBODY}/{what}") for method, what in calls]

    assert {each.status_code for each in answers} == {404}
