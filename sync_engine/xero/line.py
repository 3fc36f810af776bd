"""One request out, one answer or a loss back. Knows httpx and timeouts; nothing of OAuth or invoices.

The transport is called directly: redirects, cookies and proxies have no place between engine and Xero.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import httpx

USER_AGENT: Final = "clinic-sync"
GRACE_SECONDS: Final = 1.0  # the transport's own timeouts come first; this one bounds the whole exchange


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole. Header names are case-insensitive."""

    status: int
    headers: httpx.Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """No whole answer came back: the deed may be done or not."""

    why: str


class Line:
    """The way to Xero."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None, timeout_seconds: float) -> None:
        self._transport = transport or httpx.AsyncHTTPTransport(http2=False)
        self._seconds = timeout_seconds
        self._timeouts = httpx.Timeout(timeout_seconds).as_dict()

    async def exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer | Lost:
        """Send one request and read its answer whole; whatever breaks on the way is a loss."""
        request = httpx.Request(
            method,
            _parsed(url),
            headers={"user-agent": USER_AGENT, **headers},
            content=body,
            extensions={"timeout": self._timeouts},
        )
        try:
            async with asyncio.timeout(self._seconds + GRACE_SECONDS):
                response = await self._transport.handle_async_request(request)
                return Answer(response.status_code, response.headers, await response.aread())
        except (httpx.TransportError, httpx.DecodingError, TimeoutError) as broken:
            return Lost(type(broken).__name__)


@lru_cache(maxsize=256)
def _parsed(url: str) -> httpx.URL:
    return httpx.URL(url)
