"""Executors: the same results in the same order wherever the work is done, and no loss with a lost worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.exploration.executors import Lost, NoClusterError, Workers, Workforce, hired, run_all
from tests.harness.exploration.faulty_work import (
    DEADLY,
    doubled,
    doubled_at_the_second_go,
    doubled_unless_deadly,
    refused,
)

NUMBERS = range(12)
DOUBLED = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]


@pytest.fixture
def pool() -> Iterator[Workers]:
    with hired(Workforce(jobs=2), None) as workers:
        yield workers


def test_alone_results_come_one_after_the_other_as_they_are_asked_for() -> None:
    asked: list[int] = []

    def numbers() -> Iterator[int]:
        for number in NUMBERS:
            asked.append(number)
            yield number

    with hired(Workforce(), None) as workers:
        results = run_all(workers, doubled, numbers())

        assert next(results) == 0
        assert asked == [0]
        assert list(results) == DOUBLED[1:]


@pytest.mark.slow
def test_a_pool_gives_the_results_in_the_order_of_the_work(pool: Workers) -> None:
    assert list(run_all(pool, doubled, NUMBERS)) == DOUBLED


@pytest.mark.slow
def test_what_a_lost_worker_had_in_hand_is_handed_out_again(pool: Workers, tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(3)]

    results = list(run_all(pool, doubled_at_the_second_go, marks))

    assert results == [2, 2, 2]
    assert all(mark.exists() for mark in marks)


@pytest.mark.slow
def test_what_kills_its_worker_twice_is_lost_and_nothing_else_is(pool: Workers) -> None:
    results = list(run_all(pool, doubled_unless_deadly, NUMBERS))

    assert results[DEADLY] == Lost(DEADLY)
    assert results[:DEADLY] + results[DEADLY + 1 :] == DOUBLED[:DEADLY] + DOUBLED[DEADLY + 1 :]


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_what_the_work_raises_is_raised_here(jobs: int) -> None:
    with hired(Workforce(jobs=jobs), None) as workers, pytest.raises(ValueError, match="1 is refused"):
        list(run_all(workers, refused, [1]))


@pytest.mark.slow
@pytest.mark.enable_socket
def test_a_cluster_that_does_not_answer_is_told() -> None:
    with pytest.raises(NoClusterError, match="no Dask scheduler answers at tcp"):
        hired(Workforce(cluster="tcp://127.0.0.1:9"), None)
