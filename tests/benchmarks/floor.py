"""The floor: as many calls through httpx, ASGITransport and a bare Starlette route that answers JSON."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from harness.simulation.tripwire import stopwatch


async def _answer(request: Request) -> JSONResponse:
    await request.body()
    return JSONResponse({"Id": "00000000-0000-0000-0000-000000000000", "Status": "OK"})


BARE = Starlette(routes=[Route("/api.xro/2.0/Payments", _answer, methods=["PUT"])])


def calls_a_second(calls: int) -> float:
    """Make that many calls, one after the other, and say how many were made a second."""

    async def make_them() -> float:
        transport = httpx.ASGITransport(BARE)
        async with httpx.AsyncClient(transport=transport, base_url="http://xero.test") as client:
            began = stopwatch()
            for _ in range(calls):
                await client.put("/api.xro/2.0/Payments", content=b'{"Payments":[{"Amount":120.00}]}')
            return calls / (stopwatch() - began)

    return asyncio.run(make_them())
