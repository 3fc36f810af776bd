"""What an answer, or none, means: one table. Bodies of 404, 429 and 5xx are not trusted (facts §4.6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from sync_engine.calls import Remaining
from sync_engine.xero.line import Answer, Lost


@dataclass(frozen=True, slots=True)
class Accepted:
    """Xero answered 200 with JSON; single elements of it may still be refused (facts §4.4)."""

    body: bytes
    remaining: Remaining


@dataclass(frozen=True, slots=True)
class Rejected:
    """Xero refused the request as it is; `body` may name the elements that were at fault."""

    body: bytes
    words: str
    remaining: Remaining


@dataclass(frozen=True, slots=True)
class Throttled:
    """A limit: not done, not now. `retry_after_seconds` is None where Xero does not say (facts §2.3)."""

    limit: str
    retry_after_seconds: int | None


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """The access token is not good; a refresh may help (facts §1.9)."""


@dataclass(frozen=True, slots=True)
class ScopeMissing:
    """The consent does not cover this; a refresh does not help (facts §1.6)."""


@dataclass(frozen=True, slots=True)
class Disconnected:
    """Xero says that the organisation is not connected: GET /connections decides (facts §1.8)."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it was done."""

    why: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """It never left: there was no token to send it with."""


Disposition = Accepted | Rejected | Throttled | TokenRefused | ScopeMissing | Disconnected | Unknown | Unsent


class _Problem(msgspec.Struct):
    """The few members of Xero's error bodies that are read, in either case (facts §1.9, §4.5)."""

    detail: str = msgspec.field(default="", name="Detail")
    detail_in_lower_case: str = msgspec.field(default="", name="detail")
    message: str = msgspec.field(default="", name="Message")


_PROBLEMS: Final = msgspec.json.Decoder(_Problem)
_KEY_TROUBLE: Final = "Idempotency Key"


def disposition_of(answer: Answer | Lost) -> Disposition:
    """Read the table; a status that is not in it says nothing about what was done."""
    if isinstance(answer, Lost):
        return Unknown(answer.why)
    return _MEANING.get(answer.status, _nobody_knows)(answer)


def remaining_of(answer: Answer) -> Remaining:
    """Return what the headers say is left (facts §2.2)."""
    return Remaining(
        minute=_number(answer.headers.get("x-minlimit-remaining")),
        day=_number(answer.headers.get("x-daylimit-remaining")),
        app_minute=_number(answer.headers.get("x-appminlimit-remaining")),
    )


def _nobody_knows(answer: Answer) -> Disposition:
    return Unknown(f"HTTP {answer.status}")


def _unauthorised(answer: Answer) -> Disposition:
    return ScopeMissing() if _says_scope_missing(answer) else TokenRefused()


def _forbidden(answer: Answer) -> Disposition:
    del answer
    return Disconnected()


def _good(answer: Answer) -> Disposition:
    looks_like_json = answer.body[:1] in {b"{", b"["}
    return (
        Accepted(answer.body, remaining_of(answer)) if looks_like_json else Unknown("a body that is not JSON")
    )


def _rejected(answer: Answer) -> Disposition:
    problem = _problem_in(answer.body)
    if _KEY_TROUBLE.encode() in answer.body:
        return Unknown("the idempotency key was not accepted")
    words = problem.message or problem.detail or f"HTTP {answer.status}"
    return Rejected(answer.body, words, remaining_of(answer))


def _throttled(answer: Answer) -> Disposition:
    limit = answer.headers.get("x-rate-limit-problem", "minute").lower()
    return Throttled(limit, _number(answer.headers.get("retry-after")))


def _says_scope_missing(answer: Answer) -> bool:
    challenge = answer.headers.get("www-authenticate", "")
    problem = _problem_in(answer.body)
    detail = problem.detail or problem.detail_in_lower_case
    return "insuffic" in challenge or detail.startswith("AuthorizationUnsuccessful")


def _problem_in(body: bytes) -> _Problem:
    try:
        return _PROBLEMS.decode(body)
    except msgspec.DecodeError:
        return _Problem()


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdigit() else None


def _unchanged(answer: Answer) -> Disposition:
    """Nothing is newer than the date of the question: an answer without elements."""
    return Accepted(b"{}", remaining_of(answer))


_MEANING: Final[Mapping[int, Callable[[Answer], Disposition]]] = {
    200: _good,
    201: _good,
    204: _good,
    304: _unchanged,
    400: _rejected,
    401: _unauthorised,
    403: _forbidden,
    404: _rejected,
    405: _rejected,
    412: _rejected,
    413: _rejected,
    415: _rejected,
    429: _throttled,
    501: _rejected,
}
