"""Webhooks on a clock that moves by itself: the loop of a simulation, on which waiting takes no time."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from harness.simulation.virtual_clock import VirtualClock, VirtualLoop
from mock_xero.app import MockXero
from mock_xero.ordering import Ordering
from mock_xero.wall import SeededChoices
from mock_xero.webhooks.post import Post
from tests.mock_xero.webhooks.conftest import KEY, URL, Listener, Scene

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Silent(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        del request
        await asyncio.sleep(3600)
        return httpx.Response(200)


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    loop = VirtualLoop()
    yield loop
    loop.close()


def heard_by(listener: Listener, loop: VirtualLoop, *, seed: int, hours: int) -> list[datetime]:
    """Let a dozen contacts be entered while the app is down for two hours; return when it was asked."""
    clock = VirtualClock(loop, START)
    asked: list[datetime] = []

    class Watched(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            asked.append(clock.now())
            listener.down = START < clock.now() < START + timedelta(hours=2)
            return await listener.handle_async_request(request)

    async def story() -> None:
        choices = SeededChoices(seed)
        mock = MockXero(clock, choices, ordering=Ordering.RANDOM, webhook_transport=Watched())
        app = next(iter(mock.identity.applications))
        webhook = mock.subscribe(app, URL, KEY)
        await mock.webhooks.validate(webhook)
        async with httpx.AsyncClient() as client:
            scene = Scene(mock, listener, client)
            for number in range(12):
                await asyncio.sleep(60)
                scene.enters_contact(f"Contact {number}")
            await asyncio.sleep(hours * 3600)

    loop.run_until_complete(story())
    return asked


def test_a_listener_that_never_answers_is_given_five_seconds(loop: VirtualLoop) -> None:
    refused = loop.run_until_complete(Post(Silent()).refused("http://app.test/", b"", ""))

    assert refused == "no answer within 5 seconds"
    assert loop.time() == 5


def test_what_was_refused_comes_again_by_itself(loop: VirtualLoop) -> None:
    listener = Listener()

    heard_by(listener, loop, seed=7, hours=4)

    assert len({number for _, _, number in listener.events}) == 12


def test_the_same_seed_is_heard_the_same(loop: VirtualLoop) -> None:
    first, second = Listener(), Listener()

    instants = heard_by(first, loop, seed=7, hours=4)
    another = VirtualLoop()
    assert heard_by(second, another, seed=7, hours=4) == instants
    another.close()

    assert first.bodies == second.bodies
