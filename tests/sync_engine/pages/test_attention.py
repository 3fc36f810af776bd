"""What needs a person: Xero's own words, and one more try (R11)."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest

from sync_engine import ItemDraft, PatientRef, SyncEngine
from tests.sync_engine.pages.conftest import HOME, Browser

ATTENTION = f"{HOME}/attention"


@pytest.fixture
def refused(connected: None, engine: SyncEngine) -> None:
    """An invoice that Xero refused."""
    item = ItemDraft(description="Consultation", quantity=Decimal(1), unit_price=Decimal(120))
    engine.clinic.issue_invoice(1001, PatientRef("P-1", "Ada Lovelace"), date(2026, 3, 2), [item])

    async def until_it_was_refused() -> None:
        running = asyncio.create_task(engine.run())
        for _ in range(200):  # turns of the loop: far more than one exchange without a network takes
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(until_it_was_refused())


def test_where_nothing_is_parked_nothing_needs_attention(browser: Browser) -> None:
    assert "Nothing needs your attention" in browser.get(ATTENTION).text


@pytest.mark.usefixtures("refused")
def test_a_refused_invoice_is_shown_with_the_words_of_xero(browser: Browser) -> None:
    page = browser.get(ATTENTION).text

    assert "Invoice 1001" in page
    assert "The period is &lt;locked&gt;." in page
    assert '<span class="badge">1</span>' in page


@pytest.mark.usefixtures("refused")
def test_what_it_means_and_what_to_do_is_said(browser: Browser) -> None:
    page = browser.get(ATTENTION).text

    assert "Xero refused it for a reason that is not in our list." in page
    assert "<strong>What to do:</strong> Read what Xero says" in page


@pytest.mark.usefixtures("refused")
def test_that_nobody_is_told_by_e_mail_is_said(browser: Browser) -> None:
    assert "E-mail is not set up" in browser.get(ATTENTION).text


@pytest.mark.usefixtures("refused")
def test_all_may_try_again_at_once(browser: Browser, engine: SyncEngine) -> None:
    browser.get(ATTENTION)

    browser.post(ATTENTION, {"kind": "all"})

    assert not engine.parked()


@pytest.mark.usefixtures("refused")
def test_it_may_try_again(browser: Browser, engine: SyncEngine) -> None:
    browser.get(ATTENTION)
    [parked] = engine.parked()

    browser.post(ATTENTION, {"kind": parked.kind, "record": str(parked.record_id)})

    assert not engine.parked()
    assert engine.unsettled() is not None


@pytest.mark.usefixtures("refused")
def test_what_is_not_parked_is_left_alone(browser: Browser, engine: SyncEngine) -> None:
    browser.get(ATTENTION)

    browser.post(ATTENTION, {"kind": "invoice", "record": "999"})

    assert len(engine.parked()) == 1
