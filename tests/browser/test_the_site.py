"""The documentation in a real browser: found by searching, usable by anybody, without any other machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looking import SCREENSHOTS
from tests.docs.site import build_site

pytestmark = pytest.mark.browser

SITE: Final = "http://docs.example"
WORDS: Final = "article"
FOR_ALL: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
FOUND: Final = ".md-search-result"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(folder)
    return folder


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """A page that gets the site's files and nothing else: what it asks of others fails the test."""
    abroad: list[str] = []

    def hand_over(route: Route) -> None:
        address = route.request.url.partition("?")[0].partition("#")[0]
        if address.startswith(f"{SITE}/"):
            route.fulfill(path=site / address.removeprefix(f"{SITE}/"))
        else:
            abroad.append(address)
            route.abort()

    page = browser.new_page()
    page.route("**/*", hand_over)
    yield page
    page.close()
    assert abroad == []


def test_a_reader_finds_a_page_by_a_word(page: Page) -> None:
    page.goto(f"{SITE}/index.html")

    page.get_by_role("textbox", name="Search").click()
    expect(page.locator(FOUND)).to_contain_text("Type to start searching")
    page.keyboard.type("account archived")
    page.locator(FOUND).get_by_role("heading", name="What Xero refuses").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("What Xero refuses")


@pytest.mark.parametrize("name", ["index", "engineers", "support", "architecture", "scenario-language"])
def test_what_a_page_says_is_there_for_everybody(page: Page, name: str) -> None:
    page.goto(f"{SITE}/{name}.html")
    page.screenshot(path=SCREENSHOTS / f"docs-{name}.png")

    faults = Axe().run(page, context=WORDS, options=FOR_ALL).response["violations"]

    assert [f"{each['id']}: {node['html']}" for each in faults for node in each["nodes"]] == []
