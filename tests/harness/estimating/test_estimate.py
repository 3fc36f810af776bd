"""What many simulated backfills say of one more: the range, the expected time, and day by day."""

from datetime import date, datetime

import pytest

from harness.estimating.backlog import Backlog
from harness.estimating.composing import Arrived
from harness.estimating.course import Kind
from harness.estimating.estimate import estimate_of, quantile
from harness.estimating.passage import Passage, passage_of
from harness.simulation.choices import SeededChoices
from tests.harness.estimating.courses import setting

BACKLOG = Backlog(invoices=10, payments=8)


def passage(seconds: float) -> Passage:
    return Passage(seconds, ((10, 8),))


def test_of_nineteen_finishes_the_first_and_the_last_hold_nine_in_ten() -> None:
    finishes = [float(minute) for minute in range(1, 20)]

    assert (quantile(finishes, 0.05), quantile(finishes, 0.95)) == (1.0, 19.0)


def test_between_two_finishes_the_range_is_interpolated() -> None:
    finishes = [float(minute) for minute in range(1, 61)]

    assert quantile(finishes, 0.05) == pytest.approx(3.05)
    assert quantile(finishes, 0.95) == pytest.approx(57.95)


def test_a_range_made_so_holds_nine_in_ten_of_what_it_has_not_seen() -> None:
    inside = 0
    for seed in range(2_000):
        choices = SeededChoices(seed)
        *seen, unseen = (choices.integer(0, 10**9, label="a finish") for _ in range(31))
        inside += quantile(sorted(seen), 0.05) <= unseen <= quantile(sorted(seen), 0.95)

    assert 0.88 <= inside / 2_000 <= 0.92


def test_the_estimate_tells_the_least_the_mean_and_the_range() -> None:
    passages = [passage(float(seconds)) for seconds in range(601, 620)]

    found = estimate_of(BACKLOG, setting(), BACKLOG, passages)

    assert (found.least, found.expected) == (420.0, 610.0)
    assert (found.earliest, found.latest) == (601.0, 619.0)
    assert found.holds(610.0)
    assert not found.holds(620.0)


def test_days_are_the_clinics_own() -> None:
    arrivals = [
        Arrived(60.0, Kind.INVOICE, 10),
        Arrived(4 * 3_600.0, Kind.PAYMENT, 3),
        Arrived(9e4, Kind.PAYMENT, 5),
    ]

    passed = passage_of(arrivals, setting())  # pressed at 20:00

    assert passed == Passage(9e4, ((10, 0), (10, 8)))


def test_a_day_of_25_hours_is_one_day() -> None:
    clocks_go_back = datetime.fromisoformat("2026-04-05T00:00:00+11:00")

    passed = passage_of([Arrived(24.5 * 3_600, Kind.PAYMENT, 8)], setting(pressed_at=clocks_go_back))

    assert passed.by_day == ((0, 8),)


def test_each_day_says_what_is_expected_to_be_done_and_how_often_all_of_it() -> None:
    passages = [Passage(1e5, ((10, 2), (10, 8))), *(passage(5_000.0) for _ in range(19))]

    found = estimate_of(BACKLOG, setting(), BACKLOG, passages)

    first, second = found.days
    assert (first.date, first.invoices, first.payments, first.finished) == (date(2026, 3, 2), 10, 7, 0.95)
    assert (second.date, second.invoices, second.payments, second.finished) == (date(2026, 3, 3), 10, 8, 1.0)
