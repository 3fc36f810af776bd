"""The four acts of a run: set up, storm, heal, judge. The storm ends before the judge sits."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from harness.scenario import coming_back
from harness.scenario.agenda import Agenda
from harness.scenario.performing import perform_step
from harness.simulation.history import Actor, Call
from harness.simulation.world import World

PATIENCE: Final = timedelta(days=30)  # how long a run may take to settle where the scenario doesn't say
LOOK_EVERY: Final = timedelta(hours=1)
OK: Final = 200
IN_VAIN: Final = 500  # so many calls in a row that bring nothing to Xero are not patience any more


@dataclass(frozen=True, slots=True)
class Curtain:
    """How the storm ended: when the last step was done, and why the engine had not settled, if it had not."""

    last_step_at: datetime
    unsettled: str | None


async def perform(world: World, agenda: Agenda) -> Curtain:
    """Play a scenario's acts in the world; afterwards nothing is in flight, or the reason is known."""
    set_up(world)
    await storm(world, agenda)
    return await come_to_rest(world)


async def come_to_rest(world: World) -> Curtain:
    """Let the engine settle, heal what is left of the trouble, and let it settle once more if need be."""
    last_step_at = world.clock.now()
    unsettled = await settle(world)
    heal(world)
    if unsettled is not None:
        unsettled = await settle(world)
    return Curtain(last_step_at, unsettled)


def set_up(world: World) -> None:
    """Xero has the accounts of the story, the engine runs, the weather is the scenario's."""
    world.xero.open_accounts(world.scenario)
    coming_back.prepare(world)
    world.host.start()
    world.network.weather = world.scenario.weather


async def storm(world: World, agenda: Agenda) -> None:
    """The clinic works and the timeline happens, side by side, each at its instants."""
    async with asyncio.TaskGroup() as together:
        together.create_task(_work(world, agenda))
        together.create_task(_happen(world, agenda))


async def settle(world: World) -> str | None:
    """Wait until the engine is at rest; returns why it is not, when patience has run out."""
    deadline, began = world.clock.now() + PATIENCE, len(world.network.calls)
    while reason := await _unsettled(world):
        if world.clock.now() > deadline or _all_in_vain(world.network.calls[began:]):
            return reason
        await asyncio.sleep(LOOK_EVERY.total_seconds())
    return None


def heal(world: World) -> None:
    """End whatever trouble is left."""
    world.network.heal()
    world.xero.end_outages()
    world.host.start()
    world.note(Actor.NEMESIS, "heal")


async def _unsettled(world: World) -> str | None:
    if world.errands:
        return "somebody at the clinic is about to reconnect"
    return await world.host.engine.unsettled() if world.host.running else "the engine is down"


def _all_in_vain(calls: Sequence[Call]) -> bool:
    """Whether the engine has called and called, and none of it was a write that Xero took."""
    last = calls[-IN_VAIN:]
    return len(last) == IN_VAIN and not any(map(_brought_something, last))


def _brought_something(call: Call) -> bool:
    return call.to_the_api and call.method != "GET" and call.status == OK


async def _work(world: World, agenda: Agenda) -> None:
    for planned in agenda.deeds:
        await world.clock.sleep_until(planned.instant)
        await world.do(planned.deed)


async def _happen(world: World, agenda: Agenda) -> None:
    for step in agenda.steps:
        await world.clock.sleep_until(step.at)
        await perform_step(world, step)
