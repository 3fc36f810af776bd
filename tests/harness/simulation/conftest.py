"""Every test of the simulation gets a loop of its own, on virtual time, and gives it back."""

from collections.abc import Iterator

import pytest

from harness.simulation.virtual_clock import VirtualLoop


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    virtual = VirtualLoop()
    yield virtual
    virtual.close()
