"""Judges requests and answers by Xero's OpenAPI file, stricter than the file itself: no key that it lacks.

What it forgives stands in `tolerance`.
"""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import httpx
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from tests.contract import tolerance
from tests.contract.published import Operation, Schema, called_by, document, operations

HOME: Final = "urn:xero"
MICROSOFT_DATE: Final = "x-msdate"
SOME_DATE: Final = "x-some-date"
ELSEWHERE: Final = frozenset({304, 401, 403, 413, 415, 429, 503})  # the gates' answers; the file is silent
OF_A_REFUSAL: Final = frozenset({"ValidationErrors", "Warnings", "HasErrors", "StatusAttributeString"})
PAGE: Final = "text/html"  # Xero answers 404 with a page (facts §4.6)
_FORMATS: Final = FormatChecker(())
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MONTHS_DAYS: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z?)?")
_MICROSOFT: Final = re.compile(r"/Date\(-?\d+([+-]\d{4})?\)/")


@_FORMATS.checks("uuid")
def _is_guid(value: object) -> bool:
    return not isinstance(value, str) or _GUID.fullmatch(value) is not None


@_FORMATS.checks(MICROSOFT_DATE)
def _is_microsoft_date(value: object) -> bool:
    return not isinstance(value, str) or _MICROSOFT.fullmatch(value) is not None


@_FORMATS.checks(SOME_DATE)
def _is_some_date(value: object) -> bool:
    """A request may spell a date either way (facts §4.2)."""
    spellings = (_MICROSOFT, _MONTHS_DAYS)
    return not isinstance(value, str) or any(each.fullmatch(value) is not None for each in spellings)


class Contract:
    """The published file, made strict once for requests and once for answers."""

    def __init__(self) -> None:
        self._answers = _registry(made_strict(dates=MICROSOFT_DATE))
        self._requests = _registry(made_strict(dates=SOME_DATE))

    def faults_of_request(self, request: httpx.Request) -> list[str]:
        """Return what is wrong with a JSON body that was sent, by the file."""
        operation = called_by(request.method, request.url.path)
        if operation is None or operation.body is None or not request.content:
            return []
        body = json.loads(request.content)
        schema = operation.body
        listed = _listed_in(schema)
        if listed is not None and isinstance(body, dict) and listed[0] not in body:
            schema = listed[1]  # one bare element instead of the envelope (facts §4.1)
        return list(_faults(self._requests, schema, body))

    def faults_of_answer(self, answer: httpx.Response) -> list[str]:
        """Return what is wrong with an answer of the accounting API, by the file."""
        operation = called_by(answer.request.method, answer.request.url.path)
        if operation is None or answer.status_code in ELSEWHERE:
            return []
        judge = {
            200: self._good,
            204: self._silent,
            400: self._refused,
            404: self._missing,
            501: self._lacking,
        }
        found = judge.get(answer.status_code, self._unexpected)(operation, answer)
        return list(found)

    def _good(self, operation: Operation, answer: httpx.Response) -> Iterator[str]:
        is_pdf = _type_of(answer) == "application/pdf" == answer.request.headers.get("accept")
        if (operation.binary or is_pdf) and answer.content:
            return
        if _is_json(answer) and 200 in operation.answers:
            echo = answer.request.method != "GET"
            schema = tolerance.INSTEAD.get(operation.operation_id, operation.answers[200])
            yield from _faults(self._answers, schema, answer.json(), echo=echo)
        elif "xml" not in _type_of(answer):
            yield f"neither JSON nor XML nor the file that it should be: {_type_of(answer)}"

    def _silent(self, operation: Operation, answer: httpx.Response) -> Iterator[str]:
        if not operation.silent or answer.content:
            yield f"{operation} says something"

    def _missing(self, operation: Operation, answer: httpx.Response) -> Iterator[str]:
        if PAGE not in _type_of(answer):
            yield f"{operation}: 404 is a page (facts §4.6)"

    def _lacking(self, operation: Operation, answer: httpx.Response) -> Iterator[str]:
        del operation
        if _is_json(answer):
            yield from _faults(self._answers, _named("Error"), answer.json())

    def _unexpected(self, operation: Operation, answer: httpx.Response) -> Iterator[str]:
        yield f"{operation}: unexpected status {answer.status_code}"

    def _refused(self, operation: Operation, answer: httpx.Response) -> Iterator[str]:
        """Judge a refusal: its elements are the good answer's, not the file's short ones (facts §4.5)."""
        if not _is_json(answer):
            return  # the idempotency gate's plain text (facts §3), or XML
        body = dict(answer.json())
        elements = body.pop("Elements", [])
        yield from _faults(self._answers, _named("Error"), body)
        schemas = [each for each in (_element_of(operation), _resource_of(operation)) if each is not None]
        for place, element in enumerate(elements):
            said = {key: each for key, each in element.items() if key not in OF_A_REFUSAL}
            judgement = {key: each for key, each in element.items() if key in OF_A_REFUSAL}
            echoes = [list(_faults(self._answers, each, said, echo=True)) for each in schemas]
            faults = [
                *min(echoes, key=len, default=[]),
                *_faults(self._answers, _named("Invoice"), judgement),  # it knows every word of a refusal
            ]
            for fault in faults:
                yield f"Elements/{place}/{fault}"


