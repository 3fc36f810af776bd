"""*Synchronise from previous date*: the message, the progress, holding and ending it (R4)."""

from datetime import date
from decimal import Decimal

import pytest

from sync_engine import ItemDraft, PatientRef, SyncEngine
from tests.sync_engine.pages.conftest import HOME, Browser

SYNCHRONISE = f"{HOME}/synchronise"
PROGRESS = f"{SYNCHRONISE}/progress"


@pytest.fixture
def missed(engine: SyncEngine) -> None:
    """Two invoices from before the connection."""
    for number in (1001, 1002):
        item = ItemDraft(description="Consultation", quantity=Decimal(1), unit_price=Decimal(120))
        engine.clinic.issue_invoice(number, PatientRef("P-1", "Ada Lovelace"), date(2026, 2, 20), [item])


@pytest.mark.usefixtures("missed", "connected")
def test_the_button_says_that_a_batch_sync_is_prepared_and_shows_progress(browser: Browser) -> None:
    browser.get(SYNCHRONISE)

    started = browser.post(SYNCHRONISE, {"since": "2026-02-01"})
    page = browser.get(PROGRESS).text

    assert started.headers["location"] == PROGRESS
    assert "preparing to batch-sync your invoices and payments" in page
    assert "1 February 2026" in page
    assert "0 of 2 documents done" in page
    assert '<meta http-equiv="refresh"' in page


@pytest.mark.usefixtures("connected")
def test_where_nothing_was_missing_it_is_finished_at_once(browser: Browser) -> None:
    browser.post(SYNCHRONISE, {"since": "2026-02-01"})

    page = browser.get(PROGRESS).text

    assert "Synchronisation finished" in page
    assert "Nothing was missing" in page
    assert '<meta http-equiv="refresh"' not in page


@pytest.mark.usefixtures("missed", "connected")
def test_it_can_be_held_let_go_on_and_cancelled(browser: Browser) -> None:
    browser.post(SYNCHRONISE, {"since": "2026-02-01"})
    browser.get(PROGRESS)

    browser.post(f"{SYNCHRONISE}/pause", {})
    held = browser.get(PROGRESS).text
    browser.post(f"{SYNCHRONISE}/resume", {})
    going_on = browser.get(PROGRESS).text
    browser.post(f"{SYNCHRONISE}/cancel", {})
    ended = browser.get(PROGRESS).text

    assert "On hold" in held
    assert "<h1>Synchronising</h1>" in going_on
    assert "Synchronisation ended early" in ended
    assert "0 of 2 documents done" in ended


@pytest.mark.usefixtures("missed")
def test_without_a_connection_the_refusal_is_told_and_the_date_kept(browser: Browser) -> None:
    page = browser.post(SYNCHRONISE, {"since": "2026-02-01"})

    assert page.status_code == 422
    assert "Connect to Xero and save the integration settings first." in page.text
    assert 'value="2026-02-01"' in page.text


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("since", ["", "yesterday"])
def test_without_a_date_nothing_starts(browser: Browser, engine: SyncEngine, since: str) -> None:
    page = browser.post(SYNCHRONISE, {"since": since})

    assert page.status_code == 422
    assert engine.backfill.status() is None


def test_progress_before_the_first_leads_to_the_date(browser: Browser) -> None:
    assert browser.get(PROGRESS).headers["location"] == SYNCHRONISE


@pytest.mark.usefixtures("missed", "connected")
def test_looking_ahead_says_what_would_be_sent_and_starts_nothing(
    browser: Browser, engine: SyncEngine
) -> None:
    browser.get(SYNCHRONISE)

    page = browser.post(f"{SYNCHRONISE}/preview", {"since": "2026-02-01"})

    assert page.status_code == 200
    assert "2 invoices and 0 payments would be sent" in page.text
    assert "Nothing has been sent yet" in page.text
    assert 'value="2026-02-01"' in page.text
    assert engine.backfill.status() is None


@pytest.mark.usefixtures("connected")
def test_looking_ahead_where_nothing_is_missing_says_so(browser: Browser) -> None:
    browser.get(SYNCHRONISE)

    assert "Nothing would be sent" in browser.post(f"{SYNCHRONISE}/preview", {"since": "2026-02-01"}).text
    assert browser.post(f"{SYNCHRONISE}/preview", {"since": "soon"}).status_code == 422
