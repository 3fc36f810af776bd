"""Takes a write's body in whole, once, before a gate needs it: a slow sender keeps nobody else waiting."""

from typing import Final, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_xero.gates import refusals

BODY_MAX_BYTES: Final = 10_000_000  # facts §4.7
WRITES: Final = frozenset({"POST", "PUT", "PATCH"})
_KEY: Final = "mock_xero.body"


class SenderGoneError(Exception):
    """The sender hung up before the body was complete: there is nobody to answer."""


class BodyTooLargeError(Exception):
    """The body is larger than Xero accepts."""


def body_in(scope: Scope) -> bytes:
    """Return the body of a write that has passed this gate."""
    return cast("bytes", scope.get(_KEY, b""))


class BodyGate:
    """Reads the bodies of writes; reads pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in WRITES:
            await self._app(scope, receive, send)
            return
        try:
            body = scope[_KEY] = await _whole_body(receive)
        except SenderGoneError:
            return
        except BodyTooLargeError:
            await refusals.body_too_large()(scope, receive, send)
            return
        await self._app(scope, _handing_out(body, receive), send)


async def _whole_body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise SenderGoneError
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > BODY_MAX_BYTES:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return b"".join(chunks)


def _handing_out(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
