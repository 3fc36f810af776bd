"""Simulates backfills of a backlog: real runs of the engine against the mock, each in a weather of its own."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from harness.batch import Orders, get_ready
from harness.estimating.backlog import Backlog, Setting, last_number, story_of
from harness.estimating.composing import Arrived, compose
from harness.estimating.course import Course, Kind, course_of
from harness.estimating.outlook import Outlook
from harness.lower_bound import BATCH, LimitsView
from harness.runner import run_scenario
from harness.simulation.choices import SeededChoices

# Documents of the largest backlog whose runs are whole, and of the runs that a larger one is put together
# from: where payments go one by one, and where a call carries many.
ONE_BY_ONE: Final = (600, 300)
IN_BATCHES: Final = (3_000, 1_500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be simulated: so many backfills of this backlog, from this seed on."""

    backlog: Backlog
    setting: Setting
    outlook: Outlook
    runs: int
    seed: int

    @property
    def simulated(self) -> Backlog:
        """The backlog that the runs have: the whole one, or one of its shape that is quicker to run."""
        whole_up_to, sample = _sizes(self.setting.limits)
        return self.backlog if self.backlog.documents <= whole_up_to else self.backlog.sample(sample)


@dataclass(frozen=True, slots=True)
class Passage:
    """One backfill of the whole backlog: when it finished, and how much was done by the end of each day."""

    seconds: float
    by_day: tuple[tuple[int, int], ...]  # (invoices, payments), of day 0, 1, ...


def courses_of(question: Question, jobs: int) -> Iterator[Course]:
    """Run the simulated backlog as often as asked. Raises UnfinishedError, BrokenRunError."""
    numbers = range(question.runs)
    if jobs == 1:
        yield from (one_course(question, number) for number in numbers)
        return
    spawning = multiprocessing.get_context("spawn")
    with closing(ProcessPoolExecutor(jobs, spawning, get_ready, (Orders(),))) as workers:
        yield from workers.map(one_course, [question] * question.runs, numbers)


def one_course(question: Question, number: int) -> Course:
    """Simulate one backfill, the seed's `number`th."""
    choices = SeededChoices(f"estimate {question.seed}/{number}")
    weather = question.outlook.draw(choices.fork("weather"))
    backlog = question.simulated
    scenario = story_of(backlog, question.setting, weather)
    seed = choices.integer(1, 2**31, label="the seed of the run")
    result = run_scenario(scenario, seed=seed)
    last = last_number(backlog)
    return course_of(result, weather, question.setting.pressed_at, last, backlog.documents)


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


def arrivals_of(course: Course) -> Iterator[Arrived]:
    """Tell a course in seconds since the press."""
    seconds = 0.0
    for piece in course.pieces:
        seconds += piece.seconds
        yield Arrived(seconds, piece.kind, piece.brought)


def passage_of(arrivals: Iterator[Arrived], setting: Setting) -> Passage:
    """Sum arrivals up: the finish, and what was done by the end of each local day."""
    done, seconds = {Kind.INVOICE: 0, Kind.PAYMENT: 0}, 0.0
    days: list[tuple[int, int]] = []
    for each in arrivals:
        while len(days) < setting.day_of(each.seconds):
            days.append((done[Kind.INVOICE], done[Kind.PAYMENT]))
        done[each.kind] += each.documents
        seconds = each.seconds
    return Passage(seconds, (*days, (done[Kind.INVOICE], done[Kind.PAYMENT])))


def _sizes(limits: LimitsView) -> tuple[int, int]:
    slow = limits.payments_per_minute is not None and limits.payments_per_minute < BATCH
    return ONE_BY_ONE if slow else IN_BATCHES
