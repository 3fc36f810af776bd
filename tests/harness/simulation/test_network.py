"""Between engine and Xero anything may get lost, and a lost answer is not a lost deed."""

import asyncio
import gc
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from harness.nemesis.weather import Weather
from harness.simulation.choices import SeededChoices
from harness.simulation.effects import Effects
from harness.simulation.history import History
from harness.simulation.network import Network, route_of
from harness.simulation.virtual_clock import Life, VirtualClock, VirtualLoop


class Town:
    """An engine's client, a network, and a Xero that counts the deeds that reach it."""

    def __init__(self, loop: VirtualLoop, weather: Weather) -> None:
        self.loop = loop
        self.history = History()
        self.deeds = 0
        self.answer: dict[str, Any] = {}
        self.failures: list[BaseException] = []
        self.network = Network(
            httpx.MockTransport(self._do),
            clock=VirtualClock(self.loop, datetime(2026, 3, 2, tzinfo=UTC)),
            choices=SeededChoices(1),
            history=self.history,
            effects=Effects(),
            on_failure=self.failures.append,
        )
        self.network.weather = weather
        self.client = httpx.AsyncClient(transport=self.network, base_url="http://xero.test", timeout=30)

    async def _do(self, request: httpx.Request) -> httpx.Response:
        self.deeds += 1
        return httpx.Response(200, json={"path": request.url.path, **self.answer})

    def run(self, story: Coroutine[Any, Any, httpx.Response]) -> httpx.Response:
        return self.loop.run_until_complete(story)

    def send(self) -> httpx.Response:
        return self.run(self.client.put("/api.xro/2.0/Payments", json={"Amount": 1}))


def test_in_calm_weather_every_answer_arrives_at_once(loop: VirtualLoop) -> None:
    town = Town(loop, Weather())

    answer = town.send()

    assert answer.json() == {"path": "/api.xro/2.0/Payments"}
    assert town.loop.time() == 0


def test_a_lost_request_is_a_timeout_and_no_deed(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(requests_lost=1))

    with pytest.raises(httpx.ReadTimeout):
        town.send()

    assert town.deeds == 0
    assert town.loop.time() == 30


def test_a_lost_answer_is_a_timeout_although_the_deed_is_done(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(answers_lost=1))

    with pytest.raises(httpx.ReadTimeout):
        town.send()

    assert town.deeds == 1


def test_a_reset_breaks_off_the_answer_of_a_deed_that_is_done(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(resets=1))

    with pytest.raises(httpx.ReadError):
        town.send()

    assert town.deeds == 1


def test_a_gateway_error_hides_a_deed_that_is_done(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(gateway_errors=1))

    assert town.send().status_code == 504
    assert town.deeds == 1


def test_a_server_error_comes_instead_of_the_deed(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(server_errors=1))

    assert town.send().status_code == 500
    assert town.deeds == 0


def test_a_duplicated_request_reaches_xero_twice(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(answers_duplicated=1))

    assert town.send().status_code == 200
    assert town.deeds == 2


def test_a_delay_is_spent_on_the_way_there_and_back(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(delay_seconds_min=20, delay_seconds_max=20))

    town.send()

    call = town.network.calls[0]
    assert call.arrived_at is not None
    assert call.answered_at is not None
    assert (call.answered_at - call.departed_at).total_seconds() == 20
    assert call.departed_at <= call.arrived_at <= call.answered_at


def test_what_was_under_way_at_a_crash_still_arrives(loop: VirtualLoop) -> None:
    town = Town(loop, Weather(delay_seconds_min=10, delay_seconds_max=10))

    town.run(crash_while_sending(town))

    assert town.deeds == 1
    assert town.failures == []


def test_an_answer_that_breaks_off_after_a_crash_is_no_news(caplog: pytest.LogCaptureFixture) -> None:
    town = Town(VirtualLoop(), Weather(resets=1, delay_seconds_min=10, delay_seconds_max=10))

    town.run(crash_while_sending(town))
    town.loop.bury()
    del town
    gc.collect()

    assert "never retrieved" not in caplog.text


def test_a_fault_in_the_mock_itself_ends_the_run_instead_of_passing_for_weather(loop: VirtualLoop) -> None:
    town = Town(loop, Weather())
    town.client = httpx.AsyncClient(
        transport=Network(
            httpx.MockTransport(_broken),
            clock=VirtualClock(town.loop, datetime(2026, 3, 2, tzinfo=UTC)),
            choices=SeededChoices(1),
            history=town.history,
            effects=Effects(),
            on_failure=town.failures.append,
        ),
        base_url="http://xero.test",
    )

    with pytest.raises(httpx.ReadError):
        town.send()

    assert [type(failure) for failure in town.failures] == [ZeroDivisionError]


def test_the_history_names_routes_without_ids() -> None:
    path = "/api.xro/2.0/Invoices/7cb59f93-1964-421b-bd5a-0f33d4a8a1a1/History"

    assert route_of(path) == "/Invoices/{id}/History"


def test_a_call_keeps_its_key_and_what_it_is_about(loop: VirtualLoop) -> None:
    town = Town(loop, Weather())
    town.network.subjects_of = lambda request: (request.url.params["for"],)
    put = town.client.put("/api.xro/2.0/Payments?for=1041", headers={"idempotency-key": "once"})

    town.run(put)

    [call] = town.network.calls
    assert (call.about, call.key) == (("1041",), "once")


def test_of_an_answer_that_grants_a_token_only_its_life_is_kept(loop: VirtualLoop) -> None:
    town = Town(loop, Weather())
    town.answer = {"access_token": "a-secret", "expires_in": 1800}

    town.run(town.client.post("/connect/token"))

    [call] = town.network.calls
    assert call.token_seconds == 1800
    assert "a-secret" not in repr(call)


async def _broken(request: httpx.Request) -> httpx.Response:
    raise ZeroDivisionError(request.url.path)


async def crash_while_sending(town: Town) -> httpx.Response:
    """Let the engine die a moment after its request left."""
    life = Life(town.loop)
    life.spawn(town.client.put("/api.xro/2.0/Payments", json={}))
    await asyncio.sleep(0.001)
    life.drop()
    await asyncio.sleep(60)
    return httpx.Response(200)
