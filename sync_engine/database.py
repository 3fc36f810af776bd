"""Where everything that matters is kept: one connection, short transactions, exact money, aware instants.

Nothing here knows what is stored. Several processes may share a database: their transactions take turns.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import URL, BigInteger, DateTime, Dialect, Engine, Insert, String, create_engine, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeDecorator

from sync_engine.migrations import bring_up_to_date
from sync_engine.turns import count_from_one, prepare, turns_on

POSTGRESQL: Final = frozenset({"postgres", "postgresql"})  # what people write; psycopg is the driver
ENGINES_KEPT: Final = 16  # at so many URLs a process finds again what it has compiled


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
    """One connection to one database, SQLite or PostgreSQL by URL.

    `when_changed_elsewhere` hears, at the beginning of a transaction, that another process has written.
    """

    def __init__(self, url: str) -> None:
        engine = _engine_at(_with_driver(url))
        self._turns = turns_on(engine)
        self._connection = engine.connect()
        self.when_changed_elsewhere: list[Callable[[Connection], None]] = []
        self._when_committed: dict[str, Callable[[], None]] = {}
        with self.transaction() as transaction:
            self.was_at = bring_up_to_date(transaction)  # the revision it was found at; None where it is new
            count_from_one(transaction)

    @property
    def shared(self) -> bool:
        """Whether another process can open this database at all."""
        return self._turns.shared

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commit all that is done inside, or nothing of it. Nobody may await inside.

        Inside another one it is a part of that.
        """
        if self._connection.in_transaction():
            yield self._connection
            return
        try:
            with self._connection.begin():
                if self._turns.entered(self._connection):
                    for hear in self.when_changed_elsewhere:
                        hear(self._connection)
                yield self._connection
                remember = self._turns.leaving(self._connection)
        except BaseException:
            self._words_left()
            raise
        if remember is not None:
            remember()
        for word in self._words_left():
            self._when_committed[word]()

    def _words_left(self) -> list[str]:
        """Take the words that the transaction left; nobody hears those of one that was not committed."""
        info = self._connection.info if self._when_committed else {}
        return [word for word in self._when_committed if info.pop(word, False)]

    def look(self) -> None:
        """Hear what others have written, if they have."""
        with self.transaction():
            pass

    def when_committed(self, word: str, hear: Callable[[], None]) -> None:
        """Let it be heard when a transaction that left this word in its connection's `info` is committed."""
        self._when_committed[word] = hear

    def close(self) -> None:
        """Give back the connection."""
        self._connection.close()


def inserted_id(transaction: Connection, statement: Insert, values: Mapping[str, Any]) -> int:
    """Insert one row; return the id that the database gave it."""
    key = transaction.execute(statement, values).inserted_primary_key
    if key is None:
        raise NoIdError(statement.table.description)
    return int(key[0])


class NoIdError(Exception):
    """The database gave a new row no id."""


@lru_cache(maxsize=ENGINES_KEPT)
def _engine_at(url: URL) -> Engine:
    """Return what speaks to the database at this URL. It keeps what it compiled, and no connection."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)  # errors name nobody
    prepare(engine)
    return engine


def _with_driver(url: str) -> URL:
    made = make_url(url)
    return made.set(drivername="postgresql+psycopg") if made.drivername in POSTGRESQL else made
