"""What is published names no machine, no registry and no person's folder."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
NOT_PUBLISHED: Final = {"build", "dist", "node_modules", "report", "__pycache__"}
HIDDEN_BUT_PUBLISHED: Final = {".github"}
TEXT: Final = {
    "",
    ".cfg",
    ".css",
    ".html",
    ".ini",
    ".js",
    ".json",
    ".md",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}
MACHINE_PATH: Final = re.compile(
    r"(?<![\w.:/-])/(?:home|Users|root|work|workspace|mnt|opt|srv)/[A-Za-z0-9_.-]+"
)
WINDOWS_PATH: Final = re.compile(r"\b[A-Z]:\\{1,2}Users\\{1,2}\w")
REGISTRY: Final = re.compile(
    r"https?://(?:registry|mirrors?|proxy|packages|files|artifact\w*|nexus)\.[\w.-]+"
    r"|https?://\S+/simple\b"
    r"|--(?:extra-)?index-url|--trusted-host",
    re.IGNORECASE,
)


def faults(text: str) -> list[str]:
    return [
        f"{number}: {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for pattern in (MACHINE_PATH, WINDOWS_PATH, REGISTRY)
        for found in pattern.finditer(line)
    ]


def published(folder: Path = ROOT) -> Iterator[Path]:
    """Everything that the repository holds as text, but for this file, which has to name what it forbids."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in HIDDEN_BUT_PUBLISHED
        if path.is_dir() and not hidden and path.name not in NOT_PUBLISHED and path.suffix != ".egg-info":
            yield from published(path)
        elif path.name == ".git":  # in a worktree a file, and none of the repository's
            continue
        elif path.is_file() and path.suffix in TEXT and path != Path(__file__):
            yield path


def test_no_published_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{fault}"
        for path in published()
        for fault in faults(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "see /home/ada/project/run.sh",
        "cd /Users/ada",
        r"C:\Users\ada",
        "pip install --index-url somewhere",
        "https://example.org/python/simple/",
        "https://files.example.org/packages/x",
        "https://registry.example.com/api",
    ],
)
def test_a_machine_or_a_registry_is_recognised(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "GET /api.xro/2.0/Invoices",
        "https://example.org/home/page",
        "/connections and /connect/token",
        "pip install .",
        "http://localhost:5160/home",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert not faults(text)
