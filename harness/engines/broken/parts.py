"""What a broken engine is made of: the good engine, and one thing put around it, in it or under it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import httpx
import msgspec

from harness.engines.builtin import BuiltIn, create, sync_engine_for
from harness.engines.protocol import Engine, EngineFactory, Seat
from sync_engine import SyncEngine

API: Final = "/api.xro/2.0/"
KEY: Final = "idempotency-key"
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


class Around(httpx.AsyncBaseTransport):
    """A transport around the one that the engine was given; by itself it changes nothing."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self.seat.transport.handle_async_request(request)


class Adapter(BuiltIn):
    """The adapter of the good engine, which also knows its seat."""

    def __init__(self, engine: SyncEngine, seat: Seat) -> None:
        super().__init__(engine, seat)
        self.seat = seat


def around(transport: type[Around]) -> EngineFactory:
    """Return the good engine, which speaks to Xero through this transport."""

    def sit_down(seat: Seat) -> Engine:
        return create(replace(seat, transport=transport(seat)))

    return sit_down


def unwarned(transport: type[Around]) -> EngineFactory:
    """Return the same, and nobody has told the engine of Xero's limits: it learns them by being refused."""

    def sit_down(seat: Seat) -> Engine:
        return create(replace(seat, transport=transport(seat), limits=dict.fromkeys(seat.limits)))

    return sit_down


def adapted(adapter: type[BuiltIn]) -> EngineFactory:
    """Return the good engine behind an adapter that hands it something else than it was told."""

    def sit_down(seat: Seat) -> Engine:
        return adapter(sync_engine_for(seat), seat)

    return sit_down


@contextmanager
def database_of(seat: Seat) -> Iterator[sqlite3.Connection]:
    """Open the engine's database beside it, for one transaction."""
    file = seat.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, uri=True)) as database, database:
        yield database


def resource_of(request: httpx.Request) -> str:
    """Return which resource of the accounting API a request is about; empty where it is about none."""
    path = request.url.path
    return path.removeprefix(API).partition("/")[0] if path.startswith(API) else ""


def brings(request: httpx.Request, resource: str) -> bool:
    """Whether a request is to create something of a resource."""
    return request.method == "PUT" and resource_of(request) == resource


def read(body: bytes) -> Any:
    """Read JSON; money stays exact."""
    return _DECODER.decode(body)


def sent_as(request: httpx.Request, body: Any) -> httpx.Request:
    """Return the same request with another body."""
    content = _ENCODER.encode(body)
    headers = {**request.headers, "content-length": str(len(content))}
    return httpx.Request(
        request.method, request.url, headers=headers, content=content, extensions=request.extensions
    )


def told_as(answer: httpx.Response, body: Any) -> httpx.Response:
    """Return the same answer with another body."""
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return httpx.Response(answer.status_code, headers=headers, content=_ENCODER.encode(body))


def echo(seat: Seat, request: httpx.Request) -> httpx.Response:
    """Return the answer that an engine imagines which takes everything for accepted."""
    body: dict[str, list[dict[str, Any]]] = read(request.content)
    for resource, elements in body.items():
        for element in elements:
            element[id_of(resource)] = seat.choices.guid(label="an id that nobody gave")
    return httpx.Response(200, content=_ENCODER.encode(body))


def id_of(resource: str) -> str:
    """Return how a resource's id is spelled."""
    return f"{resource.removesuffix('s')}ID"
