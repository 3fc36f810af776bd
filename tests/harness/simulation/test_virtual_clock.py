"""Time in the simulated world jumps, never drifts, and says when it cannot go on."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from harness.simulation.virtual_clock import Life, StuckWorldError, VirtualClock, VirtualLoop

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_thirty_days_pass_at_once_and_to_the_microsecond(loop: VirtualLoop) -> None:
    clock = VirtualClock(loop, START)

    loop.run_until_complete(asyncio.sleep(timedelta(days=30).total_seconds()))

    assert clock.now() == START + timedelta(days=30)


def test_sleeping_until_an_instant_ends_at_that_instant(loop: VirtualLoop) -> None:
    clock = VirtualClock(loop, START)
    noon = START + timedelta(hours=4, microseconds=7)

    loop.run_until_complete(clock.sleep_until(noon))

    assert clock.now() == noon


def test_sleepers_wake_in_the_order_of_their_instants(loop: VirtualLoop) -> None:
    woken: list[int] = []

    async def sleep_and_tell(seconds: int) -> None:
        await asyncio.sleep(seconds)
        woken.append(seconds)

    async def all_of_them() -> None:
        await asyncio.gather(*(sleep_and_tell(seconds) for seconds in (30, 10, 20)))

    loop.run_until_complete(all_of_them())

    assert woken == [10, 20, 30]


def test_a_world_in_which_everybody_waits_is_stuck_and_says_so(loop: VirtualLoop) -> None:

    with pytest.raises(StuckWorldError, match="no timer is set"):
        loop.run_until_complete(loop.create_future())


def test_a_crash_drops_every_task_of_a_life_without_any_cleanup(loop: VirtualLoop) -> None:
    done: list[str] = []

    async def work() -> None:
        try:
            while True:
                await asyncio.sleep(1)
                done.append("a second's work")
        finally:
            done.append("cleanup")

    async def spawn_and_wait() -> None:
        await asyncio.create_task(work())

    async def crash_after(seconds: float) -> None:
        life = Life(loop)
        life.spawn(spawn_and_wait())
        await asyncio.sleep(seconds)
        life.drop()
        await asyncio.sleep(3600)
        assert done == ["a second's work"] * 2

    loop.run_until_complete(crash_after(2.5))


def test_what_another_life_started_goes_on_after_a_crash(loop: VirtualLoop) -> None:
    done: list[str] = []

    async def work() -> None:
        await asyncio.sleep(10)
        done.append("finished")

    async def crash_one_of_two() -> None:
        crashing, living = Life(loop), Life(loop)
        crashing.spawn(work())
        living.spawn(work())
        await asyncio.sleep(5)
        crashing.drop()
        await asyncio.sleep(60)

    loop.run_until_complete(crash_one_of_two())

    assert done == ["finished"]
