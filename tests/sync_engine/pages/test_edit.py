"""*Edit your integration with Xero*: choosing accounts, and losing none of the choices (R2, R3)."""

from collections.abc import Callable

import httpx
import pytest

from sync_engine import ConnectionState, SyncEngine
from tests.sync_engine.pages.conftest import HOME, SETTINGS, Browser

EDIT = f"{HOME}/edit"
FILLED_IN: dict[str, str | list[str]] = {
    "sales_account": "200",
    "payment_account": "090",
    "tax_exempt_rate": "EXEMPTOUTPUT",
    "payment_type_name": ["EFTPOS", "Cash", ""],
    "payment_type_account": ["611", "", ""],
    "item_name": "Massage",
    "item_account": "201",
}


def test_before_a_connection_there_is_nothing_to_choose_from(browser: Browser) -> None:
    page = browser.get(EDIT).text

    assert "Please connect first" in page
    assert "<select" not in page


def test_the_page_offers_what_was_pulled_where_it_fits(
    browser: Browser, come_back: Callable[[], httpx.Response]
) -> None:
    come_back()

    page = browser.get(EDIT).text
    sales, payments, rates = page.split("<select")[1:4]

    assert "200 · Sales" in sales
    assert "090 · Bank" not in sales
    assert "090 · Bank" in payments
    assert "200 · Sales" not in payments
    assert "GST Free Income (0%)" in rates


def test_saving_completes_the_connection(
    browser: Browser, come_back: Callable[[], httpx.Response], engine: SyncEngine
) -> None:
    come_back()
    browser.get(EDIT)

    saved = browser.post(EDIT, FILLED_IN)

    assert saved.headers["location"] == HOME
    assert engine.connection.state is ConnectionState.CONNECTED
    assert engine.settings.current() == SETTINGS  # Cash uses the default: no mapping of its own


@pytest.mark.usefixtures("connected")
def test_after_a_reconnection_the_previous_choices_are_selected(
    browser: Browser, come_back: Callable[[], httpx.Response]
) -> None:
    come_back()

    page = browser.get(EDIT).text

    for choice in ("200", "090", "EXEMPTOUTPUT", "611", "201"):
        assert f'<option value="{choice}" selected>' in page
    assert 'value="EFTPOS"' in page
    assert 'value="Massage"' in page


@pytest.mark.usefixtures("connected")
def test_a_refused_form_says_why_and_keeps_everything(browser: Browser, engine: SyncEngine) -> None:
    wrong = {
        **FILLED_IN,
        "payment_account": "999",
        "invoice_prefix": "HP-",
        "payment_type_name": ["HICAPS"],
        "payment_type_account": ["611"],
    }

    page = browser.post(EDIT, wrong)

    assert page.status_code == 422
    assert "Account 999 takes no payments in Xero." in page.text
    assert '<option value="999" selected>' in page.text
    assert 'value="HICAPS"' in page.text
    assert 'value="HP-"' in page.text
    assert engine.settings.current() == SETTINGS


@pytest.mark.usefixtures("connected")
def test_adding_a_row_saves_nothing_and_loses_nothing(browser: Browser, engine: SyncEngine) -> None:
    page = browser.post(EDIT, {**FILLED_IN, "sales_account": "201", "add": "payment_type"}).text

    assert page.count('name="payment_type_name"') == 3  # EFTPOS, Cash and a new one
    assert '<option value="201" selected>' in page
    assert engine.settings.current() == SETTINGS


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sales_account": ""}, "Please choose a default sales account."),
        ({"item_name": ""}, "Please name the billable item that account 201 is for."),
        ({"payment_type_name": ["Cash", "Cash"]}, "The payment type Cash is named twice."),
    ],
)
def test_what_is_left_out_or_named_twice_is_told(
    browser: Browser, change: dict[str, str | list[str]], sentence: str
) -> None:
    page = browser.post(EDIT, {**FILLED_IN, **change})

    assert page.status_code == 422
    assert sentence in page.text
