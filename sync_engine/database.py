"""Where everything that matters is kept: one connection, short transactions, exact money, aware instants.

Nothing here knows what is stored. One engine is the only writer of its database.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, DateTime, Dialect, Insert, String, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA wal_autocheckpoint=10000",  # checkpoints are what a commit costs most
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",  # what is deleted is gone from the file: tokens, names in what was sent
)


class Cents(TypeDecorator[Decimal]):
    """Money with two places, stored as whole cents."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Store 12.30 as 1230."""
        del dialect
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Read 1230 as 12.30."""
        del dialect
        return None if value is None else Decimal(value).scaleb(-2)


class Exact(TypeDecorator[Decimal]):
    """A decimal number with all its places, stored as text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Store the digits as they are."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the digits as they are."""
        del dialect
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as aware; SQLite keeps no zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One connection to one database, SQLite or PostgreSQL by URL."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, poolclass=StaticPool, hide_parameters=True)  # errors name nobody
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _set_pragmas)
        self._connection = self._engine.connect()
        with self.transaction() as transaction:
            SQLModel.metadata.create_all(transaction)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commit all that is done inside, or nothing of it. Nobody may await inside."""
        with self._connection.begin():
            yield self._connection

    def when_committed(self, word: str, hear: Callable[[], None]) -> None:
        """Let it be heard when a transaction that left this word in its connection's `info` is committed."""

        def listen(connection: Connection) -> None:
            if connection.info.pop(word, False):
                hear()

        event.listen(self._engine, "commit", listen)

    def close(self) -> None:
        """Give back the connection."""
        self._connection.close()
        self._engine.dispose()


def inserted_id(transaction: Connection, statement: Insert, values: Mapping[str, Any]) -> int:
    """Insert one row; return the id that the database gave it."""
    key = transaction.execute(statement, values).inserted_primary_key
    if key is None:
        raise NoIdError(statement.table.description)
    return int(key[0])


class NoIdError(Exception):
    """The database gave a new row no id."""


def _set_pragmas(connection: Any, record: object) -> None:
    del record
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma).fetchall()
    cursor.close()
