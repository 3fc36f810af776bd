"""What a person records in Xero by hand: the list, the spreadsheet, and looking into Xero (R9)."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert

from sync_engine import SyncEngine
from sync_engine.by_hand.entries import Entry
from sync_engine.by_hand.tables import RECORDED_IN_XERO
from sync_engine.clinic import ManualPayment
from sync_engine.pages.by_hand_sheet import sheet
from tests.sync_engine.pages.clinic.forms import CREDIT, INVOICE, PREPAYMENT
from tests.sync_engine.pages.conftest import HOME, Browser

BY_HAND = f"{HOME}/by-hand"


@pytest.fixture
def credit_used(browser: Browser) -> None:
    browser.post("/clinic/invoices/new", INVOICE)
    browser.post("/clinic/payments/new", PREPAYMENT)
    browser.post("/clinic/payments/new", CREDIT)


def test_where_no_credit_was_used_there_is_nothing_to_record(browser: Browser) -> None:
    assert "No account credit was used" in browser.get(BY_HAND).text


@pytest.mark.usefixtures("credit_used")
def test_a_payment_by_credit_is_listed(browser: Browser) -> None:
    page = browser.get(BY_HAND).text

    assert "Ada Lovelace" in page
    assert "70.00" in page
    assert "not in Xero yet" in page
    assert "Look in Xero now" not in page


def seen_in_xero(engine: SyncEngine, amount: str) -> None:
    """A look has found money on invoice 1001 that is not ours."""
    with engine._database.transaction() as transaction:
        found = {"invoice_number": 1001, "amounts": f'["{amount}"]', "voided": False}
        transaction.execute(insert(RECORDED_IN_XERO), {**found, "seen_at": datetime(2026, 3, 5, tzinfo=UTC)})


@pytest.mark.usefixtures("credit_used")
def test_of_what_is_recorded_in_part_the_rest_is_shown(browser: Browser, engine: SyncEngine) -> None:
    seen_in_xero(engine, "30.00")

    page = browser.get(BY_HAND).text

    assert "<strong>40.00</strong>" in page
    assert "30.00 of 70.00 is recorded" in page


@pytest.mark.usefixtures("credit_used")
def test_what_is_recorded_moves_to_a_list_of_its_own(browser: Browser, engine: SyncEngine) -> None:
    seen_in_xero(engine, "70.00")

    page = browser.get(BY_HAND).text

    assert "Everything is recorded." in page
    assert "5 March 2026, 11:00" in page  # as a clock in Sydney shows it
    assert len(browser.get(f"{BY_HAND}.csv").text.splitlines()) == 1


@pytest.mark.usefixtures("connected", "credit_used")
def test_a_person_may_ask_to_look_into_xero(browser: Browser) -> None:
    browser.get(BY_HAND)

    browser.post(BY_HAND, {})

    assert "Xero is being looked into" in browser.get(BY_HAND).text


@pytest.mark.usefixtures("connected", "credit_used")
def test_the_spreadsheet_says_all_that_is_needed(browser: Browser) -> None:
    answer = browser.get(f"{BY_HAND}.csv")

    assert answer.content.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8
    [heads, row] = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert dict(zip(heads, row, strict=True)) == {
        "patient": "Ada Lovelace",
        "invoice": "1001",
        "invoice in Xero": "",
        "amount to record": "70.00",
        "amount used": "70.00",
        "date": "2026-03-03",
        "suggested account": "090 Bank",
    }


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1"])
def test_no_name_becomes_a_formula_in_a_spreadsheet(name: str) -> None:
    use = ManualPayment(1001, name, Decimal("70.00"), date(2026, 3, 2))

    text = sheet([Entry(use, Decimal("20.00"), "=1", voided=False, seen_at=None)], "=A1").decode("utf-8-sig")

    [_, row] = list(csv.reader(io.StringIO(text, newline="")))
    assert row == [f"'{name}", "1001", "'=1", "50.00", "70.00", "2026-03-02", "'=A1"]
