"""Tortures scenarios one after the other, and tells how many cases there are and how they end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from harness.batch import Orders
from harness.exploration.admissions import Bound, enumerated, first_try, sampled
from harness.exploration.cases import run_each
from harness.exploration.executors import Lost, Workers, run_all
from harness.exploration.telling import Teller
from harness.exploration.torture import Cases, cases_of
from harness.runner import BrokenRunError
from harness.scenario.schema import Scenario
from harness.simulation.effects import Interruption

TOO_MANY_TO_SPELL: Final = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How far to go with each scenario: cases (None is all), pairs of them, and admission orders.

    Where there are more orders, they are sampled against bugs of a depth. A scenario of more documents than
    that is left out.
    """

    sample: int | None
    pairs: int
    admissions: int
    depth: int
    documents: int


@dataclass(frozen=True, slots=True)
class Torture:
    """One search: who does it, under which orders, how far, and who tells of it."""

    workers: Workers
    orders: Orders
    extent: Extent
    teller: Teller

    def of(self, scenario: Scenario) -> None:
        """Run the cases of one scenario. Raises BrokenRunError."""
        cases = self._counted(scenario)
        if cases.documents > self.extent.documents:
            self.teller.say(f"{scenario.name}: left out, {cases.documents:,} documents")
            return
        self.teller.say(f"{scenario.name}: {cases.effects:,} effects")
        singles = [(each,) for each in cases.spread(self.extent.sample)]
        self._interrupt(scenario, singles, f"{len(cases.every):,} cases")
        self._interrupt(scenario, cases.spread_pairs(self.extent.pairs), f"{cases.pairs:,} pairs of cases")
        if self.extent.admissions:
            self._reorder(scenario)

    def _counted(self, scenario: Scenario) -> Cases:
        [cases] = run_all(self.workers, partial(cases_of, orders=self.orders), [scenario])
        if isinstance(cases, Lost):
            raise BrokenRunError(f"the process that ran {scenario.name} died, without any interruption")
        return cases

    def _interrupt(
        self, scenario: Scenario, chosen: Sequence[tuple[Interruption, ...]], there_are: str
    ) -> None:
        if chosen:
            self.teller.say(f"  {there_are}, {len(chosen):,} to run")
            cases = [replace(self.orders, interruptions=each) for each in chosen]
            self.teller.listen(run_each(self.workers, scenario, cases), len(cases))

    def _reorder(self, scenario: Scenario) -> None:
        first, most = first_try(self.workers, scenario, self.orders), self.extent.admissions
        if first.orders <= most:
            self.teller.say(f"  {_orders(first.orders)}, all to run")
            self.teller.listen(enumerated(self.workers, scenario, self.orders, first), first.orders)
            return
        bound = Bound(first.things, len(first.widths), self.extent.depth)
        self.teller.say(f"  {_orders(first.orders)}, {most:,} to run by priorities")
        self.teller.say(f"    {_worth(bound, most)}")
        cases = sampled(self.orders, bound, most)
        self.teller.listen(run_each(self.workers, scenario, cases), most)


def _worth(bound: Bound, runs: int) -> str:
    """Say in words what the sample is worth."""
    return (
        f"{bound.things:,} things, {bound.decisions:,} decisions: a run finds a bug of depth {bound.depth} "
        f"with a chance of at least {bound.found_by_one:.2g}, all {runs:,} miss it with at most "
        f"{bound.missed_by(runs):.2%}"
    )


def _orders(count: int) -> str:
    spelled = f"{count:,}" if count < TOO_MANY_TO_SPELL else f"about 10^{len(str(count)) - 1}"
    return f"{spelled} admission order{'' if count == 1 else 's'}"
