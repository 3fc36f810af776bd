"""Hands a request to an ASGI app in this very task and returns its answer: no socket, no buffering tricks.

What `httpx.ASGITransport` does, less its look for other event loop libraries at each call.
"""

import httpx
from starlette.types import ASGIApp, Message, Scope


class AppTransport(httpx.AsyncBaseTransport):
    """A transport whose far end is an app. What the app raises comes out here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        status = 500
        headers: list[tuple[bytes, bytes]] = []
        answer: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message["headers"])
            else:
                answer.append(message.get("body", b""))

        await self._app(_scope(request), receive, send)
        return httpx.Response(status, headers=headers, content=b"".join(answer), request=request)


def _scope(request: httpx.Request) -> Scope:
    url = request.url
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": url.raw_path.partition(b"?")[0],
        "query_string": url.query,
        "server": (url.host, url.port),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
