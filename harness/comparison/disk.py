"""A scratch database on the disk: it sorts what does not fit into memory. Gone when it is closed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

CACHE_KIB: Final = 32 * 1024
SETTINGS: Final = (
    "PRAGMA journal_mode = OFF",  # nobody needs a scratch database after a crash
    "PRAGMA synchronous = OFF",
    "PRAGMA temp_store = FILE",
    f"PRAGMA cache_size = -{CACHE_KIB}",
)


@contextmanager
def scratch_disk() -> Iterator[sqlite3.Connection]:
    """Open an empty database in a folder of its own."""
    with (
        TemporaryDirectory(prefix="harness-") as folder,
        closing(sqlite3.connect(Path(folder) / "scratch.sqlite", isolation_level=None)) as disk,
    ):
        for setting in SETTINGS:
            disk.execute(setting)
        disk.execute("BEGIN")
        yield disk
