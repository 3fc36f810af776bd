"""How soon drawn stories catch an engine that is broken on purpose, and how short the story becomes.

It is caught once a story breaks a promise that the mistake is known to break, and the good engine keeps it.
"""

from dataclasses import dataclass
from typing import Final

from harness.batch import Orders, run_one
from harness.engines.broken import GALLERY, Broken
from harness.exploration.exploring import story_of
from harness.exploration.failing import failures_in
from harness.exploration.shrinking import Shrunk, shrink
from harness.exploration.troubles import mender_of
from harness.runner import Unwatched
from harness.scenario import schema
from harness.simulation.tripwire import stopwatch

FIRST_SEED: Final = 1
INVOICES_AT_MOST: Final = 3
FAULTS_AT_MOST: Final = 2
SECONDS_AT_MOST: Final = 60.0
_FAULTS: Final = (schema.Mishap, schema.Crash, schema.Storm, schema.Outage, schema.Disconnect)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """What became of one broken engine; `shrunk` is None where no story caught it."""

    name: str
    runs: int
    seconds: float
    shrunk: Shrunk | None

    @property
    def last_seed(self) -> int:
        return FIRST_SEED + self.runs - 1

    @property
    def is_short(self) -> bool:
        """Whether it was shrunk to a story that one reads at a glance, within the time that one waits."""
        return (
            self.shrunk is not None
            and self.shrunk.seconds <= SECONDS_AT_MOST
            and invoices_in(self.shrunk.scenario) <= INVOICES_AT_MOST
            and faults_in(self.shrunk.scenario) <= FAULTS_AT_MOST
        )


def catch(name: str, *, runs: int) -> Caught:
    """Run the stories of one seed after the other until one catches the engine of this name."""
    member = next(each for each in GALLERY if each.name == name)
    began = stopwatch()
    for seed in range(FIRST_SEED, FIRST_SEED + runs):
        scenario = story_of(seed)
        if (wanted := _caught_by(member, scenario)) is not None:
            seconds = stopwatch() - began
            shrunk = shrink(wanted, Orders(engine=member.spec))
            return Caught(name=name, runs=seed - FIRST_SEED + 1, seconds=seconds, shrunk=shrunk)
    return never_caught(name, runs, stopwatch() - began)


def never_caught(name: str, runs: int, seconds: float = 0.0) -> Caught:
    """Say that so many stories were in vain."""
    return Caught(name=name, runs=runs, seconds=seconds, shrunk=None)


def invoices_in(scenario: schema.Scenario) -> int:
    """Count the invoices of a story that was shrunk: each is a step of its own there."""
    return sum(isinstance(step, schema.IssueInvoice) for step in scenario.timeline)


def faults_in(scenario: schema.Scenario) -> int:
    """Count what goes wrong: mishaps and weather, and what somebody at Xero's side does to the sync."""
    troubles = sum(isinstance(step, _FAULTS) or mender_of(step) is not None for step in scenario.timeline)
    return troubles + (scenario.weather != schema.CALM)


def _caught_by(member: Broken, scenario: schema.Scenario) -> schema.Scenario | None:
    """Return the story with the one expectation that catches this engine, if there is one."""
    broken = failures_in(run_one(scenario, Orders(engine=member.spec), Unwatched()))
    named = [promise for promise in member.breaks if promise in scenario.expect and promise.phrase in broken]
    if not named:
        return None
    wanted = scenario.model_copy(update={"expect": (named[0],)})
    return None if failures_in(run_one(wanted, Orders(), Unwatched())) else wanted
