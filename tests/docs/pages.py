"""The pages that people read, taken apart: the examples in them, and the commands that they name.

- A paragraph that ends in a file's name and a colon gives the example below it that name.
- `<!-- not run: REASON -->` above an example: it is not run, and the page says why.
- `<!-- run instead: COMMAND -->` above an example: this smaller one is run in its place.
- `# exits with 1` behind a command: that is how it has to end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
SHELLS: Final = {"sh", "console"}
PROMPT: Final = "$ "
_NAMED = re.compile(r"`([\w./-]+\.\w+)`:$")
_MARKER = re.compile(r"<!-- (not run|run instead): (.+?) -->", re.DOTALL)
_ENDING = re.compile(r"# exits with (\d)\b")
_OPEN_LINE = re.compile(r"(?:\\|\|)\s*$")


@dataclass(frozen=True, slots=True)
class Command:
    """One command line, how it has to end, and what the page shows of its output."""

    text: str
    exit_code: int = 0
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One fenced block of a page."""

    where: str
    language: str
    text: str
    file: str | None
    not_run: str | None
    instead: str | None

    @property
    def shown(self) -> list[Command]:
        """The command lines as the page shows them."""
        if self.language not in SHELLS:
            return []
        return list(_with_output(self.text) if self.language == "console" else _lines(self.text))

    @property
    def played(self) -> list[Command]:
        """The command lines that are run."""
        if self.not_run:
            return []
        return [_command(self.instead)] if self.instead else self.shown


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def examples(page: Path) -> list[Example]:
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    return [
        _example(page, token, tokens[:place]) for place, token in enumerate(tokens) if token.type == "fence"
    ]


def named_commands(page: Path) -> list[str]:
    """Every command that a page names: in its examples, its sentences, its tables, its CI jobs."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    inline = [
        child.content for token in tokens for child in token.children or [] if child.type == "code_inline"
    ]
    typed = [each.text for example in examples(page) for each in (*example.shown, *example.played)]
    jobs = [step for example in examples(page) if example.language == "yaml" for step in _steps(example)]
    return inline + typed + jobs


def _example(page: Path, fence: Token, before: list[Token]) -> Example:
    marker = before[-1].content if before and before[-1].type == "html_block" else ""
    spoken = [token.content for token in (before[:-1] if marker else before)[-2:] if token.type == "inline"]
    name = _NAMED.search(spoken[0]) if spoken else None
    said = dict(_MARKER.findall(marker))
    return Example(
        where=f"{name_of(page)}:{(fence.map or [0])[0] + 1}",
        language=fence.info.strip(),
        text=fence.content,
        file=name[1] if name else None,
        not_run=said.get("not run"),
        instead=said.get("run instead"),
    )


def _lines(text: str) -> Iterator[Command]:
    """A line that ends in a backslash or a pipe goes on in the next one."""
    begun = ""
    for line in text.splitlines():
        begun += line
        if _OPEN_LINE.search(line):
            begun += "\n"
            continue
        if begun.strip() and not begun.lstrip().startswith("#"):
            yield _command(begun)
        begun = ""


def _with_output(text: str) -> Iterator[Command]:
    """In a console each command stands behind a prompt, and its output below it."""
    for part in re.split(rf"^{re.escape(PROMPT)}", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield _command(command, tuple(line.strip() for line in output.splitlines() if line.strip()))


def _command(text: str, shown: tuple[str, ...] = ()) -> Command:
    ending = _ENDING.search(text)
    return Command(text, int(ending[1]) if ending else 0, shown)


def _steps(example: Example) -> list[str]:
    """The commands of a CI job."""
    document: Any = yaml.safe_load(example.text)
    jobs = document.get("jobs", {}) if isinstance(document, dict) else {}
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
