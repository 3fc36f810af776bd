"""The JSON Schema of the language: it takes what the loader takes, as far as a schema can know."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from harness.commands.reading import SHIPPED
from harness.scenario.document import read_document
from harness.scenario.editor_schema import editor_schema, plain
from harness.scenario.loader import find
from harness.scenario.schema import STEPS

FILES = find([SHIPPED])
SCHEMA = Draft202012Validator(editor_schema())


def smallest(**changes: Any) -> dict[str, Any]:
    return {
        "scenario": "X",
        "starts": "2026-03-02T08:00:00+11:00",
        "timeline": [{"at": "day 1 09:00", "do": "connect"}],
        **changes,
    }


def test_it_is_a_valid_json_schema() -> None:
    Draft202012Validator.check_schema(editor_schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_accepts_every_shipped_scenario(file: Path) -> None:
    data = plain(read_document(file.read_text("utf-8")).data)

    assert [error.message for error in SCHEMA.iter_errors(data)] == []


def test_its_own_examples_are_accepted() -> None:
    assert all(SCHEMA.is_valid(example) for example in editor_schema()["examples"])


@pytest.mark.parametrize(
    "wrong",
    [
        smallest(timeline=[]),
        smallest(clinik={}),
        smallest(timeline=[{"at": "day 1 09:00"}]),
        smallest(timeline=[{"at": "day 1 09:00", "do": "dance"}]),
        smallest(timeline=[{"at": "day 1 09:00", "do": "crash"}]),
        smallest(timeline=[{"at": "day 1 09:00", "do": "outage", "for": "20min"}]),
        smallest(expect=["nothing dobled"]),
        smallest(expect=[{"breaks": {"DUPLICATE": 0}}]),
        smallest(weather={"answers lots": "2%"}),
        smallest(xero={"ordering": "newest"}),
    ],
)
def test_it_refuses_what_an_editor_should_underline(wrong: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid(wrong)


def test_every_step_is_in_it_under_its_own_word_with_a_description() -> None:
    definitions = editor_schema()["$defs"].values()
    steps = {each["title"]: each for each in definitions if "do" in each.get("properties", {})}

    assert sorted(steps) == sorted(STEPS)
    assert all(step["description"] and "do" in step["required"] for step in steps.values())
