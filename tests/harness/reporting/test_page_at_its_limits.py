"""The page in a real browser with very much in it, and with nothing at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from harness.reporting.page import report_page
from harness.result import RunResult
from harness.simulation.history import History

pytestmark = pytest.mark.browser


def opened(browser: Browser, folder: Path, result: RunResult) -> tuple[Page, list[str]]:
    """Open the page of a run; returns it with the list into which the browser writes its complaints."""
    file = folder / "report.html"
    file.write_text(report_page(result), "utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(file.as_uri())
    expect(page.locator("#found-events")).to_contain_text("entries")
    return page, complaints


def test_of_five_thousand_invoices_only_those_in_sight_are_in_the_page(
    browser: Browser, tmp_path: Path, long_result: RunResult
) -> None:
    page, complaints = opened(browser, tmp_path, long_result)

    expect(page.locator("#found-invoices")).to_have_text("5,100 of 5,100 invoices")
    assert page.locator("#invoice-box tbody tr").count() < 60
    page.locator("#invoice-box").evaluate("box => box.scrollTo(0, box.scrollHeight)")

    expect(page.get_by_role("link", name="6100", exact=True)).to_be_visible()
    expect(page.locator("#invoice-box table")).to_have_attribute("aria-rowcount", "5101")
    assert page.locator("#invoice-box tbody tr").count() < 60
    assert complaints == []


def test_one_invoice_of_five_thousand_is_found_by_its_number(
    browser: Browser, tmp_path: Path, long_result: RunResult
) -> None:
    page, _ = opened(browser, tmp_path, long_result)

    page.get_by_label("Find an invoice").fill("invoice 6041")

    expect(page.locator("#found-invoices")).to_have_text("1 of 5,100 invoices")
    expect(page.locator("#invoice-box tbody tr").first).to_contain_text("6041")


def test_the_page_of_a_run_in_which_nothing_happened_can_be_opened(
    browser: Browser, tmp_path: Path, changed: Callable[..., RunResult]
) -> None:
    run = changed()
    nothing = changed(history=History(), calls=[], standings=[], ended_at=run.started_at)

    page, complaints = opened(browser, tmp_path, nothing)

    expect(page.locator("#state-now")).to_have_text("not connected yet")
    expect(page.locator("#ledgers tbody td").first).to_have_text("0")
    assert complaints == []
