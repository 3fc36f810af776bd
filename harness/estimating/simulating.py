"""Simulates backfills of a backlog: real runs of the engine against the mock, each in its own weather."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Self

from harness.estimating.backlog import Backlog, Setting, last_number, story_of
from harness.estimating.composing import Arrived, compose
from harness.estimating.course import Course, course_of
from harness.estimating.outlook import Outlook
from harness.estimating.passage import Passage, arrivals_of, passage_of
from harness.exploration.executors import Lost, Workers, run_all
from harness.lower_bound import BATCH, LimitsView
from harness.runner import run_scenario
from harness.simulation.choices import SeededChoices

# Documents of the largest backlog whose runs are whole, and of the runs that a larger one is put together
# from: where payments go one by one, and where a call carries many.
ONE_BY_ONE: Final = (600, 300)
IN_BATCHES: Final = (3_000, 1_500)
TOGETHER: Final = 5  # runs handed to a worker at once
LARGEST_SEED: Final = 1_000_000_000


class LostRunsError(Exception):
    """Some runs killed each process that had them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be simulated: so many backfills of this backlog, from this seed on.

    `simulated` is the backlog that the runs have: the whole one, or one of its shape that is quicker to run.
    """

    backlog: Backlog
    simulated: Backlog
    setting: Setting
    outlook: Outlook
    runs: int
    seed: int

    @classmethod
    def about(cls, backlog: Backlog, setting: Setting, outlook: Outlook, *, runs: int, seed: int) -> Self:
        """Ask about a backlog in a way that is quick to answer."""
        simulated = quick(backlog, setting.limits)
        return cls(
            backlog=backlog, simulated=simulated, setting=setting, outlook=outlook, runs=runs, seed=seed
        )


def quick(backlog: Backlog, limits: LimitsView) -> Backlog:
    """Return what is simulated for a backlog: itself if that is quick enough, else a sample of it."""
    slow = limits.payments_per_minute is not None and limits.payments_per_minute < BATCH
    whole_up_to, sample = ONE_BY_ONE if slow else IN_BATCHES
    return backlog if backlog.documents <= whole_up_to else backlog.sample(sample)


def courses_of(question: Question, workers: Workers) -> Iterator[Course]:
    """Run the simulated backlog as often as asked. Raises UnfinishedError, BrokenRunError, LostRunsError."""
    together = [
        range(first, min(first + TOGETHER, question.runs)) for first in range(0, question.runs, TOGETHER)
    ]
    for courses in run_all(workers, partial(several_courses, question), together):
        if isinstance(courses, Lost):
            raise LostRunsError("a process died of a simulated backfill each time; try fewer --jobs")
        yield from courses


def several_courses(question: Question, numbers: Sequence[int]) -> list[Course]:
    """Simulate some of the backfills, by their numbers."""
    return [one_course(question, number) for number in numbers]


def one_course(question: Question, number: int) -> Course:
    """Simulate one backfill. Raises UnfinishedError, BrokenRunError."""
    choices = SeededChoices(f"estimate {question.seed}/{number}")
    weather = question.outlook.draw(choices.fork("weather"))
    seed = choices.integer(1, LARGEST_SEED, label="the seed of the run")
    backlog, setting = question.simulated, question.setting
    result = run_scenario(story_of(backlog, setting, weather), seed=seed)
    return course_of(result, weather, setting.pressed_at, last_number(backlog), backlog.documents)


def passages_of(question: Question, courses: Sequence[Course]) -> list[Passage]:
    """Return the passage of the whole backlog for each course: the course itself, or one put together."""
    return [
        passage_of(_arrivals(question, courses, number), question.setting) for number in range(len(courses))
    ]


def _arrivals(question: Question, courses: Sequence[Course], number: int) -> Iterator[Arrived]:
    course = courses[number]
    if question.simulated == question.backlog:
        return arrivals_of(course)
    alike = [each for each in courses if each.weather == course.weather]
    choices = SeededChoices(f"compose {question.seed}/{number}")
    return compose(alike, question.backlog, question.setting.limits, choices)
