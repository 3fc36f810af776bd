"""`sync-engine status`, `retry` and `rotate-key` on a database, without an engine at work."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sync_engine.cli import cli
from tests.sync_engine.clinic_day import ClinicDay
from tests.sync_engine.fake_xero import Trouble

Command = Callable[..., Result]
KEYS = {"SYNC_ENGINE_KEY": "", "SYNC_ENGINE_CLIENT_SECRET": "secret"}


@pytest.fixture
def command(day: ClinicDay, tmp_path: Path) -> Command:
    """A day on which Xero refused one invoice of two; the commands are given its database."""
    day.connect()
    day.issue(1001)
    day.settle()
    day.xero.trouble("PUT /Invoices", Trouble.REFUSED_WHOLE)
    day.issue(1002)
    day.pay({"Cash": "120.00"}, {}, {})
    day.pay({}, {}, {1001: "120.00"})
    day.settle()

    def ask(*words: str, **keys: str) -> Result:
        arguments = [words[0], "--database", f"sqlite:///{tmp_path}/engine.db", *words[1:]]
        return CliRunner().invoke(cli, arguments, env={**KEYS, **keys})

    return ask


def test_status_says_how_it_stands(command: Command) -> None:
    told = json.loads(command("status", "--json").stdout)

    assert told["connection"] == "connected"
    assert told["documents"]["parked"] == told["needs_attention"] == 1
    assert told["to_record_by_hand"] == 1
    assert "needs attention" in command("status").stdout


def test_retry_lets_a_parked_document_go_once_more(command: Command, day: ClinicDay) -> None:
    told = command("retry", "--invoice", "1002")
    day.engine.nudge()
    day.settle()

    assert told.stdout == "Invoice 1002 may go again.\n"
    assert [number for number, _, _ in day.in_xero()] == ["1001", "1002"]


def test_retry_says_when_nothing_of_that_is_set_aside(command: Command) -> None:
    assert command("retry", "--invoice", "1001").exit_code == 1
    assert command("retry", "--all").exit_code == 0


def test_retry_wants_to_know_what(command: Command) -> None:
    assert command("retry").exit_code == 2


def test_rotate_key_asks_for_a_key_that_opens(command: Command) -> None:
    assert command("rotate-key", SYNC_ENGINE_KEY="new").exit_code == 1
    assert command("rotate-key", SYNC_ENGINE_KEY="new,secret").exit_code == 0
    assert command("rotate-key", SYNC_ENGINE_KEY="new").exit_code == 0


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "missing.sqlite"

    told = CliRunner().invoke(cli, ["status", "--database", f"sqlite:///{missing}"])

    assert told.exit_code == 2
    assert not missing.exists()
