"""Bodies of the answers that are not 200, as the accounting API writes them (facts §4.5, §4.6).

What the gates refuse (401, 403, 429, 5xx) they spell themselves.
"""

from collections.abc import Sequence
from typing import Any, Final

from starlette.responses import HTMLResponse, Response

from mock_xero.wire.encoding import Json, encoded

JSON_TYPE: Final = "application/json; charset=utf-8"


class UnreadableRequest(Exception):  # noqa: N818
    """The request can't be understood, so that no rule was asked: Xero answers 400."""

    number: int
    type: str


class PostDataInvalid(UnreadableRequest):
    """The body is no JSON, or a member has a value that can't be converted (facts §4.6)."""

    number = 14
    type = "PostDataInvalidException"


class QueryUnparsable(UnreadableRequest):
    """`where` or `order` can't be parsed, or names what does not exist (facts §4.6)."""

    number = 16
    type = "QueryParseException"


class ParameterInvalid(UnreadableRequest):
    """A parameter that a report can't do without is missing or means nothing (our words)."""

    number = 10
    type = "ValidationException"


def unreadable(problem: UnreadableRequest) -> Response:
    return _api_exception(400, problem.number, problem.type, str(problem))


def validation_failed(elements: Sequence[Json]) -> Response:
    """400 with the elements that failed; the others of the batch were saved all the same (facts §4.4)."""
    body = {"ErrorNumber": 10, "Type": "ValidationException", "Message": "A validation exception occurred"}
    return Response(encoded({**body, "Elements": elements}), 400, media_type=JSON_TYPE)


def not_found() -> Response:
    """404 is a page, not JSON (facts §4.6)."""
    return HTMLResponse("The resource you're looking for cannot be found", 404)


def method_not_allowed(method: str, methods: Sequence[str]) -> Response:
    """The path is Xero's, the method is not: 405 is documented, its words are ours (facts §4.6)."""
    words = f"The requested resource does not support http method '{method}'."
    response = Response(encoded({"Message": words}), 405, media_type=JSON_TYPE)
    response.headers["allow"] = ", ".join(methods)
    return response


def not_implemented() -> Response:
    """Xero's answer to a method that it lacks; here also to a resource that is not modelled (facts §4.6)."""
    words = "The Api Method called is not implemented"
    return _api_exception(501, 20, "ApiMethodNotImplementedException", words)


def _api_exception(status: int, number: int, type_: str, message: str) -> Response:
    body: dict[str, Any] = {"ErrorNumber": number, "Type": type_, "Message": message}
    return Response(encoded(body), status, media_type=JSON_TYPE)
