"""What people do when the app was removed in Xero at an effect: ten minutes later somebody notices (R10).

They reconnect, unless the story has done so by then, and synchronise from day 1 (R4), so that what a
scenario promises of the end can still be demanded.
"""

from datetime import timedelta
from functools import partial
from typing import Final

from harness.nemesis.faults import Disconnection
from harness.scenario import schema
from harness.scenario.performing import begin, perform_step
from harness.simulation.effects import Mishap
from harness.simulation.world import World

NOTICED_AFTER: Final = timedelta(minutes=10)


def prepare(world: World) -> None:
    """Let somebody be there when the app is removed at an effect."""
    world.effects.bring[Mishap.DISCONNECTED] = partial(_disconnect, world)


def _disconnect(world: World) -> None:
    if world.xero.connected:
        begin(world, Disconnection())
        world.set_out(_come_back(world))


async def _come_back(world: World) -> None:
    now = world.clock.now() + NOTICED_AFTER
    await world.clock.sleep_until(now)
    if not world.xero.connected:
        await perform_step(world, schema.Reconnect(at=now))
    await perform_step(world, schema.Synchronise(at=now, since=world.scenario.starts.date()))
