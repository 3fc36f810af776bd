"""The 1999 tripwire: simulations run with the wall clock frozen at 1999.

Whoever reads the wall clock instead of the clock that it was given leaves a stamp of 1999 behind, and
`stamps_of_1999` finds it. Freezing costs most of a second, so a process freezes once, never per run.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import freezegun.api
from freezegun import freeze_time

from harness.simulation.history import Entry

TRIPWIRE: Final = datetime(1999, 12, 31, 23, 59, 59)  # noqa: DTZ001  freezegun takes naive UTC
# What measures real time beside the simulation, and what reads scenarios (no frozen types in a world).
_LEFT_ALONE: Final = [
    "rich",
    "threading",
    "concurrent",
    "multiprocessing",
    "hypothesis",
    "_pytest",
    "pytest",
    "harness.scenario",
    "dask",
    "distributed",
    "tornado",
]


class WallClockReadError(Exception):
    """Something in the simulation read the wall clock; the run can't be repeated."""


@contextmanager
def frozen_at_1999() -> Iterator[None]:
    """Freeze the wall clock for the whole block."""
    freezer = freeze_time(TRIPWIRE, ignore=_LEFT_ALONE, real_asyncio=True)
    freezer.start()
    try:
        yield
    finally:
        freezer.stop()


def freeze_for_good() -> None:
    """Freeze the wall clock for the rest of this process: for one that does nothing but run scenarios."""
    freeze_time(TRIPWIRE, ignore=_LEFT_ALONE, real_asyncio=True).start()


def stopwatch() -> float:
    """Real seconds, for saying how long a run took; the only reading of real time in the harness."""
    return float(freezegun.api.real_perf_counter())


def refuse_stamps_of_1999(entries: Iterable[Entry], dates: Iterable[object]) -> None:
    """Raise WallClockReadError where an entry or a document bears the tripwire's year."""
    for entry in entries:
        if entry.instant.year == TRIPWIRE.year:
            raise WallClockReadError(
                f"{entry.operation!r} is stamped {entry.instant}: somebody read the wall clock"
            )
    for stamp in dates:
        if getattr(stamp, "year", None) == TRIPWIRE.year:
            raise WallClockReadError(f"a document is dated {stamp}: somebody read the wall clock")
