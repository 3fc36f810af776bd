"""Simulations are tested with the wall clock frozen at 1999, once for each file of tests."""

from collections.abc import Iterator

import pytest

from harness.runner import BUILT_IN, engine_named
from harness.simulation.tripwire import frozen_at_1999


@pytest.fixture(scope="module", autouse=True)
def wall_clock_frozen_at_1999() -> Iterator[None]:
    engine_named(BUILT_IN)
    with frozen_at_1999():
        yield
