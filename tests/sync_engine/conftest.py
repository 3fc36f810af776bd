"""A day at the clinic for every test that wants one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync_engine.clinic_day import ClinicDay


@pytest.fixture
def day(tmp_path: Path) -> Iterator[ClinicDay]:
    clinic_day = ClinicDay(tmp_path)
    yield clinic_day
    clinic_day.close()
