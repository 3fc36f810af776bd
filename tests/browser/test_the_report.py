"""The report of a run in a real browser: found, read, moved through time, and usable by anybody.

Pictures of every state are kept. What the page shows of the past is compared with what was written down of
it while the run lived.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from harness.commands.reading import SHIPPED
from harness.engines import builtin
from harness.engines.broken import key_per_try
from harness.engines.protocol import EngineFactory
from harness.reporting.index import index_page
from harness.reporting.page import report_page
from harness.reporting.phrasing import counted
from harness.result import RunResult
from harness.runner import run_with
from harness.scenario.loader import load, loads
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from harness.simulation.tripwire import frozen_at_1999
from harness.standings import Side, standing_at
from tests.browser.looking import SCREENSHOTS, looked_at

pytestmark = pytest.mark.browser

DISCONNECTED: Final = "disconnected-for-eleven-days"
BROKEN_STORY: Final = """
scenario: An engine that pays twice
about: An engine with a mistake, run on purpose. What gets no answer it sends again under a new key.
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney, payment types: {EFTPOS: "611"}}
weather: {answers lost: 20%}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:10, do: invoice, number: 5001, patient: {id: P-A, name: Ada Lovelace}, amount: 120}
  - {at: day 1 09:30, do: trade, for: 1d, invoices per day: 60, partly paid: 90%, by account credit: 10%}
  - {at: day 1 15:00, do: xero voids invoice, invoice: 5001}
"""


@dataclass
class Reader:
    """Somebody with the page of a run before them; what the browser complains of and asks for is kept."""

    page: Page
    file: Path
    complaints: list[str] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)

    def open(self, place: str = "") -> Page:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.goto(f"{self.file.as_uri()}{place}")
        expect(self.page.locator("#found-events")).to_contain_text("entries")  # what is filled last
        return self.page

    def find(self, words: str) -> None:
        self.page.get_by_label("Find an invoice").fill(words)
        expect(self.page.locator("#found-invoices")).to_contain_text(" of 800 invoices")

    def ledgers(self) -> list[list[str]]:
        """The figures of both sides as the page shows them, row by row."""
        rows = self.page.locator("#ledgers tbody tr").all()
        return [row.locator("td").all_inner_texts()[:2] for row in rows]


def live(scenario: Scenario, engine: EngineFactory) -> RunResult:
    with frozen_at_1999():
        return run_with(scenario, SeededChoices(scenario.seed), engine, seed=scenario.seed)


@pytest.fixture(scope="module")
def result() -> RunResult:
    return live(load(SHIPPED / f"{DISCONNECTED}.yaml"), builtin.create)


@pytest.fixture(scope="module")
def broken() -> RunResult:
    return live(loads(BROKEN_STORY), key_per_try)


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory, result: RunResult, broken: RunResult) -> Path:
    """Both pages and the index, as `harness run --report` leaves them.

    Made before there is a browser, whose driver keeps the thread's event loop to itself.
    """
    written = tmp_path_factory.mktemp("report")
    pages = [(f"{DISCONNECTED}.html", result), ("broken.html", broken)]
    for name, each in pages:
        (written / name).write_text(report_page(each), "utf-8")
    (written / "index.html").write_text(index_page(pages), "utf-8")
    return written


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader who sits in New York, while the clinic is in Sydney."""
    with browser.new_context(
        viewport={"width": 1200, "height": 900}, timezone_id="America/New_York", reduced_motion="reduce"
    ) as context:
        yield context.new_page()


@pytest.fixture
def reader(page: Page, folder: Path) -> Reader:
    return Reader(page, folder / f"{DISCONNECTED}.html")


def instant_of(result: RunResult, operation: str) -> datetime:
    return next(each.instant for each in result.history.entries if each.operation == operation)


def held_at(result: RunResult, instant: datetime) -> list[list[str]]:
    """The same figures, added up from what was written down while the run lived."""
    clinic, xero = (standing_at(result.standings, instant, side) for side in Side)
    return [
        [f"{len(side):,}" for side in (clinic, xero)],
        [f"{sum(each.open for each in side):,}" for side in (clinic, xero)],
        [f"{sum(each.payments for each in side):,}" for side in (clinic, xero)],
        [f"{sum(each.total for each in side):,.2f}" for side in (clinic, xero)],
        [f"{sum(each.paid for each in side):,.2f}" for side in (clinic, xero)],
    ]


