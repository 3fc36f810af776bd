"""Scenarios under many seeds: what a seed decides (the clinic's trade, weather, orders, names) runs anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from harness.batch import Orders
from harness.exploration.cases import Ended, run_each
from harness.exploration.executors import Workers
from harness.exploration.telling import Teller
from harness.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Swept:
    """One scenario under each seed, in the order of the seeds."""

    scenario: Scenario
    ended: Sequence[Ended]


def swept(
    workers: Workers, scenario: Scenario, orders: Orders, seeds: Iterable[int], teller: Teller
) -> Swept:
    """Run a scenario under each seed and tell how it goes."""
    cases = [replace(orders, seed=seed) for seed in seeds]
    teller.say(f"{scenario.name}: seeds {cases[0].seed} to {cases[-1].seed}")
    heard = teller.listen(run_each(workers, scenario, cases), len(cases))
    return Swept(scenario, sorted(heard, key=lambda each: each.orders.seed or 0))


def as_json(results: Iterable[Swept]) -> bytes:
    """Each scenario with each seed's digest: the same bytes wherever it ran."""
    objects = [
        {
            "scenario": each.scenario.name,
            "runs": [_run_object(ended) for ended in each.ended],
        }
        for each in results
    ]
    return msgspec.json.format(msgspec.json.encode(objects), indent=2) + b"\n"


def _run_object(ended: Ended) -> dict[str, object]:
    outcome = {"broken": ended.why, "reproduce": ended.reproduce} if ended.why else {}
    return {"seed": ended.orders.seed, "digest": ended.digest or None, **outcome}
