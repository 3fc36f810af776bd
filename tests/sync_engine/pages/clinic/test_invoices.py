"""Invoices in the small clinic: entered with several items, edited, deleted, found again."""

from decimal import Decimal

import pytest

from sync_engine import SyncEngine
from tests.sync_engine.pages.clinic.forms import INVOICE, invoice_of, item_fields
from tests.sync_engine.pages.conftest import Browser

NEW = "/clinic/invoices/new"
ONE = "/clinic/invoices/1001"


def test_an_invoice_that_was_entered_is_in_the_list_and_has_a_page(browser: Browser) -> None:
    done = browser.post(NEW, INVOICE)

    assert done.headers["location"] == ONE
    for page in ("/clinic", ONE):
        assert "Ada Lovelace" in browser.get(page).text
        assert "120.00" in browser.get(page).text


def test_an_invoice_has_several_items_with_discount_and_tax(browser: Browser, engine: SyncEngine) -> None:
    items = item_fields(
        ("Consultation", "", "1", "80", "", ""),
        ("Elastic band", "Band", "2", "12.50", "5.00", "taxed"),
        ("", "", "1", "", "", ""),
    )

    browser.post(NEW, {**INVOICE, **items})

    [invoice] = engine.clinic.invoices()
    assert invoice.total == Decimal("102.00")  # 80 + (25 - 5) and a tenth of that
    consultation, band = engine.details.items(1001)
    assert (consultation.taxable, band.taxable) == (False, True)
    assert (band.quantity, band.discount) == (Decimal(2), Decimal("5.00"))
    assert band.billable_item == "Band"
    assert "Elastic band" in browser.get(ONE).text


def test_another_row_loses_nothing(browser: Browser, engine: SyncEngine) -> None:
    page = browser.post(NEW, {**INVOICE, "add": "item"}).text

    assert page.count('name="item_description"') == 2
    assert 'value="Ada Lovelace"' in page
    assert not engine.clinic.invoices()


def test_a_refused_invoice_is_told_in_a_sentence_and_keeps_what_was_filled_in(browser: Browser) -> None:
    browser.post(NEW, INVOICE)

    page = browser.post(NEW, {**INVOICE, "new_patient": '"><b>Grace'})

    assert page.status_code == 422
    assert "There is an invoice 1001 already." in page.text
    assert 'value="&#34;&gt;&lt;b&gt;Grace"' in page.text


@pytest.mark.parametrize("price", ["", "twelve", "NaN", "1e99", "99999999999"])
def test_a_price_that_is_none_is_told(browser: Browser, price: str) -> None:
    items = item_fields(("Consultation", "", "1", price, "", ""))

    assert browser.post(NEW, {**INVOICE, **items}).status_code == 422


def test_a_patients_name_is_text_and_never_markup(browser: Browser) -> None:
    browser.post(NEW, {**INVOICE, "new_patient": "<i>Ada</i>"})

    for page in ("/clinic", ONE, "/clinic/patients"):
        assert "<i>" not in browser.get(page).text
        assert "&lt;i&gt;Ada" in browser.get(page).text


def test_saving_an_invoice_unchanged_changes_nothing_of_it(browser: Browser, engine: SyncEngine) -> None:
    browser.post(NEW, INVOICE)
    before = engine.details.items(1001)
    page = browser.get(f"{ONE}/edit").text

    saved = browser.post(f"{ONE}/edit", item_fields(("Consultation", "", "1", "120.00", "", "")))

    assert 'value="120.00"' in page
    assert saved.headers["location"] == ONE
    assert engine.details.items(1001) == before


def test_an_invoice_is_edited_and_deleted(browser: Browser, engine: SyncEngine) -> None:
    browser.post(NEW, INVOICE)

    browser.post(f"{ONE}/edit", item_fields(("Long consultation", "", "1", "150", "", "")))
    assert engine.clinic.invoices()[0].total == Decimal("150.00")
    browser.post(f"{ONE}/delete", {})

    assert engine.clinic.invoices()[0].deleted
    assert "This invoice was deleted" in browser.get(ONE).text
    assert browser.post(f"{ONE}/delete", {}).status_code == 422


def test_an_invoice_that_is_not_there_has_no_page(browser: Browser) -> None:
    assert browser.get("/clinic/invoices/999").status_code == 404


def test_the_list_finds_and_turns_pages(browser: Browser) -> None:
    for number in range(1001, 1033):
        browser.post(NEW, invoice_of(number, "Ada Lovelace" if number % 2 else "Grace Hopper"))

    newest = browser.get("/clinic").text
    oldest = browser.get("/clinic?before=1003").text

    assert "/clinic?before=1003" in newest
    assert "/clinic/invoices/1002" in oldest
    assert "/clinic/invoices/1003" not in oldest
    assert "Grace Hopper" not in browser.get("/clinic?find=lovelace").text
    assert "/clinic/invoices/1007" in browser.get("/clinic?find=1007").text
    assert "No invoice is found" in browser.get("/clinic?find=nobody").text


@pytest.mark.usefixtures("connected")
def test_the_list_says_how_far_an_invoice_is(browser: Browser) -> None:
    browser.post(NEW, INVOICE)

    assert "On its way" in browser.get("/clinic").text


def test_before_a_connection_an_invoice_waits_for_a_person(browser: Browser) -> None:
    browser.post(NEW, INVOICE)

    assert "Not sent: synchronise" in browser.get("/clinic").text