def test_an_invoice_is_found_its_life_read_and_both_ledgers_seen_on_the_day_of_the_disconnection(
    reader: Reader, result: RunResult
) -> None:
    lost = instant_of(result, "disconnect")
    missed = next(each for each in result.standings if each.side is Side.CLINIC and each.instant > lost)
    page = reader.open()
    life = page.get_by_role("dialog")

    reader.find(missed.number)
    page.keyboard.press("Enter")
    expect(life.get_by_role("heading", name=f"Invoice {missed.number}")).to_be_visible()
    told = " ".join(life.locator("#life-rows li").all_inner_texts())
    page.screenshot(path=SCREENSHOTS / "report-life-of-an-invoice.png")
    life.get_by_role("button", name="Close").click()
    page.get_by_role("button", name=re.compile("^disconnected")).click()
    page.locator("section.time").screenshot(path=SCREENSHOTS / "report-day-of-the-disconnection.png")

    assert re.search(r"6 Mar .*issued.* 17 Mar .*PUT /Invoices: .* 17 Mar .*arrived in Xero", told, re.DOTALL)
    expect(page.locator("#at-day")).to_have_text("Fri 6 Mar 2026, 14:12")
    expect(page.locator("#state-now")).to_have_text("disconnected from Xero")
    assert reader.ledgers() == held_at(result, lost)
    assert reader.complaints == []


def test_the_ledgers_end_as_the_books_of_both_sides_end(reader: Reader, result: RunResult) -> None:
    reader.open()
    clinic, xero = result.clinic_totals, result.xero_totals

    assert reader.ledgers() == [
        [f"{clinic.invoices:,}", f"{xero.invoices:,}"],
        [f"{clinic.open_invoices:,}", f"{xero.open_invoices:,}"],
        [f"{clinic.payments:,}", f"{xero.payments:,}"],
        [f"{clinic.total:,.2f}", f"{xero.total:,.2f}"],
        [f"{clinic.paid:,.2f}", f"{xero.paid:,.2f}"],
    ]


def test_the_scrubber_is_moved_with_the_keyboard_and_says_where_it_is(
    reader: Reader, result: RunResult
) -> None:
    page = reader.open()
    scrubber = page.get_by_role("slider", name="Instant")

    scrubber.focus()
    page.keyboard.press("Home")
    expect(scrubber).to_have_attribute("aria-valuetext", "Mon 2 Mar 2026, 08:00, day 1")
    expect(page.locator("#state-now")).to_have_text("not connected yet")
    for _ in range(5):
        page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")

    expect(scrubber).to_have_attribute("aria-valuetext", "Sat 7 Mar 2026, 08:00, day 6")
    expect(page.locator("#ledgers tbody td").first).not_to_have_text("0")
    expect(page).to_have_url(re.compile("#at=2026-03-07T08:00:00"))
    assert reader.ledgers() == held_at(result, datetime.fromisoformat("2026-03-07T08:00:00+11:00"))


def test_moments_are_stepped_through_and_the_view_follows_what_is_zoomed(reader: Reader) -> None:
    page = reader.open()
    view = page.locator("#in-view")
    expect(view).to_contain_text("the whole run")

    page.get_by_role("button", name="Earlier moment").click()
    page.get_by_role("button", name="Earlier moment").click()
    expect(page.locator("#at-day")).to_have_text("Tue 17 Mar 2026, 11:10")
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    expect(view).not_to_contain_text("the whole run")
    page.get_by_role("button", name=re.compile("^connected")).click()

    expect(view).to_contain_text("Mon 2 Mar 2026, 08:00")
    page.get_by_role("button", name="Whole run").click()
    expect(view).to_contain_text("the whole run")


def test_a_press_on_the_lanes_goes_there(reader: Reader) -> None:
    page = reader.open()
    lane = page.locator("canvas[data-lane=connection]")
    box = lane.bounding_box()
    assert box is not None

    lane.click(position={"x": box["width"] / 2, "y": box["height"] / 2})

    expect(page.locator("#state-now")).to_have_text("disconnected from Xero")
    expect(page.locator("#pointed")).to_contain_text("disconnected 6 Mar 14:12:00 to 17 Mar 09:30")


def test_an_invoice_is_found_by_its_amount_and_by_its_patient(reader: Reader, result: RunResult) -> None:
    page = reader.open()
    first = next(each for each in result.standings if each.side is Side.CLINIC)
    alike = {
        each.number
        for each in standing_at(result.standings, result.ended_at, Side.CLINIC)
        if each.patient == first.patient
    }

    reader.find(first.patient)
    expect(page.locator("#found-invoices")).to_have_text(f"{len(alike)} of 800 invoices")
    reader.find(f"{first.total}")
    expect(page.locator("#invoice-box tbody tr").first).to_contain_text(f"{first.total}")
    page.get_by_label("Find an invoice").fill("")
    page.get_by_label("Which").first.select_option("open for account credit")

    expect(page.locator("#found-invoices")).to_have_text("80 of 800 invoices")


