"""What the pages show is true: each command line is run, each file is read, each command exists."""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from harness.runner import run_scenario
from harness.scenario.loader import loads
from tests.docs.command_lines import every_command, faults
from tests.docs.pages import PAGES, SHELLS, Example, examples, name_of, named_commands
from tests.docs.playing import laid

EVERYTHING: Final = [example for page in PAGES for example in examples(page)]
PLAYED: Final = {*SHELLS, "python"}
MARKED: Final = {
    "README.md": 1,
    "docs/ci.md": 1,
    "docs/engine.md": 2,
    "docs/exploration.md": 3,
    "docs/exploring.md": 2,
    "docs/gallery.md": 2,
    "docs/index.md": 1,
    "docs/own-engine.md": 2,
    "docs/reconcile.md": 1,
    "docs/support.md": 1,
}  # examples that are not run as they stand; each says why, or what is run instead
A_STORY: Final = {
    "scenario": "Around an example",
    "starts": "2026-03-02T08:00:00+11:00",
    "timeline": [{"at": "day 1 09:00", "do": "connect"}],
}


def where(value: Path | Example) -> str:
    return value.where if isinstance(value, Example) else name_of(value)


def of(*languages: str) -> list[Example]:
    return [example for example in EVERYTHING if example.language in languages and not example.not_run]


def story_of(example: Example) -> dict[str, Any] | None:
    """The scenario that an example is, or is a part of; None if it is data of another kind."""
    shown = yaml.safe_load(example.text)
    if isinstance(shown, list) and all("do" in each for each in shown):
        return {**A_STORY, "timeline": [*A_STORY["timeline"], *shown]}
    if isinstance(shown, dict) and shown.keys() & {"scenario", "timeline", "expect", "weather"}:
        return {**A_STORY, **shown}
    return None


def as_text(story: dict[str, Any] | None) -> str:
    return yaml.safe_dump(story, sort_keys=False, allow_unicode=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(each.language in PLAYED for each in examples(page))], ids=where
)
def test_who_types_what_a_page_shows_gets_what_it_says(page: Path, tmp_path: Path) -> None:
    with laid(tmp_path) as table:
        for example in examples(page):
            table.play(example)


@pytest.mark.parametrize("page", PAGES, ids=where)
def test_every_command_and_option_that_a_page_names_exists(page: Path) -> None:
    assert [fault for command in named_commands(page) for fault in faults(command)] == []


@pytest.mark.parametrize("command", every_command())
def test_every_command_there_is_stands_on_a_page(command: str) -> None:
    assert [page for page in PAGES if any(command in named for named in named_commands(page))]


@pytest.mark.parametrize("example", of("yaml"), ids=where)
def test_a_story_or_a_part_of_one_is_read_without_a_complaint(example: Example) -> None:
    story = story_of(example)

    assert story or example.file, (
        f"{example.where}: neither a story, nor a file that the page's commands read"
    )
    if story:
        loads(as_text(story))


@pytest.mark.slow
@pytest.mark.parametrize("example", [each for each in of("yaml") if "timeline:" in each.text], ids=where)
def test_a_story_that_is_shown_is_one_whose_promises_the_engine_keeps(example: Example) -> None:
    result = run_scenario(loads(as_text(story_of(example))))

    assert result.held, [(each.expectation, each.evidence) for each in result.verdicts]


@pytest.mark.parametrize("example", of("json", "jsonl", "toml"), ids=where)
def test_data_that_is_shown_can_be_read(example: Example) -> None:
    if example.language == "toml":
        assert tomllib.loads(example.text)
    elif example.language == "jsonl":
        assert [json.loads(line) for line in example.text.splitlines()]
    else:
        assert json.loads(example.text)


def test_what_is_not_run_is_marked_on_its_page_and_counted_here() -> None:
    marked = Counter(
        example.where.partition(":")[0] for example in EVERYTHING if example.not_run or example.instead
    )

    assert marked == MARKED
