"""The shipped stories: each is readable, tells what it is about, and lies under its own name."""

from pathlib import Path

import pytest

from harness.commands.reading import SHIPPED
from harness.reporting.phrasing import slug
from harness.scenario.loader import find, load
from harness.scenario.schema import STEPS

FILES = find([SHIPPED])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_scenario_is_read_without_a_problem_and_named_after_its_title(file: Path) -> None:
    scenario = load(file)

    assert file.stem == slug(scenario.name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_scenario_tells_its_story_in_a_few_sentences(file: Path) -> None:
    about = load(file).about

    assert 2 <= about.count(". ") + 1 <= 6
    assert about.endswith(".")


def test_there_are_at_least_twelve_and_nearly_every_step_is_in_one_of_them() -> None:
    used = {step.do for file in FILES for step in load(file).timeline}

    assert len(FILES) >= 12
    assert set(STEPS) - used <= {"xero deletes payment", "xero archives contact", "replay"}
    assert any("do: replay" in file.read_text(encoding="utf-8") for file in FILES)  # read as what it replays
