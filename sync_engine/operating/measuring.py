"""Counts what goes to Xero and comes back, around the transport that the engine is given. Changes nothing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

import httpx

from sync_engine.seams import Clock

NO_ANSWER: Final = 0
_API: Final = "/api.xro/2.0/"
_KNOWN: Final = frozenset({"Invoices", "Payments", "Contacts", "Accounts", "TaxRates", "CreditNotes"})
_OTHERS: Final = {"/connect/token": "token", "/connections": "connections"}


class CallLog(Protocol):
    """Hears of each exchange."""

    def call(self, method: str, resource: str, status: int, seconds: float) -> None: ...


@dataclass(slots=True)
class Calls:
    """The sums since the process began."""

    by_outcome: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    throttled: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    remaining: dict[str, int] = field(default_factory=dict)


class Measured(httpx.AsyncBaseTransport):
    """A transport that counts."""

    def __init__(self, transport: httpx.AsyncBaseTransport, clock: Clock, log: CallLog) -> None:
        self._transport = transport
        self._clock = clock
        self._log = log
        self.calls = Calls()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass it on; what breaks on the way is counted as no answer."""
        began, resource = self._clock.now(), resource_of(request.url.path)

        def done(status: int) -> None:
            seconds = (self._clock.now() - began).total_seconds()
            self.calls.seconds += seconds
            self.calls.by_outcome[request.method, resource, outcome_of(status)] += 1
            self._log.call(request.method, resource, status, seconds)

        try:
            response = await self._transport.handle_async_request(request)
        except BaseException:
            done(NO_ANSWER)
            raise
        self._read_limits(response)
        done(response.status_code)
        return response

    def _read_limits(self, response: httpx.Response) -> None:
        headers = response.headers
        if response.status_code == 429:
            self.calls.throttled[_limit_named(headers.get("x-rate-limit-problem", ""))] += 1
        for name, limit in (("x-daylimit-remaining", "day"), ("x-minlimit-remaining", "minute")):
            if (value := headers.get(name, "")).isdigit():
                self.calls.remaining[limit] = int(value)

    async def aclose(self) -> None:
        await self._transport.aclose()


def resource_of(path: str) -> str:
    """Return a name of a fixed list: never an id, so that labels stay few."""
    if path in _OTHERS:
        return _OTHERS[path]
    resource = path.partition(_API)[2].split("/")[0]
    return resource if resource in _KNOWN else "other"


def outcome_of(status: int) -> str:
    """Return what an answer was, in a word."""
    outcomes: tuple[tuple[Callable[[int], bool], str], ...] = (
        (lambda status: status == NO_ANSWER, "no answer"),
        (lambda status: status < 400, "ok"),
        (lambda status: status == 429, "throttled"),
        (lambda status: status in {401, 403}, "not allowed"),
        (lambda status: status < 500, "refused"),
    )
    return next((word for holds, word in outcomes if holds(status)), "server error")


def _limit_named(text: str) -> str:
    limit = text.lower()
    return limit if limit in {"minute", "day", "concurrent", "appminute", "paymentminute"} else "other"
