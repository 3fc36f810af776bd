"""Who does many runs: this process, a pool of processes, or a Dask cluster; one interface, `Executor`.

Work is handed out a little ahead and results come back in the order of the work. A worker that is lost loses
nothing: what it had in hand is handed out again, by itself; what then kills its worker twice is `Lost`.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, ParamSpec, TypeVar

from harness.runner import BUILT_IN, engine_named
from harness.simulation.tripwire import frozen_at_1999

P = ParamSpec("P")
I = TypeVar("I")  # noqa: E741  an item of work
R = TypeVar("R")

START: Final = "start one for each core: dask worker {} --nthreads 1"
CONNECT_SECONDS: Final = 10
GOES_ALONE: Final = 2  # what a worker died of twice, alone, is what killed it
AHEAD_FOR_EACH: Final = 3  # so many pieces of work for each worker are on their way


class NoClusterError(Exception):
    """The Dask cluster cannot be used; the message says what to do."""


class KilledItsWorkersError(BrokenExecutor):
    """The cluster has handed this out again already, and lost a worker to it each time."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[I]):
    """Work that has no result: each process that had it died."""

    item: I


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who shall do it: a cluster, if an address is given, or so many processes here."""

    jobs: int = 1
    cluster: str | None = None


class Workers(Executor):
    """An executor of this house: its workers know the engine, and work with the wall clock frozen at 1999."""

    ahead: int  # how many pieces of work may be on their way


def hired(workforce: Workforce, engine: str | None) -> Workers:
    """Return the workers for one search, to be used in a `with`. Raises NoClusterError."""
    if workforce.cluster is not None:
        return Cluster(workforce.cluster, engine)
    return Pool(workforce.jobs, engine) if workforce.jobs > 1 else Alone(engine)


def run_all(workers: Workers, function: Callable[[I], R], items: Iterable[I]) -> Iterator[R | Lost[I]]:
    """Do the function with each item and yield the results in the order of the items, as they come in.

    Function, items and results have to be picklable, the function by its name.
    """
    handed_out = _HandedOut(workers, function)
    for item in items:
        handed_out.add(item)
        if len(handed_out.under_way) > workers.ahead:
            yield handed_out.first()
    while handed_out.under_way:
        yield handed_out.first()


class _HandedOut(Generic[I, R]):
    """What is under way, in the order in which it was handed out."""

    def __init__(self, workers: Workers, function: Callable[[I], R]) -> None:
        self._workers = workers
        self._function = function
        self.under_way: deque[tuple[I, Future[R]]] = deque()

    def add(self, item: I) -> None:
        self.under_way.append((item, self._workers.submit(self._function, item)))

    def first(self) -> R | Lost[I]:
        """Wait for what was handed out first; if its worker is lost, hand it out once more."""
        item, future = self.under_way.popleft()
        try:
            return future.result()
        except KilledItsWorkersError:
            return Lost(item)
        except BrokenExecutor:
            wait([each for _, each in self.under_way])  # it may be another's deed: from now on it is alone
        for _ in range(GOES_ALONE):
            with suppress(BrokenExecutor):
                return self._workers.submit(self._function, item).result()
        return Lost(item)


class Alone(Workers):
    """One piece of work after the other, in the very process that asks."""

    ahead = 0

    def __init__(self, engine: str | None) -> None:
        self._engine = engine

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        done: Future[R] = Future()
        try:
            done.set_result(_frozen(self._engine, partial(fn, *args, **kwargs)))
        except Exception as failure:  # noqa: BLE001  it is raised where the result is asked for
            done.set_exception(failure)
        return done


class Pool(Workers):
    """Processes of this machine. When one dies, the pool is gone with it: the next work gets another pool."""

    def __init__(self, jobs: int, engine: str | None) -> None:
        self.ahead = jobs * AHEAD_FOR_EACH
        self._engine = engine
        self._hire = partial(ProcessPoolExecutor, jobs, multiprocessing.get_context("spawn"))
        self._processes = self._hire()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        work = partial(_frozen, self._engine, partial(fn, *args, **kwargs))
        try:
            return self._processes.submit(work)
        except BrokenExecutor:
            self._processes = self._hire()
            return self._processes.submit(work)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002
        self._processes.shutdown(wait, cancel_futures=cancel_futures)


class Cluster(Workers):
    """The workers of a Dask cluster, which have this project and the engine installed."""

    def __init__(self, address: str, engine: str | None) -> None:
        self._client = _client_of(address)
        self._executor = self._client.get_executor()
        self._engine = engine
        self.ahead = len(self._client.nthreads()) * AHEAD_FOR_EACH

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        promised: Future[R] = Future()
        work = self._executor.submit(_frozen, self._engine, partial(fn, *args, **kwargs))
        work.add_done_callback(partial(_hand_over, promised))
        return promised

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002
        self._executor.shutdown(wait=wait and not cancel_futures)  # without waiting, Dask cancels the rest
        self._client.close()


def _frozen(engine: str | None, work: Callable[[], R]) -> R:
    """Work with the wall clock frozen, only meanwhile: what is sent to a process has real dates in it.

    The engine is imported first: classes that are built while the clock is frozen would keep frozen types.
    """
    engine_named(engine or BUILT_IN)
    with frozen_at_1999():
        return work()


def _client_of(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as missing:
        raise NoClusterError(
            "--cluster needs Dask, which is not installed: pip install 'xero-sync-harness[cluster]'"
        ) from missing
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as failure:
        raise NoClusterError(
            f"no Dask scheduler answers at {address}; write the address that `dask scheduler` says"
        ) from failure
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as failure:
        client.close()
        raise NoClusterError(f"the cluster at {address} has no worker; {START.format(address)}") from failure
    if any(threads > 1 for threads in client.nthreads().values()):  # a run watches what is its process's own
        client.close()
        raise NoClusterError(f"workers at {address} have several threads; {START.format(address)}")
    return client


def _hand_over(promised: Future[R], work: Future[R]) -> None:
    """Dask's word for work that killed its workers is its own: say it as the standard library does."""
    from distributed import KilledWorker

    if work.cancelled():
        promised.set_exception(NoClusterError("the cluster went away before all runs were done"))
    elif isinstance(failure := work.exception(), KilledWorker):
        promised.set_exception(KilledItsWorkersError(str(failure)))
    elif failure is not None:
        promised.set_exception(failure)
    else:
        promised.set_result(work.result())
