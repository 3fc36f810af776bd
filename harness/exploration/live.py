"""A world that lives step by step: somebody outside says what happens next, and may look in between."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, TypeVar

from harness.checkers import judge
from harness.checkers.evidence import Evidence
from harness.checkers.verdict import Verdict
from harness.engines.protocol import EngineFactory
from harness.judgement import evidence_of
from harness.runner import BrokenRunError
from harness.scenario import schema
from harness.scenario.acts import Curtain, come_to_rest, set_up
from harness.scenario.agenda import Secretary
from harness.scenario.performing import PERFORMERS, perform_step
from harness.simulation.choices import Choices
from harness.simulation.effects import Effects
from harness.simulation.world import World

T = TypeVar("T")


class LiveWorld:
    """A world of which every step is awaited before the next one is thought of."""

    def __init__(self, frame: schema.Scenario, choices: Choices, factory: EngineFactory) -> None:
        self._world = World(frame, choices, factory, Effects())
        self._secretary = Secretary(frame, choices.fork("workload"))
        set_up(self._world)

    @property
    def now(self) -> datetime:
        return self._world.clock.now()

    def live_until(self, instant: datetime) -> None:
        """Let virtual time pass."""
        self._run(self._world.clock.sleep_until(instant))

    def do(self, step: schema.Step) -> None:
        """Let a step happen at its instant, and everybody do what follows at once."""
        self._run(self._do(step))

    def evidence(self) -> Evidence:
        """What can be seen just now, while the engine may still be at work."""
        return self._run(evidence_of(self._world, Curtain(self.now, None), []))

    def verdicts(self) -> tuple[Verdict, ...]:
        """Heal everything, let the engine settle, and judge."""
        return self._run(self._end())

    def end(self) -> None:
        self._world.end()

    async def _do(self, step: schema.Step) -> None:
        await self._world.clock.sleep_until(step.at)
        for planned in self._secretary.deeds_of(step):
            await self._world.do(planned.deed)
        if type(step) in PERFORMERS:
            await perform_step(self._world, step)
        await asyncio.sleep(0)

    async def _end(self) -> tuple[Verdict, ...]:
        curtain = await come_to_rest(self._world)
        evidence = await evidence_of(self._world, curtain, list(await self._world.host.engine.parked()))
        return judge(self._world.scenario.expect, evidence)

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        task = self._world.loop.create_task(doing)
        self._world.on_failure = task.cancel
        try:
            return self._world.loop.run_until_complete(task)
        except asyncio.CancelledError:
            raise BrokenRunError(f"the run broke: {self._world.failure!r}") from self._world.failure
