"""Engines broken on purpose, each by one mistake that real integrations have made.

Each is a small difference from the good engine: another transport, seat or translation of a deed.
"""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx
import msgspec

from harness.engines import builtin
from harness.engines.protocol import Engine, Seat
from harness.workload.deeds import Deed, TakePayment

NOT_TOLD = {"minute": None, "day": None, "concurrent": None, "app minute": None, "payments per minute": None}
IMPATIENT_TRIES = 3


class Around(httpx.AsyncBaseTransport):
    """A transport around the one that the engine was given."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._seat.transport.handle_async_request(request)


class NewKeyForEachTry(Around):
    """The idempotency key is made when a request is sent instead of when it is decided upon."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "idempotency-key" in request.headers:
            request.headers["idempotency-key"] = self._seat.choices.guid(label="another key")
        return await super().handle_async_request(request)


class NobodyAsks(Around):
    """After an unknown outcome nothing is looked up: it is taken for not done."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        resource = request.url.path.rpartition("/")[2]
        if request.method == "GET" and resource in {"Invoices", "Payments"}:
            return httpx.Response(200, json={resource: []}, request=request)
        return await super().handle_async_request(request)


class RetryAfterIgnored(Around):
    """A throttled request is sent again after a second, as many HTTP clients do by default."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        for _ in range(IMPATIENT_TRIES):
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            await asyncio.sleep(1)
            answer = await super().handle_async_request(request)
        return answer


class ThrottledTakenForSuccess(Around):
    """Whatever has no error in its body counts as delivered, and a 429 has no body."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS and request.method in {"PUT", "POST"}:
            return httpx.Response(200, content=self._echo(request), request=request)
        return answer

    def _echo(self, request: httpx.Request) -> bytes:
        body: dict[str, list[dict[str, Any]]] = msgspec.json.decode(request.content)
        for resource, elements in body.items():
            for element in elements:
                element[f"{resource.removesuffix('s')}ID"] = self._seat.choices.guid(
                    label="an id that nobody gave"
                )
        return msgspec.json.encode(body)


class CreditIsMoney(builtin.BuiltIn):
    """Account credit is sent to Xero as if it were new money."""

    async def do(self, deed: Deed) -> None:
        if isinstance(deed, TakePayment) and deed.credit:
            credit = sum(deed.credit.values(), Decimal("0.00"))
            deed = replace(deed, sources={"EFTPOS": credit}, allocations=deed.credit, credit={})
        await super().do(deed)


def new_key_for_each_try(seat: Seat) -> Engine:
    return builtin.create(replace(seat, transport=NewKeyForEachTry(seat)))


def nobody_asks(seat: Seat) -> Engine:
    return builtin.create(replace(seat, transport=NobodyAsks(seat)))


def retry_after_ignored(seat: Seat) -> Engine:
    return builtin.create(replace(seat, transport=RetryAfterIgnored(seat), limits=NOT_TOLD))


def throttled_taken_for_success(seat: Seat) -> Engine:
    return builtin.create(replace(seat, transport=ThrottledTakenForSuccess(seat), limits=NOT_TOLD))


def credit_is_money(seat: Seat) -> Engine:
    return CreditIsMoney(builtin.sync_engine_for(seat), seat)


def outbox_forgotten_in_a_crash(seat: Seat) -> Engine:
    """The outbox was in memory: whoever starts on an old database finds nothing to do."""
    with (
        closing(sqlite3.connect(seat.database_url.removeprefix("sqlite:///"), uri=True)) as database,
        database,
    ):
        if database.execute("select name from sqlite_master where name = 'delivery'").fetchone():
            database.execute("update delivery set status = 'done' where status != 'done'")
            database.execute("delete from attempt")
    return builtin.create(seat)
