"""Builds the site as `make docs` does."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.docs.pages import ROOT


def build_site(folder: Path) -> None:
    """Build it into the folder. A broken link, or a page that the menu lacks, is an error."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
