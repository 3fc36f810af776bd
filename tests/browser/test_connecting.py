"""The whole way in a real browser, against real servers: connect, choose accounts, synchronise, come back.

A picture of every page is kept, and every page passes the checks of accessibility, in the light and the dark.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import looked_at

ROOT: Final = Path(__file__).parents[2]
BY_HAND: Final = "/integrations/xero/by-hand"
LONG_ENOUGH: Final = 60_000

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Clinic:
    """A person at the clinic's pages; what they see wrong is kept until the end."""

    page: Page
    url: str
    xero: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def look(self, name: str) -> None:
        self.wrong.extend(looked_at(self.page, name))

    def sees(self, heading: str) -> None:
        found = self.page.get_by_role("heading", name=heading, exact=True)
        expect(found).to_be_visible(timeout=LONG_ENOUGH)

    def control(self, method: str, at: str, /, **body: Any) -> Any:
        """Do something to the stand-in for Xero."""
        answer = httpx.request(method, f"{self.xero}/_mock{at}", json=body or None, trust_env=False)
        return answer.json() if answer.content else None


@contextmanager
def served(*command: str) -> Iterator[str]:
    """Start a server of ours and yield where it says that it listens."""
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
            assert found, f"{command[0]} did not say where it listens"
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture
def clinic(browser: Browser, tmp_path: Path) -> Iterator[Clinic]:
    """An engine with a database of its own, a mock of Xero behind it, and a person at its pages."""
    database = f"sqlite:///{tmp_path}/engine.sqlite"
    with (
        served("mock_xero.cli", "serve", "--port", "0", "--profile", "standard") as xero,
        served("sync_engine.cli", "serve", "--port", "0", "--xero", xero, "--database", database) as engine,
        browser.new_context() as context,
    ):
        yield Clinic(context.new_page(), engine, xero)


def enter_a_days_work(clinic: Clinic) -> None:
    """Two invoices of one patient; a prepayment; a payment from two sources, with credit, for both."""
    page = clinic.page
    clinic.go("/clinic")
    clinic.look("clinic-empty")
    clinic.follow("New invoice")
    page.get_by_label("Name of a new patient").fill("Ada Lovelace")
    page.get_by_label("Date").fill("2026-03-02")
    page.get_by_label("Price").fill("95.00")
    clinic.press("Add an item")
    page.get_by_label("Description").nth(1).fill("Elastic band")
    page.get_by_label("Quantity").nth(1).fill("2")
    page.get_by_label("Price").nth(1).fill("12.50")
    page.get_by_label("Discount").nth(1).fill("5.00")
    page.get_by_label("Tax").nth(1).select_option("With tax")
    clinic.look("invoice-form")
    clinic.press("Issue the invoice")
    clinic.sees("Invoice 1001")
    issue_a_plain_invoice(clinic, "80.00", "2026-03-03")
    clinic.go("/clinic/patients")
    clinic.look("patients")
    page.get_by_label("Take a payment of Ada Lovelace").click()
    page.get_by_label("Payment type 1").fill("Cash")
    page.get_by_label("Amount 1").fill("60.00")
    page.get_by_label("Date").fill("2026-03-03")
    clinic.press("Take the payment")
    clinic.sees("Payments")
    clinic.go("/clinic/payments/new?patient=P-1")
    page.get_by_label("Date").fill("2026-03-04")
    page.get_by_label("Payment type 1").fill("EFTPOS")
    page.get_by_label("Amount 1").fill("100.00")
    page.get_by_label("Payment type 2").fill("HICAPS")
    page.get_by_label("Amount 2").fill("37.00")
    page.get_by_label("From new money").nth(0).fill("117.00")
    page.get_by_label("From new money").nth(1).fill("20.00")
    page.get_by_label("From account credit").nth(1).fill("60.00")
    clinic.look("payment-form")
    clinic.press("Take the payment")
    clinic.sees("Payments")
    clinic.look("payments")


def issue_a_plain_invoice(clinic: Clinic, price: str, day: str) -> None:
    clinic.go("/clinic/invoices/new")
    clinic.page.get_by_label("Patient", exact=True).select_option("Ada Lovelace")
    clinic.page.get_by_label("Price").fill(price)
    clinic.page.get_by_label("Date").fill(day)
    clinic.press("Issue the invoice")


