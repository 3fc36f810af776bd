"""Scenario texts made of a head that is fine and a timeline that the test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.scenario.loader import ScenarioError, loads
from harness.scenario.schema import Scenario

HEAD = """\
scenario: A story
starts: 2026-03-02T08:00:00+11:00
clinic: {name: Harbour Physio, time zone: Australia/Sydney}
timeline:
  - {at: day 1 09:00, do: connect}
"""


@pytest.fixture
def read() -> Callable[[str], Scenario]:
    """Read a scenario whose further steps (and anything after them) are given; line 6 is the first."""
    return lambda steps: loads(HEAD + steps, Path("story.yaml"))


@pytest.fixture
def problems() -> Callable[[str], list[str]]:
    """Return what is wrong with a whole text, without the file's name."""

    def complain(text: str) -> list[str]:
        try:
            loads(text, Path("story.yaml"))
        except ScenarioError as wrong:
            return [message.removeprefix("story.yaml:") for message in wrong.messages]
        return []

    return complain


@pytest.fixture
def objections(problems: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """Return what is wrong with further steps after the head; line 6 is the first."""
    return lambda steps: problems(HEAD + steps)
