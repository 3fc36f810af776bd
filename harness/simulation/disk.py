"""The engine's disk: what is committed to it outlives every crash of the engine, and ends with the world.

It is a SQLite database in memory that every connection to its URL shares; the world keeps one open, so that
it stays when the engine's own connections are gone.
"""

import itertools
import sqlite3
from typing import Final

_NUMBERS: Final = itertools.count(
    1
)  # a name of its own for each world of this process; never seen in a history


class Disk:
    """One database, found by its URL."""

    def __init__(self) -> None:
        self.file: Final = f"file:world-{next(_NUMBERS)}?mode=memory&cache=shared"
        self._keeper = sqlite3.connect(self.file, uri=True)

    @property
    def url(self) -> str:
        """The database's URL as SQLAlchemy spells it."""
        return f"sqlite:///{self.file}&uri=true"

    def close(self) -> None:
        """Forget everything."""
        self._keeper.close()
