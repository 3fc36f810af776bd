"""A database of an earlier version is brought up to date, keeps what it held, and ends as a new one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, create_engine, inspect, select, text
from sqlmodel import SQLModel
from typer.testing import CliRunner

from sync_engine.cli import cli
from sync_engine.database import Database
from sync_engine.migrations import FIRST, FOLDER, NOW, REVISION
from sync_engine.migrations.upgrading import upgrade
from sync_engine.outbox.tables import ATTEMPT

THEN = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def raw(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


@pytest.fixture
def of_yesterday(raw: Engine) -> Engine:
    """A database made before any revision was written down, with a call under way."""
    history = ScriptDirectory(str(FOLDER))
    first = history.get_revision(FIRST)
    with raw.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            first.module.upgrade()
        columns = "id, step, key, method, path, body, first_sent_at, last_sent_at, uncertain, to_be_asked"
        connection.execute(
            text(
                f"INSERT INTO attempt ({columns}, outlived) VALUES "  # noqa: S608 - columns of ours
                "(7, 'pay', 'k', 'PUT', '/Payments', :body, :then, :then, false, false, false)"
            ),
            {"body": b"{}", "then": THEN.isoformat()},
        )
    return raw


def shape(engine: Engine) -> dict[str, object]:
    """Everything that the database says of its tables."""
    seen = inspect(engine)
    return {
        name: (
            sorted((each["name"], str(each["type"]), each["nullable"]) for each in seen.get_columns(name)),
            sorted(
                (str(each["name"]), each["column_names"], bool(each["unique"]))
                for each in seen.get_indexes(name)
            ),
            sorted(str(each["column_names"]) for each in seen.get_unique_constraints(name)),
            sorted(str(each["constrained_columns"]) for each in seen.get_foreign_keys(name)),
        )
        for name in seen.get_table_names()
    }


def test_the_newest_revision_is_the_last_of_the_history() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [NOW]


def test_all_revisions_together_make_what_a_new_database_is_made_as(raw: Engine, database_url: str) -> None:
    with raw.begin() as connection:
        upgrade(connection, None)
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
        REVISION.create(connection)
    upgraded = shape(raw)
    with raw.begin() as connection:
        everything = MetaData()
        everything.reflect(connection)
        everything.drop_all(connection)

    Database(database_url).close()

    assert upgraded == shape(raw)


def test_a_database_from_before_the_first_revision_is_adopted(
    of_yesterday: Engine, database_url: str
) -> None:
    opened = Database(database_url)

    assert opened.was_at == FIRST
    with opened.transaction() as transaction:
        assert transaction.execute(select(REVISION.c.version_num)).scalar_one() == NOW
        attempt = transaction.execute(select(ATTEMPT)).one()
    assert (attempt.id, attempt.key, attempt.uncertain) == (7, "k", True)
    assert (attempt.owner, attempt.fence, attempt.leased_until) == (None, 0, None)
    opened.close()


def test_a_database_that_is_up_to_date_is_left_as_it_is(raw: Engine, database_url: str) -> None:
    Database(database_url).close()
    before = shape(raw)

    opened = Database(database_url)

    assert opened.was_at == NOW
    assert shape(raw) == before
    opened.close()


def test_the_command_says_what_it_did(database_url: str) -> None:
    told = [CliRunner().invoke(cli, ["migrate", "--database", database_url]).stdout for _ in range(2)]

    assert told == [f"Made at revision {NOW}.\n", f"Was at revision {NOW}, is at {NOW}.\n"]
