"""Makes a repeated write one deed: the answer to a key is kept for six minutes, errors too (facts §3).

Keys belong to an app. Limits stand before this gate, so replays burn quota and a 429 is never kept.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_xero.behaviour import Behaviour
from mock_xero.exchange import exchange_in
from mock_xero.gates import refusals
from mock_xero.gates.body import WRITES, body_in
from mock_xero.seams import Choices, Clock

KEY_LIFE: Final = timedelta(minutes=6)  # from the first call on
KEY_LENGTH_MAX: Final = 128


class Fingerprint(NamedTuple):
    """What must be the same for a request to be a repetition."""

    method: str
    path: str
    query: str
    tenant_id: str | None
    body: bytes  # its hash


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as the endpoint gave it, without what the outer gates add."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send_to(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


@dataclass(frozen=True, slots=True)
class KeyUse:
    """The first request of a key, and its answer once there is one; None: it ended without."""

    fingerprint: Fingerprint
    first_called_at: datetime
    answer: "asyncio.Future[KeptAnswer | None]"


class IdempotencyGate:
    """Stands behind the limits and in front of everything that changes the books."""

    def __init__(self, app: ASGIApp, *, clock: Clock, choices: Choices, behaviour: Behaviour) -> None:
        self._app = app
        self._clock = clock
        self._choices = choices
        self._behaviour = behaviour
        self._uses: dict[tuple[str | None, str], KeyUse] = {}  # in the order of their first calls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = Headers(scope=scope).get("idempotency-key") if scope["method"] in WRITES else None
        if not key:
            await self._app(scope, receive, send)
            return
        exchange_in(scope).idempotency_key = key[:KEY_LENGTH_MAX]
        if len(key) > KEY_LENGTH_MAX:
            await refusals.key_too_long(key)(scope, receive, send)
        else:
            await self._once(key, scope, receive, send)

    async def _once(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        owner = (exchange_in(scope).client_id, key)
        fingerprint = _fingerprint_of(scope)
        self._forget_old_keys()
        while (use := self._uses.get(owner)) is not None:
            if refusal := self._refusal(key, use, fingerprint):
                await refusal(scope, receive, send)
                return
            # Shielded, because the answer belongs to the first request and to everyone who waits for it.
            if answer := await asyncio.shield(use.answer):
                await answer.send_to(send)
                return
        await self._do(owner, fingerprint, scope, receive, send)

    def _refusal(self, key: str, use: KeyUse, fingerprint: Fingerprint) -> Response | None:
        if use.fingerprint != fingerprint:
            as_problem = self._behaviour.key_reuse_is_problem_json
            instance = self._choices.guid(label="error instance") if as_problem else None
            return refusals.key_of_another_request(key, instance)
        if not use.answer.done() and not self._behaviour.key_in_flight_waits:
            return refusals.key_in_flight(key)
        return None

    async def _do(
        self,
        owner: tuple[str | None, str],
        fingerprint: Fingerprint,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._uses[owner] = use = KeyUse(fingerprint, self._clock.now(), waiting)
        answer: KeptAnswer | None = None
        try:
            answer = await _answer_of(self._app, scope, receive)
        finally:
            use.answer.set_result(answer)
            if answer is None and self._uses.get(owner) is use:  # it broke off: the key has not been used
                del self._uses[owner]
        await answer.send_to(send)

    def _forget_old_keys(self) -> None:
        oldest_kept = self._clock.now() - KEY_LIFE
        while self._uses:
            owner, use = next(iter(self._uses.items()))
            if use.first_called_at > oldest_kept:
                return
            del self._uses[owner]


async def _answer_of(app: ASGIApp, scope: Scope, receive: Receive) -> KeptAnswer:
    begun: dict[str, Any] = {}
    chunks: list[bytes] = []

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.update(message)
        else:
            chunks.append(message.get("body", b""))

    await app(scope, receive, keep)
    return KeptAnswer(begun["status"], tuple(begun["headers"]), b"".join(chunks))


def _fingerprint_of(scope: Scope) -> Fingerprint:
    exchange = exchange_in(scope)
    body = hashlib.sha256(body_in(scope)).digest()
    return Fingerprint(exchange.method, exchange.path, exchange.query, exchange.tenant_id, body)
