"""The engine's disk: what is committed to it outlives every crash of the engine, and ends with the world.

It is a SQLite database in memory that every connection to its URL shares; the world keeps one open, so that
it stays when the engine's own connections are gone.
"""

import itertools
import sqlite3
from typing import Final

_in_use: Final[set[int]] = set()  # by the worlds of this process; never seen in a history


class Disk:
    """One database, found by its URL. A world that comes later has the URL of one that has ended.

    So an engine may keep what it has prepared for a database of this URL.
    """

    def __init__(self) -> None:
        self._number, self._keeper = _blank_disk()
        self.file: Final = _file(self._number)

    @property
    def url(self) -> str:
        """The database's URL as SQLAlchemy spells it."""
        return f"sqlite:///{self.file}&uri=true"

    def close(self) -> None:
        """Forget everything."""
        self._keeper.close()
        _in_use.discard(self._number)


def _blank_disk() -> tuple[int, sqlite3.Connection]:
    """Take the first number that no world has, and whose database nobody holds open any more."""
    free = (number for number in itertools.count(1) if number not in _in_use)
    opened = ((number, _opened_blank(number)) for number in free)
    number, keeper = next((number, keeper) for number, keeper in opened if keeper is not None)
    _in_use.add(number)
    return number, keeper


def _opened_blank(number: int) -> sqlite3.Connection | None:
    keeper = sqlite3.connect(_file(number), uri=True)
    if keeper.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
        return keeper
    keeper.close()
    return None


def _file(number: int) -> str:
    return f"file:world-{number}?mode=memory&cache=shared"
