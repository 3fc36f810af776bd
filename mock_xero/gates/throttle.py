"""Refuses what exceeds a limit, with an empty 429, and tells on every answer what is left (facts §2)."""

from typing import Final

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_xero.behaviour import Behaviour
from mock_xero.exchange import Exchange, exchange_in
from mock_xero.gates import refusals
from mock_xero.gates.body import body_in
from mock_xero.gates.limits import Allowance, Allowances, LimitRefusal
from mock_xero.seams import Clock

PAYMENTS_PATH: Final = "/api.xro/2.0/payments"
Headers = list[tuple[bytes, bytes]]


class ThrottleGate:
    """Counts the calls that it lets through to an app's tenant; `tenancy` has found both."""

    def __init__(self, app: ASGIApp, allowances: Allowances, *, clock: Clock, behaviour: Behaviour) -> None:
        self._app = app
        self._allowances = allowances
        self._clock = clock
        self._behaviour = behaviour
        self._limits_payments = allowances.limits.payments_per_minute is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = exchange_in(scope)
        allowance = self._allowance_of(exchange)
        payments = payments_in(exchange, body_in(scope)) if self._limits_payments else 0
        refusal = allowance.refuses(self._clock.now(), payments, self._behaviour)
        if refusal is None:
            await self._let_through(allowance, payments, scope, receive, send)
        else:
            exchange.refused_by = refusal.problem
            await self._refuse(allowance, refusal, send)

    async def _let_through(
        self, allowance: Allowance, payments: int, scope: Scope, receive: Receive, send: Send
    ) -> None:
        begun_at = self._clock.now()
        allowance.begin(begun_at, payments)
        accepted = False

        async def send_with_what_is_left(message: Message) -> None:
            nonlocal accepted
            if message["type"] == "http.response.start":
                accepted = message["status"] < 400
                message["headers"] = [*message["headers"], *self._what_is_left(allowance)]
            await send(message)

        try:
            await self._app(scope, receive, send_with_what_is_left)
        finally:
            # Of a refused batch some may have been saved (facts §4.4): only a single payment is given back.
            allowance.end(begun_at, payments if payments == 1 and not accepted else 0)

    async def _refuse(self, allowance: Allowance, refusal: LimitRefusal, send: Send) -> None:
        if self._behaviour.limit_refusals_count:
            allowance.count_refusal(self._clock.now())
        body = refusals.LIMIT_PROBLEM if self._behaviour.limit_refusal_has_body else b""
        headers: Headers = [(b"content-length", b"%d" % len(body)), *self._what_is_left(allowance)]
        if body:
            headers.append((b"content-type", b"application/problem+json"))
        headers.append((b"x-rate-limit-problem", refusal.problem.encode()))
        if refusal.retry_after_seconds is not None:
            headers.append((b"retry-after", b"%d" % refusal.retry_after_seconds))
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _what_is_left(self, allowance: Allowance) -> Headers:
        now = self._clock.now()
        return [
            (b"x-daylimit-remaining", b"%d" % allowance.day.left(now)),
            (b"x-minlimit-remaining", b"%d" % allowance.minute.left(now)),
            (b"x-appminlimit-remaining", b"%d" % allowance.app_minute.left(now)),
        ]

    def _allowance_of(self, exchange: Exchange) -> Allowance:
        client_id, tenant_id = exchange.client_id or "", exchange.tenant_id or ""
        return self._allowances.of(client_id, tenant_id, self._clock.now())


def payments_in(exchange: Exchange, body: bytes) -> int:
    """Return how many payments the request asks to create; 0 for any other request.

    Deleting one (a POST to the payment itself) creates none, nor does a body that can't be read.
    """
    if exchange.method not in {"PUT", "POST"} or exchange.path.rstrip("/").lower() != PAYMENTS_PATH:
        return 0
    try:
        sent = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):  # the latter: nested beyond all reason
        return 0
    if isinstance(sent, dict):
        # The envelope's name is accepted in any case (facts §4.1); without it the body is one payment.
        sent = next((value for name, value in sent.items() if name.lower() == "payments"), sent)
    return len(sent) if isinstance(sent, list) else 1
