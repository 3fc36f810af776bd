"""Reads what callers of the control API send, and says in a sentence what is wrong with it. Pure."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from starlette.requests import Request

from mock_xero.gates.faults import Fault, FaultKind


class BadAskError(Exception):
    """The request can't be understood: 400, and the sentence."""


class NotThereError(Exception):
    """What the request names does not exist: 404, and the sentence."""


class NotNowError(Exception):
    """The mock as it is served can't do this: 409, and the sentence."""


DIGITS_MAX = 18  # no count of anything here has more
_FAULT_MEMBERS = ("kind", "method", "path", "count", "seconds", "after_the_deed", "containing")


async def json_object(request: Request) -> dict[str, Any]:
    """Return the JSON object in the body. Raises BadAskError."""
    try:
        body = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadAskError(f"the body is not JSON: {error}") from error
    if not isinstance(body, dict):
        raise BadAskError("the body must be a JSON object")
    return body


def counted(text: str) -> int | None:
    """Return a whole number, 0 or more, as it may stand in a URL; None if it is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= DIGITS_MAX else None


def number(body: Mapping[str, Any], name: str, default: float | None = None) -> float:
    """Return a number that is finite and not negative. Raises BadAskError."""
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise BadAskError(f"{name} must be a number, 0 or more")
    return value


def instant(body: Mapping[str, Any], name: str) -> datetime:
    """Return an ISO instant with its offset. Raises BadAskError."""
    try:
        value = datetime.fromisoformat(body[name])
    except (TypeError, ValueError) as error:
        raise BadAskError(f"{name} must be an ISO instant like 2026-03-02T08:00:00+11:00") from error
    if value.tzinfo is None:
        raise BadAskError(f"{name} must say its offset, like 2026-03-02T08:00:00+11:00")
    return value


def fault(body: Mapping[str, Any]) -> Fault:
    """Return the fault that a body describes. Raises BadAskError."""
    unknown = [name for name in body if name not in _FAULT_MEMBERS]
    if unknown:
        raise BadAskError(f"unknown member {unknown[0]!r}; a fault has {', '.join(_FAULT_MEMBERS)}")
    return Fault(
        kind=_kind(body),
        method=_text(body, "method"),
        path=_text(body, "path"),
        count=_count(body),
        seconds=number(body, "seconds", 0),
        after_the_deed=_flag(body, "after_the_deed"),
        containing=_text(body, "containing"),
    )


def _kind(body: Mapping[str, Any]) -> FaultKind:
    kinds = {kind.value: kind for kind in FaultKind}
    kind = kinds.get(str(body.get("kind")))
    if kind is None:
        raise BadAskError(f"kind must be one of {', '.join(kinds)}")
    return kind


def _text(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise BadAskError(f"{name} must be text")
    return value


def _count(body: Mapping[str, Any]) -> int | None:
    value = body.get("count")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise BadAskError("count must be a whole number, 1 or more")
    return value


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise BadAskError(f"{name} must be true or false")
    return value