def test_a_link_opens_the_page_where_it_points(reader: Reader, result: RunResult) -> None:
    page = reader.open("#at=2026-03-10T12:00&invoice=1601")

    expect(page.get_by_role("dialog").get_by_role("heading", name="Invoice 1601")).to_be_visible()
    expect(page.locator("#at-day")).to_have_text("Tue 10 Mar 2026, 12:00")
    page.get_by_role("dialog").get_by_role("link", name=re.compile("^call")).first.click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#call-box tr.shown")).to_contain_text("1601")
    assert reader.ledgers() == held_at(result, datetime.fromisoformat("2026-03-10T12:00:00+11:00"))


def test_a_link_that_points_nowhere_opens_the_page_all_the_same(reader: Reader) -> None:
    page = reader.open("#at=yesterday&invoice=none&call=0")

    expect(page.locator("#in-view")).to_contain_text("the whole run")
    assert reader.complaints == []


def test_engineers_find_the_exchanges_that_came_to_grief(reader: Reader, result: RunResult) -> None:
    page = reader.open()
    troubled = sum(1 for call in result.calls if call.trouble)
    unknown = sum(1 for each in result.history.entries if each.outcome.value == "unknown")

    page.locator("#call-state").select_option("lost or broken on the way")
    page.locator("#event-ending").select_option("unknown")

    expect(page.locator("#found-calls")).to_have_text(
        f"{troubled:,} of {counted(len(result.calls), 'exchange')}"
    )
    expect(page.locator("#found-events")).to_contain_text(f"{unknown:,} of ")
    expect(page.locator("#call-box tbody")).to_contain_text("answer lost")


def test_what_is_wrong_is_told_from_what_is_expected_by_word_and_shape(page: Page, folder: Path) -> None:
    reader = Reader(page, folder / "broken.html")
    reader.open()

    expect(page.locator(".findings .mark.wrong").first).to_have_text("✗ wrong")
    expect(page.locator(".findings .mark.expected").first).to_have_text("◆ expected")
    page.get_by_label("Which").first.select_option("wrong in the end")
    page.locator("#invoice-box tbody a").first.click()
    expect(page.locator("#life .note.wrong strong").first).to_contain_text("✗ Wrong:")
    page.screenshot(path=SCREENSHOTS / "report-life-gone-wrong.png")

    assert "Lovelace" not in page.content()


def test_the_pages_are_usable_by_anybody_at_any_width_in_light_and_dark(page: Page, folder: Path) -> None:
    faults: list[str] = []
    for name in ("broken", DISCONNECTED, "index"):
        page.goto((folder / f"{name}.html").as_uri())
        page.wait_for_load_state()
        faults += looked_at(page, f"report-{name}")
        faults += [f"{name}: {each['id']}" for each in Axe().run(page).response["violations"]]

    assert faults == []


def test_the_dialog_keeps_the_keyboard_and_gives_it_back(reader: Reader) -> None:
    page = reader.open("#invoice=1601")
    faults = Axe().run(page).response["violations"]

    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [each["id"] for each in faults] == []


def test_nothing_is_asked_of_any_server(reader: Reader) -> None:
    reader.open()

    assert reader.asked_for == [reader.file.as_uri()]


def test_without_a_script_the_words_the_verdicts_and_the_figures_are_there(
    browser: Browser, folder: Path
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((folder / "broken.html").as_uri())

        expect(page.get_by_role("heading", name="What happened")).to_be_visible()
        expect(page.get_by_text("Xero was connected on Mon 2 Mar 2026")).to_be_visible()
        expect(page.locator("#ledgers tbody td").first).not_to_be_empty()
        expect(page.get_by_role("heading", name="What is wrong")).to_be_visible()
        expect(page.locator("#lanes")).to_be_hidden()


def test_on_paper_the_words_the_lanes_and_the_ledgers_are_there_and_no_controls(reader: Reader) -> None:
    page = reader.open()

    page.emulate_media(media="print", color_scheme="dark")

    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    expect(page.locator("canvas[data-lane=connection]")).to_be_visible()
    expect(page.locator("#ledgers")).to_be_visible()
    expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(path=SCREENSHOTS / "report.pdf", print_background=True).startswith(b"%PDF")
