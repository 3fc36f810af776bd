"""The mock on a real loopback socket, for clients that bring their own way to the network."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn

from mock_xero.app import MockXero
from mock_xero.listening import listen, url_of

SECONDS_MAX = 30


@contextmanager
def served(mock: MockXero) -> Iterator[str]:
    """Serve from another thread, because the client under test blocks this one; return the URL."""
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(mock.app, lifespan="off", log_level="error"))
        ended = Event()

        def serve() -> None:
            asyncio.run(server.serve(sockets=[listening]))
            ended.set()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield url_of(listening)
        finally:
            server.should_exit = True
            assert ended.wait(SECONDS_MAX), "the server does not end"
            thread.join()
