"""Backlogs of many kinds, their estimates, and how backfills of the same kind then went."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from harness.estimating.backlog import Backlog, Setting
from harness.estimating.estimate import Estimate, estimate_of
from harness.estimating.outlook import read_outlook
from harness.estimating.passage import arrivals_of, passage_of
from harness.estimating.simulating import Question, courses_of, passages_of
from harness.exploration.executors import Alone
from harness.scenario.schema import PROFILES, Clinic, LimitWords, Xero

PRESSED_AT: Final = datetime.fromisoformat("2026-03-02T08:00:00+11:00")
UNSEEN: Final = 1_000  # further on than any seed of an estimate
MIXED: Final = "answers lost: 2%, server errors: 1%, delay: 0s to 20s"
RANGES: Final = "answers lost: 0% to 10%, requests lost: 0% to 5%, delay: 1s to 5s"


@dataclass(frozen=True)
class Case:
    """A backlog under a profile, or limits of its own, and a weather."""

    profile: str
    weather: str
    backlog: Backlog
    limits: LimitWords | None = None

    def question(self, runs: int, seed: int) -> Question:
        """Ask as the command does."""
        xero = Xero(profile=self.limits or PROFILES[self.profile])
        setting = Setting(Clinic(time_zone="Australia/Sydney"), xero, PRESSED_AT)
        return Question.about(self.backlog, setting, read_outlook(self.weather), runs=runs, seed=seed)


CASES: Final = (
    Case("article", "storm", Backlog(invoices=12, payments=10)),
    Case("article", "storm", Backlog(invoices=0, payments=12)),
    Case("article", MIXED, Backlog(invoices=6, payments=15)),
    Case("article", RANGES, Backlog(invoices=12, payments=12)),
    Case("article", "storm", Backlog(invoices=10, payments=8, live_invoices=10, live_payments=10)),
    Case("standard", "storm", Backlog(invoices=60, payments=40)),
    Case("standard", RANGES, Backlog(invoices=30, payments=30)),
    Case("standard", MIXED, Backlog(invoices=40, payments=0)),
    Case("starter", "storm", Backlog(invoices=25, payments=25)),
    Case("unlimited", "storm", Backlog(invoices=40, payments=30)),
)


def estimated(question: Question) -> Estimate:
    courses = list(courses_of(question, Alone(None)))
    passages = passages_of(question, courses)
    return estimate_of(question.backlog, question.setting, question.simulated, passages)


def true_finishes(question: Question, count: int) -> Iterator[float]:
    """Run the whole backlog so often, with chance and weather that the estimate has not seen."""
    unseen = replace(question, simulated=question.backlog, runs=count, seed=question.seed + UNSEEN)
    for course in courses_of(unseen, Alone(None)):
        yield passage_of(arrivals_of(course), question.setting).seconds
