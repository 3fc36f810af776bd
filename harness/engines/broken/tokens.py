"""Mistakes with tokens, scopes and the tie to the organisation."""

from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs

import httpx

from harness.engines.broken.member import CALLS, MISSING, Broken
from harness.engines.broken.parts import Around, around, read, resource_of, told_as
from harness.engines.builtin import BuiltIn, sync_engine_for
from harness.engines.protocol import Engine, Seat

TOKENS: Final = "/connect/token"
CONNECTIONS: Final = "/connections"


class RotatedTokenLost(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if request.url.path == TOKENS and answer.status_code == httpx.codes.OK:
            sent = parse_qs(request.content.decode()).get("refresh_token")
            if sent:
                return told_as(answer, {**read(await answer.aread()), "refresh_token": sent[0]})
        return answer


class AnyRefusedTokenIsOld(Around):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if answer.status_code == httpx.codes.UNAUTHORIZED and resource_of(request):
            return httpx.Response(httpx.codes.UNAUTHORIZED)
        return answer


class AsksForTooLittle(BuiltIn):
    async def begin_connection(self) -> str:
        return (await super().begin_connection()).replace("+accounting.payments", "")


class ConnectionsBelieved(Around):
    """The list of connections as it was when it was read first."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._known: bytes | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path != CONNECTIONS:
            return await super().handle_async_request(request)
        if self._known is None:
            answer = await super().handle_async_request(request)
            if answer.status_code != httpx.codes.OK:
                return answer
            self._known = await answer.aread()
        return httpx.Response(200, content=self._known)


def refreshes_for_ever(seat: Seat) -> Engine:
    narrow = replace(seat, transport=AnyRefusedTokenIsOld(seat))
    return AsksForTooLittle(sync_engine_for(narrow), narrow)


MEMBERS: Final = (
    Broken(
        name="rotated_token_lost",
        factory=around(RotatedTokenLost),
        mistake="The new refresh token is not stored, and the used one serves for thirty minutes only.",
        seen="T1, T2",
        breaks=(MISSING,),
    ),
    Broken(
        name="refreshes_for_ever",
        factory=refreshes_for_ever,
        mistake="A 401 for a scope that was never asked for is taken for an old token, again and again.",
        seen="T6",
        breaks=(CALLS, MISSING),
    ),
    Broken(
        name="connections_believed",
        factory=around(ConnectionsBelieved),
        mistake="A refresh that works is taken for being connected: a 403 never ends the sending.",
        seen="T3",
        breaks=(CALLS,),
    ),
)
