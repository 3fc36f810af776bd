"""The whole way in a real browser, against real servers: connect, choose accounts, synchronise."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT: Final = Path(__file__).parents[2]

pytestmark = pytest.mark.browser


@contextmanager
def served(*command: str) -> Iterator[str]:
    """Start a server of ours and yield where it says that it listens."""
    with subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
            assert found, f"{command[0]} did not say where it listens"
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture
def engine_url(tmp_path: Path) -> Iterator[str]:
    """An engine with a database of its own and a mock of Xero behind it."""
    database = f"sqlite:///{tmp_path}/engine.sqlite"
    with (
        served("mock_xero.cli", "serve", "--port", "0") as xero,
        served("sync_engine.cli", "serve", "--port", "0", "--xero", xero, "--database", database) as engine,
    ):
        yield engine


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own in the real browser."""
    with browser.new_context() as context:
        yield context.new_page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def enter_an_invoice_and_its_payment(page: Page, clinic: str) -> None:
    page.goto(clinic)
    page.locator("#invoice_new_patient").fill("Ada Lovelace")
    page.locator("#invoice_amount").fill("120.00")
    page.locator("#invoice_date").fill("2026-03-02")
    press(page, "Issue the invoice")
    page.locator("#payment_invoice").select_option("1001")
    page.locator("#payment_amount").fill("120.00")
    page.locator("#payment_date").fill("2026-03-02")
    press(page, "Take the payment")


def log_in_at_xero(page: Page) -> None:
    email, password = page.locator(".note code").all_inner_texts()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Log in")


def choose_accounts(page: Page) -> None:
    page.get_by_label("Default sales account").select_option("200")
    page.get_by_label("Default payment account").select_option(index=1)
    page.get_by_label("Tax rate for tax-exempt revenue").select_option("EXEMPTOUTPUT")
    press(page, "Save integration settings")


def test_from_connect_to_xero_to_a_finished_synchronisation(page: Page, engine_url: str) -> None:
    enter_an_invoice_and_its_payment(page, f"{engine_url}/clinic")

    page.goto(engine_url)
    press(page, "Connect to Xero")
    log_in_at_xero(page)
    press(page, "Allow access")
    expect(page.get_by_role("heading", name="Xero is bringing you back")).to_be_visible()

    expect(page.get_by_role("heading", name="Edit your integration with Xero")).to_be_visible()
    choose_accounts(page)
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()

    page.get_by_role("link", name="Synchronise from previous date").click()
    page.get_by_label("Synchronise from").fill("2026-03-01")
    press(page, "Synchronise previous information to Xero")

    finished = page.get_by_role("heading", name="Synchronisation finished")
    expect(finished).to_be_visible(timeout=30_000)
    expect(page.get_by_text("2 of 2 documents done")).to_be_visible()


def test_who_cancels_at_xero_comes_back_to_the_button(page: Page, engine_url: str) -> None:
    page.goto(engine_url)
    press(page, "Connect to Xero")
    log_in_at_xero(page)
    press(page, "Cancel")

    expect(page.get_by_role("alert")).to_contain_text("You did not allow access in Xero")
    expect(page.get_by_role("button", name="Connect to Xero")).to_be_visible()
