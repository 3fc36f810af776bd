"""Carries a body to an app and judges the answer: 2xx, no body, no cookies, within 5 seconds (facts §8).

It goes through the transport that whoever built the mock handed over; without one, over the network. httpx is
loaded with the first body: a mock without webhooks starts without it.
"""

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import httpx

ANSWER_WITHIN_SECONDS: Final = 5


class Post:
    def __init__(self, transport: "httpx.AsyncBaseTransport | None") -> None:
        self._transport = transport

    async def refused(
        self, url: str, body: bytes, signature: str, *, wanted: int | None = None
    ) -> str | None:
        """Hand over a body; return why the answer won't do, or None. `wanted` is a status instead of 2xx."""
        import httpx

        headers = {"content-type": "application/json; charset=utf-8", "x-xero-signature": signature}
        request = httpx.Request("POST", url, content=body, headers=headers)
        try:
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                answer = await self._answer(request)
        except (TimeoutError, httpx.TimeoutException):
            return f"no answer within {ANSWER_WITHIN_SECONDS} seconds"
        except (httpx.HTTPError, OSError, UnicodeError) as error:  # the last: a host that is no name
            return f"no answer: {type(error).__name__}"
        return _wrong_with(answer, wanted)

    async def _answer(self, request: "httpx.Request") -> "httpx.Response":
        if self._transport is not None:
            return await _read(self._transport, request)
        from httpx import AsyncHTTPTransport

        async with AsyncHTTPTransport() as network:
            return await _read(network, request)


async def _read(transport: "httpx.AsyncBaseTransport", request: "httpx.Request") -> "httpx.Response":
    answer = await transport.handle_async_request(request)
    await answer.aread()
    await answer.aclose()
    return answer


def _wrong_with(answer: "httpx.Response", wanted: int | None) -> str | None:
    if wanted is None and not answer.is_success:
        return f"status {answer.status_code} instead of 200"
    if wanted is not None and answer.status_code != wanted:
        return f"status {answer.status_code} instead of {wanted}"
    if answer.content and wanted is None:
        return "Response contains a body"  # Xero's own words
    if "set-cookie" in answer.headers:
        return "Response contains a cookie"
    return None
