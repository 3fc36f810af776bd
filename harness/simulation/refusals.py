"""Which of Xero's gates refused a call, read from the answer as any client could (facts §1.9, §2, §3)."""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Gate(Enum):
    """Whoever can say no, in the order in which Xero asks them."""

    TOKENS = "token endpoint"
    BEARER = "bearer"
    SCOPE = "scope"
    TENANCY = "tenancy"
    MINUTE = "minute limit"
    DAY = "day limit"
    CONCURRENT = "concurrent limit"
    APP_MINUTE = "app minute limit"
    PAYMENTS = "payment limit"
    IDEMPOTENCY = "idempotency"
    BOOKS = "books"


_LIMITS: Final = {
    "minute": Gate.MINUTE,
    "day": Gate.DAY,
    "concurrent": Gate.CONCURRENT,
    "appminute": Gate.APP_MINUTE,
    "app-minute": Gate.APP_MINUTE,
    "paymentminute": Gate.PAYMENTS,
}
_KEY_TROUBLE: Final = b"Idempotency Key"


def gate_of(path: str, status: int, headers: Mapping[str, str], body: bytes) -> Gate | None:
    """Return who refused; None where nobody did, or where Xero itself was not well."""
    if status < 400 or status >= 500:
        return None
    if path.startswith("/connect/"):
        return Gate.TOKENS
    if status == 401:
        return Gate.SCOPE if "insufficient_scope" in headers.get("www-authenticate", "") else Gate.BEARER
    if status == 403:
        return Gate.TENANCY
    if status == 429:
        return _LIMITS.get(headers.get("x-rate-limit-problem", "").lower(), Gate.MINUTE)
    return Gate.IDEMPOTENCY if _KEY_TROUBLE in body else Gate.BOOKS
