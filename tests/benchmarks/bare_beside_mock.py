"""Serves the mock and, beside it on the same server, a bare route that answers JSON: the floor.

Prints the port, the virtual stopwatch of its start and then, for each line that it reads, its peak memory.
"""

import sys
import threading
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mock_xero.app import MockXero
from mock_xero.gates.limits import PROFILES
from mock_xero.listening import listen
from mock_xero.serving import server, spare_the_books
from mock_xero.wall import RealClock, SeededChoices
from tests.benchmarks.floor import ANSWER


async def _answer(request: Request) -> JSONResponse:
    await request.body()
    return JSONResponse(ANSWER)


BARE: Final = Starlette(routes=[Route("/bare", _answer, methods=["GET", "PUT"])])


def main() -> None:
    """Serve until killed."""
    mock = MockXero(RealClock(), SeededChoices(7), limits=PROFILES["unlimited"])

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        app = BARE if scope["path"] == "/bare" else mock.app
        await app(scope, receive, send)

    listening = listen("127.0.0.1", 0)
    threading.Thread(target=_tell_memory, daemon=True).start()
    print(listening.getsockname()[1], flush=True)  # noqa: T201 - how the measuring process learns it
    spare_the_books()
    server(either).run(sockets=[listening])


def _tell_memory() -> None:
    """The peak since this program was started: what `getrusage` tells includes whoever started it."""
    for _ in sys.stdin:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kibibytes = int(status.partition("VmHWM:")[2].split()[0])
        print(f"{kibibytes / 1024:.0f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
