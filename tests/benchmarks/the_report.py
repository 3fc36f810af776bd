"""`make bench`, fourth part: the report of the batch of 5,000, written and opened in a real browser.

The floor is the same page without its script: the same bytes, which the browser reads and lays out alone.
What is told is when the first view stands, with lanes, ledgers and invoices, by the browser's own clock.
"""

import re
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from harness.commands.reading import SHIPPED
from harness.reporting.page import report_page
from harness.runner import BUILT_IN, engine_named, run_scenario
from harness.scenario.loader import load
from harness.simulation.tripwire import frozen_at_1999, stopwatch

ROUNDS: Final = 5
SCRIPT: Final = re.compile(r"<script>.*?</script>", re.DOTALL)
PAINTED: Final = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FIRST_VIEW: Final = "performance.getEntriesByName('first view')[0]?.startTime"


def main() -> None:
    """Write the page, open it a few times, and print the table."""
    console = Console()
    chromium = shutil.which("chromium")
    if chromium is None:
        console.print("the report: no chromium found, nothing measured (apt-get install chromium)")
        return
    engine_named(BUILT_IN)
    with frozen_at_1999():
        result = run_scenario(load(SHIPPED / "the-batch-sync-of-5000.yaml"))
    began = stopwatch()
    page = report_page(result)
    written = stopwatch() - began
    without_script = SCRIPT.sub(lambda script: f"<!--{' ' * (len(script[0]) - 7)}-->", page)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        views = [opened(browser, Path(folder), page, FIRST_VIEW) for _ in range(ROUNDS)]
        floors = [opened(browser, Path(folder), without_script, PAINTED) for _ in range(ROUNDS)]
        browser.close()
    table = Table("what", "measured", title="The report of the batch of 5,000")
    table.add_row("size of the page", f"{len(page.encode()) / 2**20:.1f} MiB")
    table.add_row("written in, of the whole run", f"{written:.2f} s, {written / result.wall_seconds:.3f}")
    table.add_row("first view, median and worst", f"{median(views):.0f} ms, {max(views):.0f} ms")
    table.add_row("first paint of the same bytes without the script", f"{median(floors):.0f} ms")
    table.add_row("first view against that floor", f"{median(views) / median(floors):.1f}")
    console.print(table)


def opened(browser: Browser, folder: Path, content: str, milliseconds: str) -> float:
    """Open the page anew and return when it came as far as that, in milliseconds since it was asked for."""
    file = folder / "report.html"
    file.write_text(content, "utf-8")
    page = browser.new_page(
        viewport={"width": 1200, "height": 900}, bypass_csp=True
    )  # so that it can be asked
    page.goto(file.as_uri())
    page.wait_for_function(milliseconds)
    taken: float = page.evaluate(milliseconds)
    page.close()
    return taken


if __name__ == "__main__":
    main()
