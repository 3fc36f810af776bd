"""Runs one scenario from its seed to its result. The only place that knows engines by name."""

import asyncio
import gc
import importlib
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, cast

from harness.engines.protocol import EngineFactory
from harness.judgement import Costs, evidence_of, result_of
from harness.result import RunResult
from harness.scenario.acts import perform
from harness.scenario.agenda import ImpossibleStoryError, plan
from harness.scenario.reached import Reached
from harness.scenario.schema import Scenario
from harness.simulation.admission import DecidedChoices, Decider
from harness.simulation.choices import Choices, SeededChoices
from harness.simulation.effects import Effects, commits_watched
from harness.simulation.tripwire import refuse_stamps_of_1999, stopwatch
from harness.simulation.world import World

BUILT_IN: Final = "harness.engines.builtin:create"
LOOK_EVERY_CALLS: Final = 200
GARBAGE_MAX: Final = 50_000  # objects, before Python looks at the youngest of them


class UnknownEngineError(Exception):
    """`--engine` has to name MODULE:FACTORY, a module that can be imported and a callable in it."""


class BrokenRunError(Exception):
    """The run ended before its time: engine, mock or harness failed. The cause is chained."""


class Progress(Protocol):
    """Who watches a run. Called often; must be quick."""

    def begin(self, scenario: Scenario) -> None: ...
    def at(
        self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int
    ) -> None: ...
    def end(self, result: RunResult) -> None: ...


class Unwatched:
    """Nobody watches."""

    def begin(self, scenario: Scenario) -> None: ...
    def at(
        self, instant: datetime, day: int, doing: str, delivered: int, due: int, requests: int
    ) -> None: ...
    def end(self, result: RunResult) -> None: ...


def run_scenario(
    scenario: Scenario,
    *,
    seed: int | None = None,
    engine: str | None = None,
    progress: Progress | None = None,
    effects: Effects | None = None,
    admission: Decider | None = None,
) -> RunResult:
    """Run a scenario on virtual time. Raises UnknownEngineError, BrokenRunError."""
    sown = scenario.seed if seed is None else seed
    return run_with(
        scenario,
        SeededChoices(sown),
        engine_named(engine or BUILT_IN),
        seed=sown,
        engine=engine,
        progress=progress or Unwatched(),
        effects=effects,
        admission=admission,
    )


def run_with(  # noqa: PLR0913 - all that makes a run, named
    scenario: Scenario,
    choices: Choices,
    factory: EngineFactory,
    *,
    seed: int = 0,
    engine: str | None = None,
    progress: Progress | None = None,
    effects: Effects | None = None,
    admission: Decider | None = None,
) -> RunResult:
    """Run a scenario on any stream of choices and any engine: what property tests call.

    `effects` counts what the engine does and interrupts it where it was told to; `admission` decides in
    which order Xero takes what comes together. What a scenario claims to reach is asked of the story as it is
    told: with its own seed, with nothing in its way.
    """
    if seed != scenario.seed or admission or (effects and effects.interruptions):
        scenario = _claiming_nothing(scenario)
    watcher = progress or Unwatched()
    watcher.begin(scenario)
    command = command_for(scenario, seed, engine, effects, admission)
    began = stopwatch()
    try:
        decided = DecidedChoices(choices, admission) if admission else choices
        with _garbage_looked_for_less():
            world = World(scenario, decided, factory, effects or Effects())
            world.network.on_departure = _Watch(world, watcher).look
            try:
                with commits_watched(effects) if effects else nullcontext():
                    result = _live(world, seed, command, began)
            finally:
                world.end()
    except (BrokenRunError, ImpossibleStoryError):
        raise
    except Exception as failure:
        raise BrokenRunError(f"the run broke: {_first(failure)}") from failure
    watcher.end(result)
    return result


def _claiming_nothing(scenario: Scenario) -> Scenario:
    expected = tuple(each for each in scenario.expect if not isinstance(each, Reached))
    return scenario.model_copy(update={"expect": expected})


@contextmanager
def _garbage_looked_for_less() -> Iterator[None]:
    """A world keeps what it makes until it ends: to walk through it for garbage costs more than it frees."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE_MAX, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def engine_named(spec: str) -> EngineFactory:
    """Find the factory that MODULE:FACTORY names. Raises UnknownEngineError."""
    module_name, _, factory_name = spec.partition(":")
    try:
        factory = getattr(importlib.import_module(module_name), factory_name)
    except Exception as missing:  # whatever an engine's module does while it is imported
        raise UnknownEngineError(f"no engine at {spec!r}: write MODULE:FACTORY ({missing})") from missing
    if not callable(factory):
        raise UnknownEngineError(f"no engine at {spec!r}: {factory_name} cannot be called")
    return cast("EngineFactory", factory)


def _live(world: World, seed: int, command: str, began: float) -> RunResult:
    loop = world.loop
    life = loop.create_task(_acts(world, seed, command, began))
    world.on_failure = life.cancel
    try:
        return loop.run_until_complete(life)
    except asyncio.CancelledError:
        raise BrokenRunError(f"the run broke: {_first(world.failure)}") from world.failure


async def _acts(world: World, seed: int, command: str, began: float) -> RunResult:
    scenario = world.scenario
    curtain = await perform(world, plan(scenario, world.choices.fork("workload")))
    parked = list(await world.host.engine.parked())
    evidence = await evidence_of(world, curtain, parked)
    refuse_stamps_of_1999(world.history.entries, (invoice.date for invoice in evidence.xero.invoices))
    costs = Costs(
        wall_seconds=stopwatch() - began,
        seed=seed,
        path=scenario.path,
        reproduce=command,
    )
    return result_of(world, evidence, parked, costs)


def _first(failure: BaseException | None) -> str:
    """Name what failed; of several at once, the first."""
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return f"{type(failure).__name__}: {failure}"


def command_for(
    scenario: Scenario, seed: int, engine: str | None, effects: Effects | None, admission: Decider | None
) -> str:
    """Return the one command that runs this again."""
    words = ["harness", "run", str(scenario.path or "SCENARIO.yaml"), "--seed", str(seed)]
    words += ["--engine", engine] if engine else []
    for interruption in effects.interruptions if effects else ():
        words += ["--interrupt", str(interruption)]
    return shlex.join(words + (["--admission", str(admission.order)] if admission else []))


@dataclass(slots=True)
class _Watch:
    """Tells the watcher where the run stands, every few hundred calls."""

    world: World
    watcher: Progress

    def look(self, requests: int) -> None:
        if requests % LOOK_EVERY_CALLS:
            return
        world = self.world
        books = world.xero.organisation.books
        now = world.clock.now()
        self.watcher.at(
            now,
            (now - world.clock.start).days + 1,
            "delivering",
            len(books.invoices.all()) + len(books.payments.all()),
            len(world.book.invoices) + len(world.book.payments),
            requests,
        )
