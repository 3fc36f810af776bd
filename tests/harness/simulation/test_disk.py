"""A world's disk: blank at first, gone with its world, and then its URL serves the next."""

import sqlite3
from contextlib import closing

from harness.simulation.disk import Disk


def tables_of(disk: Disk) -> list[str]:
    with closing(sqlite3.connect(disk.file, uri=True)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]


def written_to(disk: Disk) -> sqlite3.Connection:
    connection = sqlite3.connect(disk.file, uri=True)
    connection.execute("CREATE TABLE invoice (number INTEGER)")
    connection.commit()
    return connection


def test_what_is_written_outlives_the_connection_that_wrote_it() -> None:
    disk = Disk()
    written_to(disk).close()

    tables = tables_of(disk)

    disk.close()
    assert tables == ["invoice"]


def test_the_next_world_finds_the_url_of_the_last_one_blank() -> None:
    first = Disk()
    written_to(first).close()
    first.close()

    second = Disk()

    blank, url = tables_of(second), second.url
    second.close()
    assert (blank, url) == ([], first.url)


def test_two_worlds_at_a_time_have_two_disks() -> None:
    first, second = Disk(), Disk()
    written_to(first).close()

    blank = tables_of(second)

    first.close()
    second.close()
    assert blank == []


def test_a_disk_that_somebody_still_holds_open_is_not_given_away() -> None:
    first = Disk()
    with closing(written_to(first)):
        first.close()

        second = Disk()

        blank = tables_of(second)
        second.close()
    assert blank == []
    assert second.url != first.url
