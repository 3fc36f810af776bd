"""The schema's history: one file in `versions` for each change of it, and the way from any of them to now.

A fresh database is made as the tables are now, without Alembic; a test proves that both ways end alike.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, MetaData, String, Table, create_mock_engine, inspect, select
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

FOLDER: Final = Path(__file__).parent
FIRST: Final = "0001"  # what databases were before they knew their revision
NOW: Final = max(path.name[1:5] for path in (FOLDER / "versions").glob("r[0-9]*.py"))
REVISION: Final = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
_REVISION: Final = select(REVISION.c.version_num)


def bring_up_to_date(transaction: Connection) -> str | None:
    """Bring a database from wherever it is to now; return where it was, None for a fresh one."""
    tables = inspect(transaction).get_table_names()
    if not SQLModel.metadata.tables.keys() & set(tables):
        driver = transaction.connection.cursor()  # the statements are spelled as it takes them
        for statement in _schema(transaction.engine.url.drivername):
            driver.execute(statement)
        driver.close()
        transaction.execute(REVISION.insert(), {"version_num": NOW})
        return None
    was = transaction.execute(_REVISION).scalar_one() if REVISION.name in tables else FIRST
    if was != NOW:
        from sync_engine.migrations.upgrading import upgrade

        REVISION.create(transaction, checkfirst=True)
        upgrade(transaction, was)
        transaction.execute(REVISION.delete())
        transaction.execute(REVISION.insert(), {"version_num": NOW})
    return str(was)


@cache
def _schema(driver: str) -> Sequence[str]:
    """Spell the tables as they are now, once a process for each kind of database."""
    spelled: list[str] = []

    def spell(ddl: Any, *_: object) -> None:
        spelled.append(str(ddl.compile(dialect=speller.dialect)))

    speller = create_mock_engine(f"{driver}://", spell)
    SQLModel.metadata.create_all(speller, checkfirst=False)
    REVISION.create(speller, checkfirst=False)
    return tuple(spelled)