def allow_access(clinic: Clinic) -> None:
    """Log in at Xero where it asks, and allow access."""
    note = clinic.page.locator(".note code")
    if clinic.page.get_by_label("Password").count():
        email, password = note.all_inner_texts()
        clinic.page.get_by_label("Email address").fill(email)
        clinic.page.get_by_label("Password").fill(password)
        clinic.press("Log in")
    clinic.press("Allow access")


def connect_for_the_first_time(clinic: Clinic) -> None:
    page = clinic.page
    clinic.go("/")
    clinic.look("integrate-with-xero")
    clinic.press("Connect to Xero")
    allow_access(clinic)
    expect(page.get_by_role("heading", name="Xero is bringing you back")).to_be_visible()
    clinic.sees("Edit your integration with Xero")
    page.get_by_label("Default sales account").select_option("200")
    page.get_by_label("Default payment account").select_option(index=1)
    page.get_by_label("Tax rate for tax-exempt revenue").select_option("EXEMPTOUTPUT")
    page.get_by_label("Payment type 1", exact=True).fill("EFTPOS")
    page.get_by_label("Account for Payment type 1").select_option(index=2)
    clinic.look("edit-your-integration")
    clinic.press("Save integration settings")
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()


def synchronise_during_an_outage(clinic: Clinic) -> None:
    """While Xero is away the page shows how far it is; when Xero is back it renews itself in place."""
    page = clinic.page
    outage = clinic.control("POST", "/faults", kind="outage", path="/api.xro/")
    clinic.follow("Synchronise from previous date")
    page.get_by_label("Synchronise from").fill("2026-03-01")
    clinic.look("synchronise")
    clinic.press("Synchronise previous information to Xero")
    expect(page.get_by_text("We are preparing to batch-sync your invoices and payments")).to_be_visible()
    clinic.look("progress-under-way")
    page.evaluate("window.sameDocument = true")
    clinic.control("DELETE", f"/faults/{outage['id']}")
    clinic.sees("Synchronisation finished")
    assert page.evaluate("window.sameDocument"), "the page was loaded anew instead of renewed in place"
    expect(page.get_by_text("5 of 5 documents done")).to_be_visible()
    clinic.look("progress-finished")


def record_by_hand(clinic: Clinic) -> None:
    """A bookkeeper records the credit in Xero; the clinic looks, and it leaves the list."""
    page = clinic.page
    clinic.go(BY_HAND)
    expect(page.get_by_text("To record", exact=True)).to_be_visible()
    clinic.look("by-hand-to-record")
    record_in_xero(clinic, "1002", 60)
    page.get_by_role("button", name="Look in Xero now").click()
    expect(page.get_by_text("Everything is recorded.")).to_be_visible(timeout=LONG_ENOUGH)
    clinic.look("by-hand-recorded")


def record_in_xero(clinic: Clinic, number: str, amount: int) -> None:
    with bookkeeper_of(clinic) as xero:
        body = {
            "Invoice": {"InvoiceNumber": number},
            "Account": {"Code": "090"},
            "Date": "2026-03-05",
            "Amount": amount,
        }
        xero.put("/api.xro/2.0/Payments", json=body).raise_for_status()


@contextmanager
def bookkeeper_of(clinic: Clinic) -> Iterator[httpx.Client]:
    """Work in Xero with rights of one's own."""
    with httpx.Client(base_url=clinic.xero, trust_env=False) as xero:
        grant = {"grant_type": "client_credentials"}
        token = xero.post("/connect/token", data=grant, auth=("demo-client", "demo-secret")).json()
        xero.headers["authorization"] = f"Bearer {token['access_token']}"
        yield xero


def lose_the_connection(clinic: Clinic) -> None:
    """Somebody removes the app in Xero; the next invoice finds out."""
    [organisation, *_] = clinic.control("GET", "/organisations")["organisations"]
    clinic.control("POST", f"/organisations/{organisation['tenant_id']}/disconnect")
    issue_a_plain_invoice(clinic, "110.00", "2026-03-05")
    for _ in range(40):
        clinic.go("/integrations/xero")
        if clinic.page.get_by_text("Disconnected", exact=True).count():
            break
        clinic.page.wait_for_timeout(250)
    expect(clinic.page.get_by_text("The app was removed in Xero.").first).to_be_visible()
    clinic.look("disconnected")


