"""The page of a comparison in a real browser: it filters by kind and by words, fits a phone, prints all."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from harness.comparison.compare import comparing
from harness.reporting.reconciled.page import comparison_page
from harness.simulation.choices import SeededChoices
from tests.harness.comparison.comparing import postings
from tests.harness.comparison.test_a_thousand_differences import books_with_differences

pytestmark = pytest.mark.browser

MISSING: Final = "Missing in Xero"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of books with a thousand differences."""
    books = books_with_differences(SeededChoices(1))
    page = tmp_path_factory.mktemp("page") / "reconciled.html"
    with comparing(postings(books.clinic.ledger()), postings(books.xero.ledger())) as found:
        page.write_bytes(b"".join(comparison_page(found)))
    return page


def opened(browser: Browser, file: Path, width: int = 1200) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 800})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    return page, complaints


def headings(page: Page) -> list[str]:
    return [each.split("\n")[0] for each in page.locator(".chapter:visible h2").all_inner_texts()]


def test_one_kind_can_be_looked_at_alone(browser: Browser, file: Path) -> None:
    page, complaints = opened(browser, file)
    assert len(headings(page)) == 8

    page.get_by_role("button", name=MISSING).click()

    assert headings(page) == [f"{MISSING} wrong"]
    assert page.get_by_role("button", name=MISSING).get_attribute("aria-pressed") == "true"
    assert page.get_by_role("status").inner_text() == f"{page.locator('.chapter:visible li').count()} shown"
    assert complaints == []


def test_a_number_is_found(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file)

    page.get_by_label("Find a number").fill("payment of 7.77 on invoice")

    shown = page.locator(".chapter li:visible").all_inner_texts()
    assert shown
    assert all("7.77" in each for each in shown)


def test_what_is_expected_is_told_apart_from_what_is_wrong(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file)

    assert page.locator(".tag.expected").count() == 1
    assert page.locator("section", has=page.locator(".tag.expected")).get_attribute("id") == (
        "OPEN_FOR_ACCOUNT_CREDIT"
    )


def test_it_fits_a_phone(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file, width=390)

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_paper_the_filters_are_gone(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file)

    page.emulate_media(media="print")

    assert page.locator(".kinds").is_hidden()
    assert len(headings(page)) == 8
