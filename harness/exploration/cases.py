"""Many runs of one scenario, each ordered in its own way, and how each ended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from harness.batch import BrokenRun, Orders, Outcome, run_one
from harness.checkers import verdict
from harness.exploration.executors import Lost, Workers, run_all
from harness.runner import Unwatched, command_for
from harness.scenario.schema import Scenario

TOGETHER: Final = 8  # runs that a worker is given at a time


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run ended; `why` names the promises broken, and is empty where all were kept."""

    orders: Orders
    digest: str  # empty where the run broke off
    why: str
    reproduce: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is given: a scenario and the ways in which to run it."""

    scenario: Scenario
    orders: Sequence[Orders]


def run_each(workers: Workers, scenario: Scenario, orders: Iterable[Orders]) -> Iterator[Ended]:
    """Run every case and yield how each ended; what killed the process that it ran in comes last."""
    lost: list[Orders] = []
    for done in run_all(workers, do, works(scenario, orders)):
        if isinstance(done, Lost):
            lost += done.item.orders
        else:
            yield from done
    for alone in run_all(workers, do, [Work(scenario, [each]) for each in lost]):
        if isinstance(alone, Lost):
            yield _killed(scenario, *alone.item.orders)
        else:
            yield from alone


def works(scenario: Scenario, orders: Iterable[Orders]) -> Iterator[Work]:
    """Cut the cases into pieces for the workers."""
    left = iter(orders)
    while some := list(islice(left, TOGETHER)):
        yield Work(scenario, some)


def do(work: Work) -> list[Ended]:
    """Do one piece of work here."""
    return [ended(each, run_one(work.scenario, each, Unwatched())) for each in work.orders]


def ended(orders: Orders, outcome: Outcome) -> Ended:
    """Say in short how a run ended."""
    if isinstance(outcome, BrokenRun):
        return Ended(orders, "", outcome.reason, outcome.reproduce)
    broken = [each for each in outcome.verdicts if each.outcome is verdict.Outcome.INVALID]
    why = "; ".join(f"{each.expectation}: {' '.join(each.evidence[:1])}" for each in broken)
    return Ended(orders, outcome.digest, why, outcome.reproduce)


def _killed(scenario: Scenario, orders: Orders) -> Ended:
    seed = scenario.seed if orders.seed is None else orders.seed
    command = command_for(scenario, seed, orders.engine, orders.effects(), orders.decider())
    return Ended(orders, "", "the process that ran it died, each time", command)
