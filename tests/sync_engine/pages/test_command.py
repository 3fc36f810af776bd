"""`sync-engine serve` says in a sentence what is wrong with what it was told, and leaves with 2."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sync_engine.cli import cli

NO_SECRET = {"SYNC_ENGINE_CLIENT_SECRET": ""}


def refused(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["serve", *arguments], env=NO_SECRET)
    assert result.exit_code == 2
    return result.stderr


@pytest.mark.parametrize("url", ["xero", "ftp://127.0.0.1", "http://", "http://127.0.0.1:port", "http://["])
def test_an_address_that_is_none_is_told(url: str) -> None:
    assert "is not an http or https URL" in refused("--xero", url)


def test_no_secret_travels_to_another_machine_in_the_open() -> None:
    assert "over https only" in refused("--xero", "http://xero.test")


def test_the_published_secret_serves_on_this_machine_only() -> None:
    assert "Set SYNC_ENGINE_CLIENT_SECRET" in refused("--xero", "https://api.xero.com")


def test_a_port_in_use_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert f"cannot listen on 127.0.0.1:{port}" in refused("--port", str(port))


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    for database in ("nonsense", f"sqlite:///{tmp_path}/no/such/folder.sqlite", "postgresql+nodriver://x/y"):
        assert "The database cannot be opened" in refused("--port", "0", "--database", database)


def test_an_unknown_time_zone_is_told(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/engine.sqlite"

    told = refused("--port", "0", "--database", database, "--time-zone", "Mars/Olympus")

    assert "There is no time zone Mars/Olympus." in told
