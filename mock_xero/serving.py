"""Serves the mock over a socket; what is no HTTP is answered as Xero's edge answers it (facts §4.6)."""

import asyncio
import gc
import socket
from collections.abc import Callable
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from mock_xero.app import MockXero
from mock_xero.webhooks.subscriptions import Subscription

GARBAGE_MAX: Final = 50_000  # objects, before Python looks at the youngest of them
_HEAD = b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/html\r\nconnection: close\r\n"
_PAGE = b"<HTML><HEAD>\n<TITLE>Bad Request</TITLE>\n</HEAD><BODY>\n<H1>Bad Request</H1>\n</BODY></HTML>\n"


class Edge(H11Protocol):
    """HTTP as it is, but for the page that meets a request that is none."""

    def send_400_response(self, msg: str) -> None:
        del msg
        self.transport.write(_HEAD + b"content-length: %d\r\n\r\n" % len(_PAGE) + _PAGE)
        self.transport.close()


def server(app: ASGIApp) -> uvicorn.Server:
    """Return a server that is quiet about what it serves."""
    return uvicorn.Server(
        uvicorn.Config(app, http=Edge, ws="none", lifespan="off", log_level="warning", access_log=False)
    )


def spare_the_books() -> None:
    """Look for garbage less often: the books stay, and to walk through them costs more than a call."""
    gc.set_threshold(GARBAGE_MAX, 20, 20)


async def serve(mock: MockXero, listening: socket.socket, tell: Callable[[Subscription], None]) -> None:
    """Serve until it is interrupted; webhooks known from the start are asked whether they listen."""
    spare_the_books()
    asking = asyncio.create_task(_validate_all(mock, tell))
    await server(mock.app).serve(sockets=[listening])
    asking.cancel()


async def _validate_all(mock: MockXero, tell: Callable[[Subscription], None]) -> None:
    for each in list(mock.webhooks.subscriptions.values()):
        await mock.webhooks.validate(each)
        tell(each)
