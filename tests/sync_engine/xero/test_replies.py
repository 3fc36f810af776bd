"""What an answer means, as a table."""

import httpx
import pytest

from sync_engine.xero.line import Answer, Lost
from sync_engine.xero.replies import (
    Accepted,
    Disconnected,
    Disposition,
    Rejected,
    ScopeMissing,
    Throttled,
    TokenRefused,
    Unknown,
    disposition_of,
)

EXPIRED = (
    b'{"Type":null,"Title":"Unauthorized","Detail":"TokenExpired: token expired at 08/12/2022 07:00:40"}'
)
SCOPE = b'{"Type":null,"Title":"Unauthorized","Detail":"AuthorizationUnsuccessful"}'


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    return Answer(status, httpx.Headers({key.replace("_", "-"): each for key, each in headers.items()}), body)


@pytest.mark.parametrize(
    ("came_back", "meaning"),
    [
        (answer(200, b"{}"), Accepted),
        (answer(200, b"<html>"), Unknown),
        (answer(200), Unknown),
        (answer(400, b'{"Message":"A validation exception occurred"}'), Rejected),
        (answer(400, b"<h1>Bad Request</h1>"), Rejected),
        (answer(400, b"Idempotency Key: k is used with a different request."), Unknown),
        (answer(401, EXPIRED), TokenRefused),
        (answer(401, b"oauth_problem=consumer_key_unknown"), TokenRefused),
        (answer(401, SCOPE), ScopeMissing),
        (answer(401, www_authenticate='Bearer error="insufficent_scope"'), ScopeMissing),
        (answer(403), Disconnected),
        (answer(404, b"<h1>not found</h1>"), Rejected),
        (answer(408), Unknown),
        (answer(500, b"<html>Xero | Error 500</html>"), Unknown),
        (answer(502), Unknown),
        (answer(503, b"Service Unavailable - Zero size object"), Unknown),
        (answer(302), Unknown),
        (answer(304), Accepted),
        (Lost("ReadTimeout"), Unknown),
    ],
)
def test_what_an_answer_means(came_back: Answer | Lost, meaning: type[Disposition]) -> None:
    assert isinstance(disposition_of(came_back), meaning)


def test_a_limit_says_which_one_and_how_long() -> None:
    minute = disposition_of(answer(429, retry_after="26", x_rate_limit_problem="minute"))
    concurrent = disposition_of(answer(429, x_rate_limit_problem="concurrent"))

    assert minute == Throttled("minute", 26)
    assert concurrent == Throttled("concurrent", None)


def test_what_is_left_of_the_limits_is_read() -> None:
    said = disposition_of(answer(200, b"{}", x_minlimit_remaining="58", x_daylimit_remaining="4998"))

    assert isinstance(said, Accepted)
    assert (said.remaining.minute, said.remaining.day) == (58, 4998)
