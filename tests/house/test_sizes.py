"""The walls of the house: no file and no function grows beyond what one reads at a glance."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("mock_xero", "sync_engine", "harness")
FILE_LINES_AT_MOST: Final = 300
FUNCTION_LINES_AT_MOST: Final = 40


def modules() -> Iterator[tuple[str, str]]:
    """Each module's path from the root, and its text."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def functions(source: str) -> Iterator[tuple[str, int, int]]:
    """Each function's name, first line and length."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def longest_first(found: list[tuple[int, str]]) -> str:
    return "\n".join(f"{lines:4d} lines: {where}" for lines, where in sorted(found, reverse=True))


def test_no_file_is_longer_than_its_wall() -> None:
    lengths = [(len(source.splitlines()), where) for where, source in modules()]

    too_long = [(lines, where) for lines, where in lengths if lines > FILE_LINES_AT_MOST]

    assert not too_long, longest_first(too_long)


def test_no_function_is_longer_than_its_wall() -> None:
    lengths = [
        (lines, f"{where}:{line} {name}")
        for where, source in modules()
        for name, line, lines in functions(source)
    ]

    too_long = [(lines, where) for lines, where in lengths if lines > FUNCTION_LINES_AT_MOST]

    assert not too_long, longest_first(too_long)
