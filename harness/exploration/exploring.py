"""Runs one drawn story after the other, each grown from a seed of its own, and says which of them fail."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from harness.batch import Orders, run_one
from harness.coverage.coverage import Coverage
from harness.exploration.drawing import draw_story
from harness.exploration.drawn import Drawn, drawn_in
from harness.exploration.executors import Lost, Workers, run_all
from harness.exploration.failing import failures_in
from harness.exploration.reaching import coverage_of_result
from harness.result import RunResult
from harness.runner import Unwatched
from harness.scenario import schema
from harness.simulation.choices import SeededChoices

HANDFUL: Final = 10
KILLED: Final = "the run killed its process"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """One run: its seed, what it broke (nothing, if all is well), what its story had and what it reached."""

    seed: int
    failures: tuple[str, ...]
    drawn: Counter[Drawn]
    reached: Coverage


def story_of(seed: int) -> schema.Scenario:
    """Return the story that grows from a seed: the same one everywhere."""
    return draw_story(SeededChoices(f"story {seed}"), name=f"The story of seed {seed}", seed=seed)


def explore_one(seed: int, orders: Orders) -> Explored:
    """Draw the story of a seed and run it."""
    scenario = story_of(seed)
    outcome = run_one(scenario, orders, Unwatched())
    return Explored(
        seed=seed,
        failures=failures_in(outcome),
        drawn=drawn_in(scenario),
        reached=coverage_of_result(outcome) if isinstance(outcome, RunResult) else Coverage(),
    )


def explored(seeds: Iterable[int], orders: Orders, workers: Workers) -> Iterator[Explored]:
    """Explore the stories of many seeds; results come in the order of the seeds."""
    explore = partial(_explore_each, orders=orders)
    for done in run_all(workers, explore, _handfuls(seeds)):
        if isinstance(done, Lost):
            yield from map(_killed, done.item)
        else:
            yield from done


def _killed(seed: int) -> Explored:
    return Explored(seed=seed, failures=(KILLED,), drawn=Counter(), reached=Coverage())


def _explore_each(seeds: Sequence[int], orders: Orders) -> list[Explored]:
    return [explore_one(seed, orders) for seed in seeds]


def _handfuls(seeds: Iterable[int]) -> Iterator[Sequence[int]]:
    """Enough seeds at a time, so that handing them out costs nothing beside running them."""
    several = iter(seeds)
    while handful := list(islice(several, HANDFUL)):
        yield handful
