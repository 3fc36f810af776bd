"""What every test of the mock needs: a clock that a test sets, and chance that comes from one seed."""

from datetime import UTC, datetime

import pytest

from mock_xero.control.settable_clock import SettableClock
from mock_xero.wall import SeededChoices


@pytest.fixture
def clock() -> SettableClock:
    """2 March 2026, 08:00 in Sydney: still the first of March in UTC."""
    return SettableClock(datetime(2026, 3, 1, 21, 0, tzinfo=UTC))


@pytest.fixture
def choices() -> SeededChoices:
    return SeededChoices(7)
