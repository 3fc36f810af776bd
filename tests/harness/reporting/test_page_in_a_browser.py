"""The page in a real browser: it draws without errors, stays quick with a long history, and fits a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harness.reporting.page import report_page
from harness.result import RunResult

pytestmark = pytest.mark.browser


def opened(browser: Browser, folder: Path, result: RunResult, width: int = 1200) -> tuple[Page, list[str]]:
    """Open the page of a run; returns it with the list into which the browser writes its complaints."""
    file = folder / "report.html"
    file.write_text(report_page(result), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, timezone_id="America/New_York")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    return page, complaints


def test_twenty_thousand_entries_are_there_at_once_and_found_at_once(
    browser: Browser, tmp_path: Path, long_result: RunResult
) -> None:
    page, complaints = opened(browser, tmp_path, long_result)

    assert page.inner_text("#found") == "20,408 entries on 6 days"
    assert page.locator("tr.row").count() == 0
    page.fill("#search", "invoice 1041")
    page.locator("#found", has_text=" of ").wait_for()

    assert page.inner_text("#found") == "1 of 20,408 entries"
    assert "issue invoice" in page.inner_text("tr.row")
    assert complaints == []


def test_times_are_the_clinics_wherever_the_reader_sits(
    browser: Browser, tmp_path: Path, result: RunResult
) -> None:
    page, _ = opened(browser, tmp_path, result)
    page.click("tr.head button >> nth=0")

    assert page.inner_text("tr.row >> nth=0").split() == ["08:30:00", "clinic", "connect", "ok"]
    assert page.inner_text("tr.head button >> nth=0").split()[:6] == ["Day", "1", "Mon", "2", "Mar", "2026"]


def test_a_day_is_opened_a_hundred_entries_at_a_time(
    browser: Browser, tmp_path: Path, result: RunResult
) -> None:
    page, _ = opened(browser, tmp_path, result)
    page.click("tr.head button >> nth=1")

    assert page.locator("tr.row").count() == 100
    page.click("text=Show 100 more")
    assert page.locator("tr.row").count() == 200


def test_what_went_wrong_can_be_picked_out(browser: Browser, tmp_path: Path, result: RunResult) -> None:
    page, _ = opened(browser, tmp_path, result)
    page.select_option("#actor", label="engine")
    page.select_option("#ending", label="unknown")

    assert page.inner_text("#found") == "6 of 1,208 entries"


def test_the_page_fits_a_phone(browser: Browser, tmp_path: Path, broken_result: RunResult) -> None:
    page, complaints = opened(browser, tmp_path, broken_result, width=360)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