def _type_of(answer: httpx.Response) -> str:
    return str(answer.headers.get("content-type", ""))


def _is_json(answer: httpx.Response) -> bool:
    return _type_of(answer).startswith("application/json")


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _element_of(operation: Operation) -> Schema | None:
    """Return the schema of the elements of the good answer, or of the answer if it has no list."""
    good = operation.answers.get(200)
    listed = None if good is None else _listed_in(good)
    return good if listed is None else listed[1]


def _resource_of(operation: Operation) -> Schema | None:
    """Return the schema of the document in the path, which is echoed where it is itself the reason."""
    listed = _listed_in(_named(operation.path.split("/")[1]))
    return None if listed is None else listed[1]


def _listed_in(schema: Schema) -> tuple[str, Schema] | None:
    """Return the key of the list in an envelope and the schema of its elements."""
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    properties: Mapping[str, Schema] = document()["components"]["schemas"].get(name, {}).get("properties", {})
    lists = [(key, each["items"]) for key, each in properties.items() if each.get("type") == "array"]
    wanted = {"TrackingOptions": "Options"}.get(name, name)
    return next(((key, items) for key, items in lists if key == wanted), None)


def _registry(published: Schema) -> "Registry[Any]":
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource(HOME, DRAFT4.create_resource(published))
    return filled


def _faults(registry: "Registry[Any]", schema: Schema, value: Any, *, echo: bool = False) -> Iterator[str]:
    """Yield what is wrong with a value; an echo may be as long, or lack as much, as what was refused."""
    moved = json.loads(json.dumps(schema).replace('"#/', f'"{HOME}#/'))
    validator = Draft4Validator(moved, registry=registry, format_checker=_FORMATS)
    for error in validator.iter_errors(value):
        if echo and (error.validator in {"maxLength", "required"} or error.instance == ""):
            continue
        where = "/".join(map(str, error.absolute_path)) or "."
        yield f"{where}: {error.message[:300]}"


def made_strict(*, dates: str) -> Schema:
    """Return the file with closed objects, with dates in Xero's spelling, and with what is tolerated."""
    strict = copy.deepcopy(document())
    around = _envelopes()
    for name, schema in strict["components"]["schemas"].items():
        _close(schema, dates)
        if "properties" in schema:
            for key in (*(tolerance.BESIDE["*"] if name in around else ()), *tolerance.BESIDE.get(name, ())):
                schema["properties"].setdefault(key, {})
    return strict


def _envelopes() -> frozenset[str]:
    """Return the names of the schemas that are whole answers."""
    good = (each.answers.get(200, {}) for each in operations().values())
    return frozenset(each.get("$ref", "").rsplit("/", 1)[-1] for each in good)


def _close(schema: Any, dates: str) -> None:
    """Refuse unknown keys in a schema and in all that lies in it."""
    if isinstance(schema, list):
        for each in schema:
            _close(each, dates)
    if not isinstance(schema, dict):
        return
    if schema.get("x-is-msdate") is True or schema.get("x-is-msdate-time") is True:
        schema["format"] = dates
    if isinstance(schema.get("properties"), dict):
        schema.setdefault("additionalProperties", False)
        for each in schema["properties"].values():
            _close(each, dates)
    _close(schema.get("items"), dates)
