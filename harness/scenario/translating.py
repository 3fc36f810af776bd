"""Pydantic's errors in the words of the file: where it is wrong and what to write instead.

No value is ever quoted by this module itself, so that no patient's name gets into a message.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from harness.scenario.document import Document, Place
from harness.scenario.problems import Problem
from harness.scenario.schema import (
    STEPS,
    Clinic,
    Defaults,
    InvoiceItem,
    LimitWords,
    PatientRef,
    Scenario,
    Xero,
)
from harness.scenario.weather import WeatherWords
from harness.scenario.words import MisreadError, meant, nearest

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "clinic": Clinic,
    "defaults": Defaults,
    "items": InvoiceItem,
    "patient": PatientRef,
    "profile": LimitWords,
    "weather": WeatherWords,
    "xero": Xero,
}
EXAMPLES: Final = {
    "account": 'account: "611"',
    "amount": "amount: 120.00",
    "at": "at: day 1 09:00",
    "by": "by: EFTPOS",
    "clinic": "clinic: {name: Harbour Physio}",
    "dated": "dated: 2026-03-02",
    "description": "description: Follow-up",
    "do": "do: connect",
    "expect": "expect: [nothing doubled, nothing missing]",
    "for": "for: 20d",
    "from": "from: day 1",
    "id": "id: P-17",
    "invoice": "invoice: 1041",
    "invoices per day": "invoices per day: 40",
    "invoices": "invoices: {1041: 60.00, 1042: 40.00}",
    "items": "items: [{description: Follow-up, unit price: 85.00}]",
    "number": "number: 1041",
    "patient": "patient: {id: P-17, name: Ada Brown}",
    "payment": "payment: the deposit",
    "payment types": 'payment types: {EFTPOS: "611"}',
    "records": "records: case.records.jsonl",
    "restart after": "restart after: 10m",
    "saying": "saying: Organisation is not subscribed to currency EUR",
    "scenario": "scenario: Disconnected for eleven days",
    "starts": "starts: 2026-03-02T08:00:00+11:00",
    "timeline": "timeline: [{at: day 1 09:00, do: connect}]",
    "to": "to: X-801",
    "unit price": "unit price: 85.00",
    "until": "until: day 5",
    "what": "what: answer lost",
    "weather": "weather: {answers lost: 2%}",
    "xero": "xero: {profile: article}",
}
_SHAPES: Final = {
    "model_type": "a mapping (words and values)",
    "dict_type": "a mapping (words and values)",
    "tuple_type": "a list (lines that begin with -)",
    "list_type": "a list (lines that begin with -)",
    "string_type": "text",
}


def problems_in(wrong: ValidationError, document: Document, base: Place = ()) -> Iterator[Problem]:
    """Translate every error of one validation. `base` leads from the document to what was validated."""
    errors = wrong.errors(include_url=False, include_input=False)
    places = [base + _in_the_file(error["loc"], _descend(document.data, base)) for error in errors]
    misspelt = {
        (*place[:-1], intended)
        for error, place in zip(errors, places, strict=True)
        if error["type"] == "extra_forbidden"
        and (intended := nearest(str(place[-1]), _keys_at(place[:-1], document)))
    }
    for error, place in zip(errors, places, strict=True):
        if not _only_follows(error, place, misspelt, document):
            yield from _problems(error, place, document)


def _only_follows(error: Mapping[str, Any], place: Place, misspelt: set[Place], document: Document) -> bool:
    """Say whether this is told already: the word is there but misspelt, the elements are there but wrong."""
    if error["type"] == "missing":
        return place in misspelt
    return error["type"] == "too_short" and bool(_descend(document.data, place))


def _problems(error: Mapping[str, Any], place: Place, document: Document) -> Iterator[Problem]:
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, ValidationError):
        yield from problems_in(cause, document, place)
    elif isinstance(cause, MisreadError):
        wrong = (*place, *cause.path)
        spoken = wrong[:-1] if cause.at_key else wrong
        yield Problem(document.position(wrong, of_key=cause.at_key), said_of(spoken, str(cause)))
    elif error["type"] == "extra_forbidden":
        yield Problem(
            document.position(place, of_key=True),
            said_of(
                place[:-1],
                f'unknown key "{place[-1]}"; {meant(str(place[-1]), _keys_at(place[:-1], document))}',
            ),
        )
    elif error["type"] == "missing":
        yield missing(str(place[-1]), place[:-1], document)
    else:
        yield Problem(document.position(place), said_of(place, _shape(error, place)))


def missing(word: str, place: Place, document: Document) -> Problem:
    """Say that a mapping lacks a word, with an example of it."""
    example = f'; write for example "{EXAMPLES[word]}"' if word in EXAMPLES else ""
    return Problem(document.position(place), said_of(place, f'"{word}" is missing{example}'))


def said_of(place: Place, sentence: str) -> str:
    """Begin a sentence with what it is about: `timeline step 3, at: ...`."""
    spoken = ", ".join(_spoken(place))
    return f"{spoken}: {sentence}" if spoken else sentence


def _spoken(place: Place) -> Iterator[str]:
    words = list(place)
    while words:
        word = words.pop(0)
        if words and isinstance(words[0], int):
            yield _element(str(word), words.pop(0))
        else:
            yield str(word)


def _element(word: str, index: str | int) -> str:
    number = int(index) + 1
    return {"timeline": f"timeline step {number}", "expect": f"expectation {number}"}.get(
        word, f"{word.removesuffix('s')} {number}"
    )


def _shape(error: Mapping[str, Any], place: Place) -> str:
    example = next((EXAMPLES[word] for word in reversed(place) if word in EXAMPLES), None)
    hint = f'; write for example "{example}"' if example else ""
    if error["type"] == "too_short":
        return f"there has to be at least one{hint}"
    return f"this has to be {_SHAPES.get(error['type'], 'something else')}{hint}"


def _keys_at(place: Place, document: Document) -> list[str]:
    """The words that a mapping at this place takes."""
    words = [word for word in place if isinstance(word, str)]
    step = _descend(document.data, place)
    if place[:1] == ("timeline",) and len(place) == 2:
        model: type[BaseModel] = STEPS[step["do"]]
    else:
        model = MODELS[words[-1]] if words else Scenario
    return [field.alias or name for name, field in model.model_fields.items()]


def _in_the_file(location: Place, data: Any) -> Place:
    """Keep of pydantic's location what is in the file: the names of union members are not."""
    kept: list[str | int] = []
    for place, part in enumerate(location):
        within = part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int)
        if within:
            data = data[part]
        if within or place == len(location) - 1:
            kept.append(part)
    return tuple(kept)


def _descend(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data
