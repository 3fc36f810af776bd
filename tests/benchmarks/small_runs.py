"""`make bench`, fourth part: what a small run costs, of which a search by chance makes thousands.

About ten documents, a crash, a disconnection, a storm, every promise judged. The floor is what the engine
sent in those runs, sent once more through httpx to a bare Starlette route that answers as long as Xero did.
Seconds are the processor's, so that a busy machine changes little.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import httpx
from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from harness.engines import builtin
from harness.engines.protocol import Engine, Seat
from harness.result import RunResult
from harness.runner import run_with
from harness.scenario.loader import loads
from harness.simulation.choices import SeededChoices
from harness.simulation.tripwire import frozen_at_1999

ROUNDS: Final = 5
SEEDS: Final = range(60)
STORY: Final = """
scenario: Ten documents
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney, payment types: {EFTPOS: "611"}}
xero: {profile: standard}
weather: {answers lost: 2%, requests lost: 1%}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: trade, for: 2d, invoices per day: 3, paid: 67%}
  - {at: day 1 10:00, do: storm, for: 3h, weather: {answers lost: 20%, requests lost: 10%, server errors: 5%}}
  - {at: day 1 14:00, do: crash, restart after: 5m}
  - {at: day 1 15:00, do: disconnect}
  - {at: day 3 09:00, do: reconnect}
  - {at: day 3 09:05, do: synchronise, from: day 1}
  - {at: day 3 09:06, do: crash, restart after: 5m}
expect:
  - nothing doubled
  - nothing missing
  - amounts agree
  - account credit stays open
  - settings survive
  - limits respected
  - {settled within: 3d}
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as the engine made it, and what came back; nothing where it was lost."""

    request: httpx.Request
    answer: bytes


class Listening(httpx.AsyncBaseTransport):
    """The network, with somebody who keeps what passes."""

    def __init__(self, network: httpx.AsyncBaseTransport, kept: list[Sent]) -> None:
        self._network = network
        self._kept = kept

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._network.handle_async_request(request)
        except httpx.TransportError:
            self._kept.append(Sent(request, b""))
            raise
        self._kept.append(Sent(request, await response.aread()))
        return response


def what_is_sent() -> list[Sent]:
    """Run every seed once and return all that their engines sent; every promise has to hold."""
    story, sent = loads(STORY), list[Sent]()

    def listened_to(seat: Seat) -> Engine:
        return builtin.create(replace(seat, transport=Listening(seat.transport, sent)))

    with frozen_at_1999():
        for seed in SEEDS:
            _held(run_with(story, SeededChoices(seed), listened_to, seed=seed))
    return sent


def processor_seconds() -> float:
    used = os.times()
    return used.user + used.system


def runs_cost() -> float:
    """Run every seed; return the seconds of the processor that one run takes."""
    story = loads(STORY)
    with frozen_at_1999():
        began = processor_seconds()
        for seed in SEEDS:
            _held(run_with(story, SeededChoices(seed), builtin.create, seed=seed))
        return (processor_seconds() - began) / len(SEEDS)


def floor_cost(sent: Sequence[Sent]) -> float:
    """Send it all to the bare route; return the seconds of the processor for as much as one run sends."""
    answers: Iterator[bytes] = iter([each.answer for each in sent])

    async def answer(request: Request) -> Response:
        await request.body()
        return Response(next(answers), media_type="application/json")

    bare = Starlette(routes=[Route("/{anything:path}", answer, methods=["GET", "PUT", "POST", "DELETE"])])

    async def send_all() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(bare)) as client:
            for each in sent:
                asked = each.request
                await client.request(
                    asked.method, asked.url, headers=asked.headers.raw, content=asked.content
                )

    began = processor_seconds()
    asyncio.run(send_all())
    return (processor_seconds() - began) / len(SEEDS)


def _held(result: RunResult) -> None:
    if not result.held:
        raise RuntimeError(f"seed {result.seed} broke a promise: {result.verdicts}")


def main() -> None:
    """Measure and print."""
    sent = what_is_sent()
    rounds = [(runs_cost(), floor_cost(sent)) for _ in range(ROUNDS)]
    table = Table("what", "measured", title="A small run")
    table.add_row("requests a run", f"{len(sent) / len(SEEDS):.0f}")
    table.add_row("runs a second and core", f"{1 / median(run for run, _ in rounds):.0f}")
    table.add_row("the floor: as much sent a second", f"{1 / median(floor for _, floor in rounds):.0f}")
    table.add_row("fraction of the floor", f"{median(floor / run for run, floor in rounds):.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
