"""Xero's own OpenAPI file: where it lies, which operations it has, and which of them a request calls.

The file is not part of this repository; the tests that need it are skipped without it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

Schema = dict[str, Any]
ROOT: Final = Path(__file__).parents[2]
BASE: Final = "/api.xro/2.0"
NAME: Final = "xero_accounting.yaml"
HOW_TO_GET_IT: Final = (
    "Xero's OpenAPI files are not here. Clone https://github.com/XeroAPI/Xero-OpenAPI and say in XERO_OPENAPI"
    " in which folder xero_accounting.yaml lies (by default ../shared/xero/openapi beside the repository)."
)
METHODS: Final = ("get", "put", "post", "delete")
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class _Yaml12Loader(yaml.CSafeLoader):
    """As OpenAPI wants YAML: `NO` is a country and not a falsehood, a date is a text."""


_Yaml12Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml12Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Operation:
    """One operation of the file. `path` is a template below /api.xro/2.0."""

    operation_id: str
    method: str
    path: str
    body: Schema | None  # of JSON
    answers: Mapping[int, Schema]  # of JSON, by status
    binary: bool  # the good answer is a file
    silent: bool  # the good answer is 204

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.operation_id})"

    def filled(self, value: str) -> str:
        """Return a path of this template."""
        return _PARAMETER.sub(value, self.path)

    def names_in(self, path: str) -> dict[str, str]:
        """Return the values of the template's parameters in a path that fits."""
        found = re.fullmatch(_PARAMETER.sub(r"(?P<\1>[^/]+)", self.path), path, re.IGNORECASE)
        return {} if found is None else found.groupdict()

    def misfits(self, path: str) -> tuple[int, int] | None:
        """Return how badly a path fits, None if not at all: names for words, then ids that are none."""
        found = re.fullmatch(_PARAMETER.sub("([^/]+)", self.path), path, re.IGNORECASE)
        if found is None:
            return None
        names = _PARAMETER.findall(self.path)
        strange = [
            name
            for name, value in zip(names, found.groups(), strict=True)
            if name.endswith("ID") is not bool(_GUID.fullmatch(value))
        ]
        return len(names), len(strange)


def location() -> Path | None:
    """Return where the file lies, or None if it is not on this machine."""
    folder = os.environ.get("XERO_OPENAPI") or ROOT.parent / "shared" / "xero" / "openapi"
    path = Path(folder) / NAME
    return path if path.is_file() else None


@cache
def document() -> Schema:
    """Return the whole file as it is published.

    Raises:
        FileNotFoundError: it is not on this machine.

    """
    path = location()
    if path is None:
        raise FileNotFoundError(HOW_TO_GET_IT)
    with path.open(encoding="utf-8") as file:
        found: Schema = yaml.load(file, _Yaml12Loader)  # noqa: S506 - a SafeLoader with fewer resolvers
    return found


@cache
def operations() -> Mapping[str, Operation]:
    """Return every operation by its id."""
    return {each.operation_id: each for each in _operations(document())}


def called_by(method: str, path: str) -> Operation | None:
    """Return the operation that a request calls; `path` is the URL's."""
    if not path.lower().startswith(BASE):
        return None
    below = path[len(BASE) :]
    found = [
        (misfits, each.operation_id)
        for each in operations().values()
        if each.method == method and (misfits := each.misfits(below)) is not None
    ]
    return operations()[min(found)[1]] if found else None


def _operations(published: Schema) -> Iterator[Operation]:
    for path, methods in published["paths"].items():
        for method in METHODS:
            if (described := methods.get(method)) is not None:
                yield _operation(published, path, method, described)


def _operation(published: Schema, path: str, method: str, described: Schema) -> Operation:
    answers = {int(code): _resolved(published, each) for code, each in described["responses"].items()}
    good = answers.get(200, {}).get("content", {})
    schemas = {code: _json(each) for code, each in answers.items()}
    return Operation(
        operation_id=described["operationId"],
        method=method.upper(),
        path=path,
        body=_json(_resolved(published, described.get("requestBody", {}))),
        answers={code: schema for code, schema in schemas.items() if schema is not None},
        binary=bool(good) and "application/json" not in good,
        silent=204 in answers,
    )


def _json(part: Schema) -> Schema | None:
    schema: Schema | None = part.get("content", {}).get("application/json", {}).get("schema")
    return schema


def _resolved(published: Schema, part: Schema) -> Schema:
    reference = part.get("$ref")
    if reference is None:
        return part
    found = published
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found