def come_back(clinic: Clinic) -> None:
    """Reconnect: what was chosen before is chosen still; what was missed goes when asked for."""
    page = clinic.page
    clinic.press("Connect to Xero")
    allow_access(clinic)
    clinic.sees("Edit your integration with Xero")
    expect(page.get_by_label("Default sales account")).to_have_value("200")
    expect(page.get_by_label("Payment type 1", exact=True)).to_have_value("EFTPOS")
    clinic.look("edit-after-a-reconnection")
    clinic.press("Save integration settings")
    clinic.follow("Synchronise from previous date")
    expect(page.get_by_text("The oldest document that was left out is of 5 March 2026.")).to_be_visible()
    page.get_by_label("Synchronise from").fill("2026-03-05")
    clinic.press("Synchronise previous information to Xero")
    clinic.sees("Synchronisation finished")
    clinic.go("/clinic/invoices/1003")
    expect(page.get_by_text("In Xero", exact=True)).to_be_visible()


def test_from_connect_to_xero_to_a_finished_backfill_and_again_after_a_disconnection(clinic: Clinic) -> None:
    enter_a_days_work(clinic)
    connect_for_the_first_time(clinic)
    synchronise_during_an_outage(clinic)
    record_by_hand(clinic)
    lose_the_connection(clinic)
    come_back(clinic)

    clinic.go("/integrations/xero")
    clinic.look("connected")
    clinic.go("/clinic")
    clinic.look("invoices")
    clinic.go("/clinic/invoices/1002")
    clinic.look("invoice")

    assert clinic.wrong == [], "\n".join(clinic.wrong)


def test_what_xero_refused_is_shown_and_may_try_again(clinic: Clinic) -> None:
    """The sales account was archived in Xero."""
    connect_for_the_first_time(clinic)
    archive_account(clinic, "200")
    clinic.go("/clinic/invoices/new")
    clinic.page.get_by_label("Name of a new patient").fill("Ada Lovelace")
    clinic.page.get_by_label("Price").fill("95.00")
    clinic.press("Issue the invoice")

    attention = clinic.page.get_by_role("link", name=re.compile("Needs attention"))
    for _ in range(40):
        clinic.go("/clinic/invoices/1001")
        if attention.locator(".badge").count():
            break
        clinic.page.wait_for_timeout(250)
    attention.first.click()
    expect(clinic.page.get_by_role("heading", name="Invoice 1001")).to_be_visible()
    clinic.look("needs-attention")

    clinic.wrong[:] = [fault for fault in clinic.wrong if fault.startswith("needs-attention")]
    assert clinic.wrong == [], "\n".join(clinic.wrong)


def archive_account(clinic: Clinic, code: str) -> None:
    with bookkeeper_of(clinic) as xero:
        listed = xero.get("/api.xro/2.0/Accounts").json()["Accounts"]
        [account] = [each for each in listed if each.get("Code") == code]
        body = {"AccountID": account["AccountID"], "Status": "ARCHIVED"}
        xero.post(f"/api.xro/2.0/Accounts/{account['AccountID']}", json=body).raise_for_status()


def test_a_person_without_a_mouse_gets_everywhere(clinic: Clinic) -> None:
    """The first stop of the keyboard skips to the content; every link of the navigation shows its focus."""
    page = clinic.page
    clinic.go("/integrations/xero")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert outline == "solid"
    expect(page.get_by_role("link", name="Payments")).to_be_focused()


def test_who_cancels_at_xero_comes_back_to_the_button(clinic: Clinic) -> None:
    page = clinic.page
    clinic.go("/")
    clinic.press("Connect to Xero")
    email, password = page.locator(".note code").all_inner_texts()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    clinic.press("Log in")
    clinic.press("Cancel")

    expect(page.get_by_role("alert")).to_contain_text("You did not allow access in Xero")
    expect(page.get_by_role("button", name="Connect to Xero")).to_be_visible()
