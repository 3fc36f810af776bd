"""What a person looks for on a page: a picture at two widths, and whether anybody can use it.

Pictures are kept under build/screenshots, for CI to collect.
"""

from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Page, ViewportSize

SCREENSHOTS: Final = Path(__file__).parents[2] / "build" / "screenshots"
WIDE: Final = ViewportSize(width=1200, height=900)
SCHEMES: Final[tuple[Literal["dark", "light"], ...]] = ("dark", "light")
NARROW: Final = ViewportSize(width=360, height=780)

FAULTS: Final = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")


def looked_at(page: Page, name: str) -> list[str]:
    """Keep a picture at both widths; return what is wrong with the page, in the light and in the dark."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    for size, label in ((WIDE, "1200"), (NARROW, "360")):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} at {label}, {scheme}: {fault}" for fault in page.evaluate(FAULTS)]
            if scheme == "light" or label == "360":
                suffix = "" if scheme == "light" else "-dark"
                page.screenshot(path=SCREENSHOTS / f"{name}-{label}{suffix}.png", full_page=True)
    page.set_viewport_size(WIDE)
    return found
