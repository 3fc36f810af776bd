"""The site: built strictly from the pages, and complete in itself."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from tests.docs.pages import PAGES, ROOT
from tests.docs.site import build_site

ASKS: Final = {"src", "srcset", "data", "poster"}
FETCHED: Final = {"stylesheet", "icon", "preload", "preconnect", "prefetch", "modulepreload", "dns-prefetch"}


class Fetches(HTMLParser):
    """What a browser would fetch for a page by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in ASKS]
        if tag == "link" and FETCHED & set((said.get("rel") or "").split()):
            self.addresses.append(said.get("href") or "")


def fetched_by(page: Path) -> Iterator[str]:
    reader = Fetches()
    reader.feed(page.read_text(encoding="utf-8"))
    yield from reader.addresses


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(folder)
    return folder


@pytest.mark.slow
def test_every_page_is_in_the_site(site: Path) -> None:
    named = {page.stem for page in PAGES if page.parent == ROOT / "docs"}

    assert {page.stem for page in site.glob("*.html")} == named | {"404"}


@pytest.mark.slow
def test_a_reader_asks_nothing_of_any_other_machine(site: Path) -> None:
    abroad = [
        f"{page.name}: {address}"
        for page in site.rglob("*.html")
        for address in fetched_by(page)
        if "//" in address
    ]

    assert abroad == []
