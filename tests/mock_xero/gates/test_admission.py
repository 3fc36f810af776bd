"""Requests that wait at the same moment go in one at a time, in the order that the ordering says."""

import asyncio

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from mock_xero.gates.admission import AdmissionGate
from mock_xero.ordering import Ordering
from mock_xero.wall import SeededChoices

PATHS = [f"/{number}" for number in range(8)]


class Room:
    """Writes down who is in, and whether anybody ever was in together with another."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        self.crowded = False
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._inside += 1
        self.crowded = self.crowded or self._inside > 1
        self.visits.append(scope["path"])
        await asyncio.sleep(0)
        self._inside -= 1
        await PlainTextResponse("")(scope, receive, send)


def visit_all(ordering: Ordering, seed: int = 1) -> Room:
    async def visit() -> Room:
        room = Room()
        gate = AdmissionGate(room, ordering=ordering, choices=SeededChoices(seed))
        async with client_of(gate) as client:
            await asyncio.gather(*(client.get(path) for path in PATHS))
        return room

    return asyncio.run(visit())


async def until_called_in(gate: AdmissionGate) -> None:
    """Stop at the moment when the first of two has been called in and has not yet moved."""
    for _ in range(50):
        await asyncio.sleep(0)
        if len(gate._waiting) == 1:
            return


def client_of(gate: AdmissionGate) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url="http://xero.test")


@pytest.mark.parametrize(
    ("ordering", "order"), [(Ordering.OLDEST_FIRST, PATHS), (Ordering.NEWEST_FIRST, PATHS[::-1])]
)
def test_a_fixed_ordering_is_kept(ordering: Ordering, order: list[str]) -> None:
    assert visit_all(ordering).visits == order


def test_the_random_order_is_another_for_another_seed_and_the_same_for_the_same() -> None:
    orders = [visit_all(Ordering.RANDOM, seed).visits for seed in (1, 1, 2, 3)]

    assert orders[0] == orders[1]
    assert len({tuple(each) for each in orders}) == 3
    assert sorted(orders[0]) == PATHS


@pytest.mark.parametrize("ordering", Ordering)
def test_never_are_two_inside_together(ordering: Ordering) -> None:
    assert not visit_all(ordering).crowded


def test_one_who_gives_up_leaves_the_queue_and_keeps_nobody_out() -> None:
    async def visit() -> list[str]:
        room = Room()
        gate = AdmissionGate(room, ordering=Ordering.OLDEST_FIRST, choices=SeededChoices(1))
        async with client_of(gate) as client:
            first, second, third = (asyncio.create_task(client.get(path)) for path in PATHS[:3])
            await asyncio.sleep(0)
            second.cancel()
            await asyncio.gather(first, third)
            await client.get(PATHS[3])
        return room.visits

    assert asyncio.run(visit()) == [PATHS[0], PATHS[2], PATHS[3]]


def test_one_who_gives_up_at_the_moment_of_being_called_in_lets_the_next_go() -> None:
    async def visit() -> list[str]:
        room = Room()
        gate = AdmissionGate(room, ordering=Ordering.OLDEST_FIRST, choices=SeededChoices(1))
        async with client_of(gate) as client:
            called_in, next_one = (asyncio.create_task(client.get(path)) for path in PATHS[:2])
            await until_called_in(gate)
            called_in.cancel()
            await next_one
        return room.visits

    assert asyncio.run(visit()) == [PATHS[1]]
