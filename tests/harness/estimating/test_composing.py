"""A large backlog put together from small courses: nothing is lost, and Xero's windows are kept."""

import pytest

from harness.estimating.backlog import Backlog
from harness.estimating.composing import Arrived, Window, compose
from harness.estimating.course import Course, Kind, Piece
from harness.lower_bound import LimitsView
from harness.nemesis.weather import Weather
from harness.simulation.choices import SeededChoices
from tests.harness.estimating.courses import steady

NO_LIMITS = LimitsView(minute=None, day=None, payments_per_minute=None)


def composed(
    course: Course, backlog: Backlog, limits: LimitsView = NO_LIMITS, seed: int = 1
) -> list[Arrived]:
    return list(compose([course, course], backlog, limits, SeededChoices(seed)))


def test_every_document_arrives_once_and_in_the_order_of_time() -> None:
    course = steady(Kind.PAYMENT, 100, seconds=60.0)

    arrivals = composed(course, Backlog(invoices=0, payments=1_234))

    assert sum(each.documents for each in arrivals) == 1_234
    assert [each.seconds for each in arrivals] == sorted(each.seconds for each in arrivals)


def test_steady_payments_take_as_long_as_there_are_more_of_them() -> None:
    course = steady(Kind.PAYMENT, 100, seconds=60.0)

    arrivals = composed(course, Backlog(invoices=0, payments=1_000))

    assert arrivals[-1].seconds == 60.0 * 1_000


def test_the_last_straggler_of_a_small_course_comes_once_and_not_in_every_block() -> None:
    steady_then_late = (Piece(60.0, Kind.PAYMENT, 1, 1),) * 99 + (Piece(3_600.0, Kind.PAYMENT, 1, 1),)

    arrivals = composed(Course(Weather(), steady_then_late), Backlog(invoices=0, payments=1_000))

    assert arrivals[-1].seconds == 60.0 * 999 + 3_600.0


def test_calls_beyond_the_minute_wait_for_the_next_one() -> None:
    course = steady(Kind.INVOICE, 30, seconds=0.0, brought=50)
    limits = LimitsView(minute=60, day=None, payments_per_minute=None)

    arrivals = composed(course, Backlog(invoices=50 * 150, payments=0), limits)

    assert arrivals[-1].seconds == 120.0


def test_calls_beyond_the_day_wait_for_its_turn() -> None:
    course = steady(Kind.INVOICE, 30, seconds=1.0, brought=50)
    limits = LimitsView(minute=None, day=100, payments_per_minute=None)

    arrivals = composed(course, Backlog(invoices=50 * 250, payments=0), limits)

    assert 86_400 < arrivals[-1].seconds < 2 * 86_400 + 250


def test_live_work_goes_first_and_takes_its_time() -> None:
    course = steady(Kind.PAYMENT, 100, seconds=60.0)

    alone = composed(course, Backlog(invoices=0, payments=1_440))
    beside = composed(course, Backlog(invoices=0, payments=1_440, live_invoices=144, live_payments=144))

    assert alone[-1].seconds == 86_400
    assert beside[-1].seconds == pytest.approx(86_400 * 10 / 9, rel=0.005)
    assert sum(each.documents for each in beside) == 1_440


def test_the_same_seed_puts_the_same_backfill_together() -> None:
    uneven = tuple(Piece(float(place % 7), Kind.PAYMENT, 1, 1) for place in range(100))
    course, backlog = Course(Weather(), uneven), Backlog(invoices=0, payments=500)

    assert composed(course, backlog, seed=3) == composed(course, backlog, seed=3)
    assert composed(course, backlog, seed=3) != composed(course, backlog, seed=4)


def test_a_window_lets_in_its_limit_and_begins_anew_when_it_has_passed() -> None:
    window = Window(limit=2, length=60.0, ends_at=60.0)

    admitted = [window.admit(seconds, 1) for seconds in (0.0, 1.0, 2.0, 61.0, 200.0)]

    assert admitted == [0.0, 1.0, 60.0, 61.0, 200.0]
