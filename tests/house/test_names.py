"""Every room says what it is for, and no room is a drawer for what has no name."""

import ast
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("mock_xero", "sync_engine", "harness", "scenarios")
DRAWERS: Final = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "stuff"}


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not silent, silent


def test_no_module_is_a_drawer() -> None:
    drawers = [
        str(path.relative_to(ROOT))
        for path in modules()
        if DRAWERS & {*path.stem.split("_"), path.parent.name}
    ]

    assert not drawers, drawers
