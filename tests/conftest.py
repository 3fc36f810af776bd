"""What tests of every room share: one installed Chromium."""

import os
import shutil
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

HOW_TO_GET_ONE: Final = "No chromium found: apt-get install chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser. Without an installed Chromium the test is skipped; in CI it fails."""
    chromium = shutil.which("chromium")
    if chromium is None and os.environ.get("CI"):
        pytest.fail(HOW_TO_GET_ONE, pytrace=False)
    if chromium is None:
        pytest.skip(HOW_TO_GET_ONE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()
