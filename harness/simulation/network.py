"""The network between engine and Xero: the one meeting place, where the weather does its work.

Each request is carried in a task of its own that belongs to no life, so that what is under way when the
engine crashes still arrives. Timeouts are raised here (`httpx.ASGITransport` ignores them).
"""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Final

import httpx
import msgspec

from harness.nemesis.ambush import Ambushes, Plot
from harness.nemesis.trouble import Trouble
from harness.nemesis.weather import Weather
from harness.simulation.choices import Choices
from harness.simulation.effects import Effect, Effects, Mishap, PowerCutError
from harness.simulation.fate import BROUGHT, CALM_FATE, Fate, fate_told
from harness.simulation.history import Actor, Call, Ended, History
from harness.simulation.papers import WRITES, grant_in, papers_in
from harness.simulation.refusals import gate_of
from harness.simulation.virtual_clock import VirtualClock, outside_any_life

DEFAULT_TIMEOUT_SECONDS: Final = 30.0
MILLION: Final = 1_000_000
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")


class _Grant(msgspec.Struct):
    """Of an answer that grants tokens only this is read, never the tokens."""

    expires_in: int


_GRANTS: Final = msgspec.json.Decoder(_Grant)


class Network(httpx.AsyncBaseTransport):
    """A transport that carries requests to another transport through the weather of the moment."""

    def __init__(
        self,
        to: httpx.AsyncBaseTransport,
        *,
        clock: VirtualClock,
        choices: Choices,
        history: History,
        effects: Effects,
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self.weather = Weather()
        self.ambushes = Ambushes()
        self.calls: list[Call] = []
        self.on_departure: Callable[[int], None] = _nobody_watches
        self.subjects_of: Callable[[httpx.Request], tuple[str, ...]] = _no_subjects
        self._to = to
        self._clock = clock
        self._choices = choices
        self._history = history
        self._effects = effects
        self._on_failure = on_failure
        self._context = outside_any_life()
        self._carrying: dict[int, asyncio.Task[None]] = {}  # a task that nobody holds may vanish

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        ambush = self.ambushes.sprung_by(f"{request.method} {route_of(request.url.path)}")
        mishap = self._effects.reached(Effect.DEPARTURE)
        if ambush in BROUGHT:
            self._effects.bring[BROUGHT[ambush]]()
        if mishap is Mishap.CRASH or ambush is Plot.CRASH_BEFORE:
            raise PowerCutError
        call = _call(len(self.calls) + 1, request, self._clock.now())
        call.about = self.subjects_of(request)
        self.calls.append(call)
        self.on_departure(call.number)
        loop = self._clock.loop
        answer: asyncio.Future[httpx.Response] = loop.create_future()
        fate = fate_told(ambush, mishap) or self._draw_fate()
        self._send(request, call, fate, answer)
        if fate is CALM_FATE:
            return await answer
        seconds = request.extensions.get("timeout", {}).get("read") or DEFAULT_TIMEOUT_SECONDS
        patience = loop.call_later(seconds, _give_up, answer, request)
        try:
            return await answer
        finally:
            patience.cancel()

    def heal(self) -> None:
        """From now on nothing is lost and nothing is late."""
        self.weather = Weather()
        self.ambushes = Ambushes()

    def _send(
        self, request: httpx.Request, call: Call, fate: Fate, answer: asyncio.Future[httpx.Response]
    ) -> None:
        carry = self._carry(request, call, fate, answer)
        self._carrying[call.number] = self._clock.loop.create_task(carry, context=self._context)

    async def _carry(
        self, request: httpx.Request, call: Call, fate: Fate, answer: asyncio.Future[httpx.Response]
    ) -> None:
        try:
            await self._there_and_back(request, call, fate, answer)
        except Exception as failure:  # noqa: BLE001  Xero's stand-in broke: that ends the run, whatever it is
            self._on_failure(failure)
            if not answer.done():
                _fail(answer, httpx.ReadError("Xero's stand-in broke"))
        finally:
            del self._carrying[call.number]

    async def _there_and_back(
        self, request: httpx.Request, call: Call, fate: Fate, answer: asyncio.Future[httpx.Response]
    ) -> None:
        if fate.trouble:
            call.trouble = fate.trouble.value
        if fate.delay_there:
            await asyncio.sleep(fate.delay_there)
        if fate.trouble is Trouble.REQUEST_LOST:
            self._note_trouble(call, fate.trouble)
            return
        response = await self._reach_xero(request, call, fate.trouble)
        if fate.delay_back:
            await asyncio.sleep(fate.delay_back)
        if fate.crash_after and not answer.done():
            self._effects.bring[Mishap.CRASH]()
            _fail(answer, PowerCutError())
        self._hand_over(request, call, response, answer)

    async def _reach_xero(
        self, request: httpx.Request, call: Call, trouble: Trouble | None
    ) -> httpx.Response:
        call.arrived_at = self._clock.now()
        if trouble is Trouble.SERVER_ERROR:
            response = _xero_is_unwell(request)
        else:
            response = await self._to.handle_async_request(request)
        if trouble is Trouble.ANSWER_DUPLICATED:
            _keep_papers(call, request, response)
            response = await self._to.handle_async_request(request)
        _keep_papers(call, request, response)
        self._note_answer(call, response)
        return response

    def _hand_over(
        self,
        request: httpx.Request,
        call: Call,
        response: httpx.Response,
        answer: asyncio.Future[httpx.Response],
    ) -> None:
        if call.trouble is not None:
            self._note_trouble(call, Trouble(call.trouble))
        if call.trouble == Trouble.ANSWER_LOST.value or answer.done():
            return
        if self._effects.reached(Effect.ANSWER) is Mishap.CRASH:
            _fail(answer, PowerCutError())
            return
        call.answered_at = self._clock.now()
        if call.trouble == Trouble.RESET.value:
            _fail(answer, httpx.ReadError("connection reset while the answer was read", request=request))
        elif call.trouble == Trouble.GATEWAY_ERROR.value:
            answer.set_result(_gateway_timeout(request))
        else:
            answer.set_result(response)

    def _note_answer(self, call: Call, response: httpx.Response) -> None:
        call.status = response.status_code
        day_left = response.headers.get("x-daylimit-remaining")
        call.day_left = None if day_left is None else int(day_left)
        if call.status == 429:
            call.refused_by = response.headers.get("x-rate-limit-problem")
            retry_after = response.headers.get("retry-after")
            call.retry_after = None if retry_after is None else int(retry_after)
        if call.path == "/connect/token" and call.status == 200:
            call.token_seconds = _GRANTS.decode(response.content).expires_in
        if call.status >= 400:
            call.gate = gate_of(call.path, call.status, response.headers, response.content)
        ended = Ended.OK if call.status < 400 else Ended.FAILED
        self._history.note(self._clock.now(), Actor.XERO, f"{call.method} {call.path}", None, ended)

    def _note_trouble(self, call: Call, trouble: Trouble) -> None:
        operation = f"{trouble.value}: {call.method} {call.path}"
        self._history.note(self._clock.now(), Actor.NETWORK, operation, None, Ended.UNKNOWN)

    def _draw_fate(self) -> Fate:
        weather = self.weather
        trouble = self._draw_trouble(_troubles(weather))
        if not weather.delay_seconds_max:
            return Fate(trouble) if trouble else CALM_FATE
        low, high = round(weather.delay_seconds_min * 1000), round(weather.delay_seconds_max * 1000)
        milliseconds = self._choices.integer(low, high, label="delay in milliseconds")
        there = self._choices.integer(0, milliseconds, label="of it on the way there")
        return Fate(trouble, there / 1000, (milliseconds - there) / 1000)

    def _draw_trouble(self, troubles: tuple[tuple[Trouble, int], ...]) -> Trouble | None:
        """One draw decides: the last millionths are the troubles', one after the other; 0 is none."""
        if not troubles:
            return None
        drawn = self._choices.integer(0, MILLION - 1, label="trouble, if any")
        return next((trouble for trouble, begins_at in troubles if drawn >= begins_at), None)


@lru_cache(maxsize=64)
def _troubles(weather: Weather) -> tuple[tuple[Trouble, int], ...]:
    """Each trouble that this weather has, with the millionth at which its share begins, from the top down."""
    shares = (
        (Trouble.REQUEST_LOST, weather.requests_lost),
        (Trouble.ANSWER_LOST, weather.answers_lost),
        (Trouble.RESET, weather.resets),
        (Trouble.SERVER_ERROR, weather.server_errors),
        (Trouble.GATEWAY_ERROR, weather.gateway_errors),
        (Trouble.ANSWER_DUPLICATED, weather.answers_duplicated),
    )
    begins_at, troubles = MILLION, []
    for trouble, share in shares:
        if share > 0:
            begins_at -= round(share * MILLION)
            troubles.append((trouble, begins_at))
    return tuple(troubles)


def _call(number: int, request: httpx.Request, departed_at: datetime) -> Call:
    path = request.url.path
    call = Call(number, request.method, route_of(path), departed_at)
    call.key = request.headers.get("idempotency-key")
    if call.method in WRITES:
        call.grant = grant_in(path, request.content)
        call.carries = papers_in(path, request.content)
    return call


def _keep_papers(call: Call, request: httpx.Request, response: httpx.Response) -> None:
    """Write down what Xero answers of each document, also where nobody will hear it."""
    if call.carries and response.is_success:
        call.returns += papers_in(request.url.path, response.content)


def _nobody_watches(requests: int) -> None:
    del requests


def _no_subjects(request: httpx.Request) -> tuple[str, ...]:
    del request
    return ()


def _give_up(answer: asyncio.Future[httpx.Response], request: httpx.Request) -> None:
    if not answer.done():
        _fail(answer, httpx.ReadTimeout("no answer came in time", request=request))


def _fail(answer: asyncio.Future[httpx.Response], failure: BaseException) -> None:
    """Let the answer be a failure; whoever waited for it may have crashed, and that is no news then."""
    answer.set_exception(failure)
    answer.exception()


def _xero_is_unwell(request: httpx.Request) -> httpx.Response:
    body = {"Title": "An error occurred", "Detail": "An error occurred in Xero.", "Status": 500}
    return httpx.Response(500, json=body, request=request)


def _gateway_timeout(request: httpx.Request) -> httpx.Response:
    return httpx.Response(
        504, html="<html><body><h1>504 Gateway Time-out</h1></body></html>", request=request
    )


@lru_cache(maxsize=10_000)
def route_of(path: str) -> str:
    """The path as a report names it: without the API's prefix, ids folded into `{id}`."""
    return _GUID.sub("{id}", path.removeprefix("/api.xro/2.0"))
