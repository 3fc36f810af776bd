"""Whatever a file holds, it is read or refused with messages; nothing else ever comes out of the loader."""

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.commands.reading import SHIPPED
from harness.scenario.loader import ScenarioError, find, loads
from harness.scenario.problems import Problem

TEXTS = [file.read_text("utf-8") for file in find([SHIPPED])]
SNIPPETS = [
    "",
    "{",
    "}",
    "[",
    "]",
    ":",
    "-",
    "0",
    "-1",
    "null",
    "~",
    "day 0",
    "99999999d",
    "\t",
    "'",
    "#",
    "&a",
    "\n",
]
WORDS = st.sampled_from(
    ["at", "do", "trade", "invoice", "pay", "by", "for", "from", "until", "x", "day 1 09:00"]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def read_or_refused(text: str) -> None:
    problems = problems_of(text)

    assert problems is None or problems
    assert all(problem.position.line >= 1 and problem.sentence for problem in problems or ())


def problems_of(text: str) -> tuple[Problem, ...] | None:
    """Return what was refused; None where the text was read."""
    try:
        loads(text)
    except ScenarioError as refused:
        return refused.problems
    return None


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text(text: str) -> None:
    read_or_refused(text)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_a_scenario_with_a_piece_torn_out_or_put_in(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = min(len(text), begin + data.draw(st.integers(0, 12)))

    read_or_refused(text[:begin] + data.draw(st.sampled_from(SNIPPETS)) + text[end:])


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_a_scenario_with_one_value_replaced_by_another_kind_of_value(text: str, data: st.DataObject) -> None:
    scenario = yaml.load(text, yaml.BaseLoader)  # noqa: S506  our own files, as text
    place: Any = scenario
    while True:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        if not place[key] or not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            place[key] = data.draw(VALUES)
            break
        place = place[key]

    read_or_refused(yaml.safe_dump(scenario, sort_keys=False))
