"""Who refused a call can be told from the answer, as Xero documents it."""

import pytest

from harness.simulation.refusals import Gate, gate_of

API = "/Invoices"


@pytest.mark.parametrize(
    ("path", "status", "headers", "body", "gate"),
    [
        ("/connect/token", 400, {}, b'{"error":"invalid_grant"}', Gate.TOKENS),
        (API, 401, {}, b"", Gate.BEARER),
        (API, 401, {"www-authenticate": "insufficient_scope"}, b"", Gate.SCOPE),
        (API, 403, {}, b"", Gate.TENANCY),
        (API, 429, {"x-rate-limit-problem": "minute"}, b"", Gate.MINUTE),
        (API, 429, {"x-rate-limit-problem": "day"}, b"", Gate.DAY),
        (API, 429, {"x-rate-limit-problem": "concurrent"}, b"", Gate.CONCURRENT),
        (API, 429, {"x-rate-limit-problem": "appminute"}, b"", Gate.APP_MINUTE),
        (API, 429, {"x-rate-limit-problem": "paymentminute"}, b"", Gate.PAYMENTS),
        (API, 400, {}, b"Idempotency Key: k is used with a different request.", Gate.IDEMPOTENCY),
        (API, 400, {}, b'{"Message":"A validation exception occurred"}', Gate.BOOKS),
        (API, 200, {}, b"", None),
        (API, 503, {}, b"", None),
    ],
)
def test_the_gate_is_told_by_status_headers_and_words(
    path: str, status: int, headers: dict[str, str], body: bytes, gate: Gate | None
) -> None:
    assert gate_of(path, status, headers, body) is gate
