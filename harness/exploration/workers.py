"""Spreads work over processes, and hands the results back in the order of the work.

The one place that knows how work is spread: whoever has a cluster changes it here.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Final, TypeVar

from harness.batch import Orders, get_ready

Work = TypeVar("Work")
Result = TypeVar("Result")
AHEAD: Final = 4  # so much work waits for each process, so that none is ever idle


def spread(
    do: Callable[[Work], Result], work: Iterable[Work], *, orders: Orders, jobs: int
) -> Iterator[Result]:
    """Do all the work in so many processes. It is taken as it can be done, so that it may be endless."""
    if jobs == 1:
        yield from map(do, work)
        return
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, spawning, get_ready, (orders,)) as workers:
        under_way: deque[Future[Result]] = deque()
        for each in work:
            under_way.append(workers.submit(do, each))
            if len(under_way) > jobs * AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
