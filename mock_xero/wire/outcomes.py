"""How an element of a batch says whether it was accepted (facts §4.4)."""

from collections.abc import Sequence

from mock_xero.books.problems import Problem
from mock_xero.wire.encoding import Json


def messages(problems: Sequence[Problem]) -> list[Json]:
    return [{"Message": problem.message} for problem in problems]


def with_warnings(body: Json, warnings: Sequence[Problem]) -> Json:
    return body | {"Warnings": messages(warnings)} if warnings else body


def with_status(body: Json) -> Json:
    """With `summarizeErrors=false` every element says OK, WARNING or ERROR."""
    failed = body.get("HasErrors") or body.get("HasValidationErrors") or body.get("ValidationErrors")
    good = "WARNING" if "Warnings" in body else "OK"
    return body | {"StatusAttributeString": "ERROR" if failed else good}
