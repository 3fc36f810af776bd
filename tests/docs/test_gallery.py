"""docs/gallery.md lists every broken engine as the code has it, and nothing else."""

import re
from pathlib import Path
from typing import Final

from harness.engines.broken import GALLERY, Broken

PAGE: Final = Path(__file__).parents[2] / "docs" / "gallery.md"
ROW: Final = re.compile(r"^\| `\w+` \|.*$", re.MULTILINE)


def row(member: Broken) -> str:
    breaks = ", ".join(promise.phrase for promise in member.breaks)
    return f"| `{member.name}` | {member.mistake} | {member.seen} | {breaks} |"


def test_the_page_lists_every_broken_engine_in_the_words_of_the_code() -> None:
    assert ROW.findall(PAGE.read_text(encoding="utf-8")) == [row(member) for member in GALLERY]
