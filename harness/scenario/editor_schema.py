"""The scenario language as JSON Schema: editors complete and check scenario files while they are written."""

from decimal import Decimal
from typing import Any, Final

from harness.scenario.document import read_document
from harness.scenario.schema import Scenario
from harness.scenario.translating import EXAMPLES

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def editor_schema() -> dict[str, Any]:
    """Return the language as one JSON Schema document (2020-12)."""
    schema = Scenario.model_json_schema(by_alias=True, mode="validation")
    for definition in (schema, *schema["$defs"].values()):
        _name_the_step(definition)
        _show_examples(definition)
    return {
        "$schema": DIALECT,
        **schema,
        "title": "Scenario of the Xero sync harness",
        "examples": [{**_example("scenario"), **_example("starts"), **_example("timeline")}],
    }


def plain(value: Any) -> Any:
    """Return what JSON would hold: numbers for the decimals of a document."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def _name_the_step(definition: dict[str, Any]) -> None:
    """A step is known by its `do`: in Python it has a default, in a file it has to be written."""
    word = definition.get("properties", {}).get("do")
    if word is not None:
        word.pop("default", None)
        definition["title"] = word["const"]
        definition["required"] = ["do", *definition.get("required", [])]


def _show_examples(definition: dict[str, Any]) -> None:
    for word, content in definition.get("properties", {}).items():
        content.pop("title", None)
        if word in EXAMPLES and "const" not in content:
            content["examples"] = [_example(word)[word]]


def _example(word: str) -> dict[str, Any]:
    read: dict[str, Any] = plain(read_document(EXAMPLES[word]).data)
    return read
