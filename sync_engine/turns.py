"""How the processes on one database take turns, and how each learns that another has written.

Writers take turns: a claim depends on its invoice, on the payments beside it and on limits shared by all, so
that locks on the claimed rows alone would let two transactions, each right by itself, be wrong together.
A turn lasts milliseconds; nobody awaits in one. Whoever dies in its turn loses it with its connection.
"""

from collections.abc import Callable
from typing import Any, Final, Protocol

from sqlalchemy import Engine, Table, event, func, insert, select, text, update
from sqlalchemy.engine import Connection
from sqlmodel import Field, SQLModel

PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA wal_autocheckpoint=10000",  # checkpoints are what a commit costs most
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA secure_delete=ON",  # what is deleted is gone from the file: tokens, names in what was sent
)
STOPPED_IN_A_TURN: Final = "60s"  # a process that was stopped in its turn loses it after so long


class LastChange(SQLModel, table=True):
    """How often anybody has written; SQLite counts by itself."""

    __tablename__ = "last_change"

    id: int = Field(primary_key=True)
    number: int


LAST_CHANGE: Final[Table] = SQLModel.metadata.tables["last_change"]
_NUMBER: Final = select(LAST_CHANGE.c.number)
_COUNT_IF_WRITTEN: Final = (
    update(LAST_CHANGE)
    .where(text("pg_current_xact_id_if_assigned() is not null"))
    .values(number=LAST_CHANGE.c.number + 1)
    .returning(LAST_CHANGE.c.number)
)
_ENTER: Final = select(func.pg_advisory_xact_lock(func.hashtext(func.current_schema())))


class Turns(Protocol):
    """One database's way."""

    @property
    def shared(self) -> bool:
        """Whether another process can open this database at all."""
        ...

    def entered(self, connection: Connection) -> bool:
        """Wait for the turn that this transaction needs; return whether somebody else has written since."""
        ...

    def leaving(self, connection: Connection) -> Callable[[], None] | None:
        """Leave word of what was written; return what is to be remembered once it is committed."""
        ...


class Alone:
    """A database in memory: no other process can reach it."""

    shared = False

    def entered(self, connection: Connection) -> bool:
        """Nobody waits, nobody else writes."""
        del connection
        return False

    def leaving(self, connection: Connection) -> None:
        """Nobody has to know."""


class SqliteTurns:
    """A file: its one write lock is taken as a transaction begins."""

    shared = True

    def __init__(self) -> None:
        self._seen: int | None = None

    def entered(self, connection: Connection) -> bool:
        """Compare SQLite's own count of what other connections have written."""
        driver: Any = connection.connection.dbapi_connection
        before, self._seen = self._seen, driver.execute("PRAGMA data_version").fetchone()[0]
        return before is not None and before != self._seen

    def leaving(self, connection: Connection) -> None:
        """SQLite counts by itself."""


class PostgresTurns:
    """A server: an advisory lock is the turn, a row counts what was written."""

    shared = True

    def __init__(self) -> None:
        self._seen: int | None = None
        self._known = False

    def entered(self, connection: Connection) -> bool:
        """Wait for the lock, then read the count as the last writer left it."""
        connection.execute(_ENTER)
        if not self._known:
            return False
        before, now = self._seen, connection.execute(_NUMBER).scalar()
        self._seen = now
        return before is not None and before != now

    def leaving(self, connection: Connection) -> Callable[[], None] | None:
        """Count up where something was written."""
        if not self._known:
            self._known = True
            return None
        number = connection.execute(_COUNT_IF_WRITTEN).scalar()
        return None if number is None else lambda: self._remember(number)

    def _remember(self, number: int) -> None:
        self._seen = number


def prepare(engine: Engine) -> None:
    """Let every connection of an engine begin as its turns need it."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _bound_turns)
        return
    event.listen(engine, "connect", _set_pragmas)
    if not _in_memory(engine):
        event.listen(engine, "connect", _begin_by_hand)
        event.listen(engine, "begin", _begin_immediate)


def turns_on(engine: Engine) -> Turns:
    """Return how the processes on an engine's database take turns, for one connection."""
    if engine.dialect.name == "postgresql":
        return PostgresTurns()
    return Alone() if _in_memory(engine) else SqliteTurns()


def count_from_one(transaction: Connection) -> None:
    """Write the row that counts, where there is none yet."""
    if transaction.execute(_NUMBER).first() is None:
        transaction.execute(insert(LAST_CHANGE), {"id": 1, "number": 1})


def _in_memory(engine: Engine) -> bool:
    return engine.url.database in {None, "", ":memory:"} or engine.url.query.get("mode") == "memory"


def _set_pragmas(connection: Any, record: object) -> None:
    del record
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma).fetchall()
    cursor.close()


def _begin_by_hand(connection: Any, record: object) -> None:
    del record
    connection.isolation_level = None  # else the driver begins only at the first write, too late for a turn


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bound_turns(connection: Any, record: object) -> None:
    del record
    with connection.cursor() as cursor:
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{STOPPED_IN_A_TURN}'")
    connection.commit()
