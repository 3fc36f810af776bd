"""What is written is read back as the same scenario, and looks as if a person had written it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.commands.reading import SHIPPED
from harness.exploration.drawing import draw_story
from harness.scenario.loader import find, load, loads
from harness.scenario.writing import write
from harness.simulation.choices import DrawnChoices

STORY = """\
scenario: "611"
about: >-
  A story that says what it says: nothing is written that would be the same without it.
seed: 7
starts: 2026-03-02T08:00:00+11:00
clinic:
  name: "yes: it is"
  payment types: {EFTPOS: "611", Cash: "612"}
  defaults: {sales account: "260"}
xero: {profile: article, ordering: newest first, behaviour: {rate window: rolling}}
weather: {answers lost: 2.5%, delay: 0s to 20s}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: trade, for: 1d, invoices per day: 2, paid: 50%}
  - {at: "2026-03-02T10:00:30+11:00", do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 100.00}
  - {at: day 1 11:00, do: pay, invoice: 1, amount: 60.00, by: {EFTPOS: 20.00, Cash: 40.00}, payment: part}
  - {at: day 1 11:00, do: mishap, what: crash after, to: PUT /Payments, after: 1}
  - {at: day 1 12:00, do: storm, for: 10m, weather: {requests lost: 50%}}
  - {at: day 2 12:00, do: synchronise, from: day 1}
expect:
  - nothing doubled
  - {breaks: {DUPLICATED: 0}}
  - {settled within: 3d}
"""


@pytest.mark.parametrize("path", find([SHIPPED]), ids=lambda path: path.stem)
def test_every_shipped_scenario_is_read_back_as_it_was(path: Path) -> None:
    scenario = load(path)

    assert loads(write(scenario)).model_dump() == scenario.model_dump()


def test_a_file_is_written_as_a_person_writes_it() -> None:
    assert write(loads(STORY)) == STORY.replace('"2026-03-02T10:00:30+11:00"', "2026-03-02T10:00:30+11:00")


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_every_story_that_can_be_drawn_is_read_back_as_it_was(data: st.DataObject) -> None:
    scenario = draw_story(DrawnChoices(data), name="A drawn story", seed=1)

    assert loads(write(scenario)).model_dump() == scenario.model_dump()


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_whatever_a_title_says_it_is_read_back_as_text(words: str) -> None:
    title = f"{words}.".strip()
    scenario = loads(STORY).model_copy(update={"name": title, "about": title})

    read = loads(write(scenario))

    assert (read.name, read.about) == (title, title)


@pytest.mark.parametrize("word", ["true", "No", "~", "1.50", "090", "12:30", "- a", "a: b", "#1", "{x}", '"'])
def test_text_that_looks_like_something_else_stays_text(word: str) -> None:
    assert loads(write(loads(STORY).model_copy(update={"name": word}))).name == word
