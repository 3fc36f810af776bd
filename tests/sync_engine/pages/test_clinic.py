"""The small clinic, and what a person records in Xero by hand (R9)."""

import csv
import io
from decimal import Decimal

from sync_engine import SyncEngine
from tests.sync_engine.pages.conftest import HOME, Browser

INVOICE: dict[str, str | list[str]] = {
    "deed": "invoice",
    "number": "1001",
    "new_patient": "Ada Lovelace",
    "amount": "120.00",
    "date": "2026-03-02",
}
PREPAYMENT: dict[str, str | list[str]] = {
    "deed": "prepayment",
    "patient": "P-1",
    "amount": "100",
    "type": "Cash",
    "date": "2026-03-02",
}
CREDIT: dict[str, str | list[str]] = {
    "deed": "credit",
    "invoice": "1001",
    "amount": "70",
    "date": "2026-03-03",
}


def test_an_invoice_that_was_entered_is_in_the_list(browser: Browser) -> None:
    done = browser.post("/clinic", INVOICE)
    page = browser.get("/clinic").text

    assert done.status_code == 303
    assert "Ada Lovelace" in page
    assert "120.00" in page


def test_a_patients_name_is_text_and_never_markup(browser: Browser) -> None:
    browser.post("/clinic", {**INVOICE, "new_patient": "<script>alert('x')</script>"})

    page = browser.get("/clinic").text

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_refused_deed_is_told_in_a_sentence_and_keeps_what_was_filled_in(browser: Browser) -> None:
    browser.post("/clinic", INVOICE)

    page = browser.post("/clinic", {**INVOICE, "new_patient": '"><b>Grace'})

    assert page.status_code == 422
    assert "There is an invoice 1001 already." in page.text
    assert 'value="&#34;&gt;&lt;b&gt;Grace"' in page.text


def test_an_amount_that_is_none_is_told(browser: Browser) -> None:
    for amount in ("", "twelve", "-3", "0", "1.005", "NaN", "1e99"):
        assert browser.post("/clinic", {**INVOICE, "amount": amount}).status_code == 422


def test_what_exceeds_the_invoice_becomes_account_credit(browser: Browser, engine: SyncEngine) -> None:
    browser.post("/clinic", INVOICE)

    browser.post("/clinic", {**CREDIT, "deed": "payment", "amount": "150", "type": "EFTPOS"})

    [invoice] = engine.clinic.invoices()
    assert invoice.open == 0
    assert engine.clinic.balance("P-1") == Decimal("30.00")


def test_a_payment_by_credit_is_listed_for_recording_by_hand(browser: Browser) -> None:
    for form in (INVOICE, PREPAYMENT, CREDIT):
        browser.post("/clinic", form)

    page = browser.get(f"{HOME}/by-hand").text
    rows = list(csv.reader(io.StringIO(browser.get(f"{HOME}/by-hand.csv").text)))

    assert "70.00" in page
    assert rows == [["date", "invoice", "patient", "amount"], ["2026-03-03", "1001", "Ada Lovelace", "70.00"]]


def test_no_name_becomes_a_formula_in_a_spreadsheet(browser: Browser) -> None:
    for form in ({**INVOICE, "new_patient": "=HYPERLINK(1)"}, PREPAYMENT, CREDIT):
        browser.post("/clinic", form)

    rows = list(csv.reader(io.StringIO(browser.get(f"{HOME}/by-hand.csv").text)))

    assert rows[1][2] == "'=HYPERLINK(1)"
