"""The answers of a gate that does not let a request through, in Xero's words (facts §1.9, §2.3, §3, §4.6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from starlette.responses import HTMLResponse, PlainTextResponse, Response

_NEVER_CACHED: Final = {"cache-control": "max-age=0, no-cache, no-store"}
# Recorded 429s have no body; some stored fakes have one (facts §2.3).
LIMIT_PROBLEM: Final = b'{"Title":"Too Many Requests","Status":429,"Detail":"Rate limit exceeded"}'


def no_token() -> Response:
    """There is no `Authorization: Bearer` header (facts §1.9)."""
    words = "oauth_problem=consumer_key_unknown&oauth_problem_advice=Consumer%20key%20was%20not%20recognised"
    return HTMLResponse(words, 401, {"www-authenticate": 'OAuth Realm="api.xero.com"', **_NEVER_CACHED})


def token_malformed(instance: str) -> Response:
    """The token is not one of ours (facts §1.9: the only trace of this case has lower-case names)."""
    body = {
        "title": "Unauthorized",
        "status": 401,
        "detail": "AuthenticationUnsuccessful",
        "instance": instance,
    }
    return _json(401, body, {"www-authenticate": "Bearer error=invalid_token"})


def token_expired(instance: str, expired_at: datetime) -> Response:
    """The token's 30 minutes are over: refreshing helps (facts §1.9)."""
    detail = f"TokenExpired: token expired at {expired_at:%m/%d/%Y %H:%M:%S}"
    return _problem(401, "Unauthorized", detail, instance)


def scope_missing(instance: str) -> Response:
    """The token is good but does not reach this far: refreshing does not help (facts §1.6)."""
    headers = {"www-authenticate": "insufficient_scope"}
    return _problem(401, "Unauthorized", "AuthorizationUnsuccessful", instance, headers)


def tenant_closed(instance: str) -> Response:
    """The tenant is wrong, missing or disconnected (facts §1.9)."""
    return _problem(403, "Forbidden", "AuthenticationUnsuccessful", instance)


def role_lacks_permission(instance: str) -> Response:
    """The user's role does not reach this far; that it is a 403 is known, the detail is ours (facts §1.9)."""
    return _problem(403, "Forbidden", "AuthorizationUnsuccessful", instance)


def body_too_large() -> Response:
    """A request of more than 10 MB (facts §4.7; the words are ours)."""
    return PlainTextResponse("Request body is larger than 10 MB.", 413)


def key_too_long(key: str) -> Response:
    """An idempotency key of more than 128 characters; the exact words are not published (facts §3)."""
    words = f"Idempotency Key: {key} is {len(key)} characters long; the maximum is 128."
    return PlainTextResponse(words, 400)


def key_of_another_request(key: str, instance: str | None = None) -> Response:
    """The key belongs to a request that differed (facts §3, literal); with an instance, as a problem."""
    words = f"Idempotency Key: {key} is used with a different request."
    return (
        PlainTextResponse(words, 400) if instance is None else _problem(400, "Bad Request", words, instance)
    )


def key_in_flight(key: str) -> Response:
    """The first request of this key has not been answered yet; the words are ours (facts §11.7)."""
    return PlainTextResponse(f"Idempotency Key: {key} is used by a request in progress.", 400)


def server_error(instance: str) -> Response:
    """Xero failed inside (facts §4.6)."""
    detail = (
        "An error occurred in Xero. Check the API Status page http://status.developer.xero.com "
        "for current service status."
    )
    body = {"Title": "An error occurred", "Detail": detail, "Status": 500, "Instance": instance}
    return _json(500, body)


def unavailable() -> Response:
    """Xero's edge answers because Xero does not (facts §4.6): a page, not JSON."""
    return HTMLResponse(
        "<HTML><HEAD>\n<TITLE>Service Unavailable</TITLE>\n</HEAD><BODY>\n"
        "<H1>Service Unavailable - Zero size object</H1>\n"
        "The server is temporarily unable to service your request. Please try again later.\n"
        "</BODY></HTML>\n",
        503,
    )


def _problem(
    status: int, title: str, detail: str, instance: str, headers: Mapping[str, str] | None = None
) -> Response:
    body: dict[str, Any] = {
        "Type": None,
        "Title": title,
        "Status": status,
        "Detail": detail,
        "Instance": instance,
        "Extensions": {},
    }
    return _json(status, body, headers)


def _json(status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    content = msgspec.json.encode(body)
    return Response(content, status, {**_NEVER_CACHED, **(headers or {})}, "application/json")
