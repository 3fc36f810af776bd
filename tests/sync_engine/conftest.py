"""A day at the clinic for every test that wants one, on SQLite and, marked slow, on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.postgres import Server, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for all that want one."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; the same test runs on either."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/engine.sqlite"
    server: Server = request.getfixturevalue("postgres")
    return server.schema()


@pytest.fixture
def day(database_url: str) -> Iterator[ClinicDay]:
    clinic_day = ClinicDay(database_url)
    yield clinic_day
    clinic_day.close()
