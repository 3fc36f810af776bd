"""Mistakes with idempotency keys, and with requests of which nobody knows what became."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import httpx

from harness.engines.broken.member import DOUBLED, MISSING, Broken
from harness.engines.broken.parts import KEY, Around, around, echo, resource_of
from harness.engines.protocol import Seat

KEY_FORGOTTEN: Final = timedelta(minutes=6)


class KeyPerTry(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if KEY in request.headers:
            request.headers[KEY] = self.seat.choices.guid(label="another key")
        return await super().handle_async_request(request)


class KeyOutlived(Around):
    """The client has a queue of its own, from which what was lost goes again, whatever the engine does."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._lost: list[tuple[datetime, httpx.Request]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if resource_of(request):
            await self._send_lost(request.headers["authorization"])
        try:
            return await super().handle_async_request(request)
        except httpx.TransportError:
            if KEY in request.headers:
                self._lost.append((self.seat.clock.now(), request))
            raise

    async def _send_lost(self, authorization: str) -> None:
        while self._lost and self._lost[0][0] + KEY_FORGOTTEN < self.seat.clock.now():
            _, again = self._lost.pop(0)
            again.headers["authorization"] = authorization
            with suppress(httpx.TransportError):
                await super().handle_async_request(again)


class FreshKeyAfterAServerError(Around):
    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._instead: dict[str, str] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        promised = request.headers.get(KEY)
        if promised in self._instead:
            request.headers[KEY] = self._instead[promised]
        answer = await super().handle_async_request(request)
        if promised and answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            self._instead[promised] = self.seat.choices.guid(label="a fresh key")
        return answer


class LostTakenForDone(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await super().handle_async_request(request)
        except httpx.TransportError:
            if request.method != "PUT":
                raise
            return echo(self.seat, request)


class TwoWorkers(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "PUT":
            headers = {**request.headers, KEY: self.seat.choices.guid(label="the other worker's key")}
            twin = httpx.Request(
                request.method,
                request.url,
                headers=headers,
                content=request.content,
                extensions=request.extensions,
            )
            with suppress(httpx.TransportError):
                await super().handle_async_request(twin)
        return await super().handle_async_request(request)


MEMBERS: Final = (
    Broken(
        name="key_per_try",
        factory=around(KeyPerTry),
        mistake="The idempotency key is made when a request leaves, so that each try has another one.",
        seen="T7, XeroAPI/Xero-OpenAPI idempotency guide",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="key_outlived",
        factory=around(KeyOutlived),
        mistake="A lost request is sent again after Xero has forgotten its key: six minutes, not a day.",
        seen="T7",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="fresh_key_after_a_server_error",
        factory=around(FreshKeyAfterAServerError),
        mistake="A 5xx is taken for a promise that nothing was done: the next try gets a fresh key.",
        seen="T7: 289 invoices from one 500 in the middle of a batch",
        breaks=(DOUBLED,),
    ),
    Broken(
        name="lost_taken_for_done",
        factory=around(LostTakenForDone),
        mistake="A request that was sent counts as delivered, whether an answer came or not.",
        seen="T12",
        breaks=(MISSING,),
    ),
    Broken(
        name="two_workers",
        factory=around(TwoWorkers),
        mistake="Two workers take the same delivery off the queue, and each sends it.",
        seen="T7: 440 documents from concurrent workers",
        breaks=(DOUBLED,),
    ),
)
