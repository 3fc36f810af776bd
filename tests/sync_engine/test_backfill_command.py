"""`sync-engine backfill`: look ahead, start, hold, resume, cancel, from a shell beside a running engine."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sync_engine.cli import cli
from tests.sync_engine.clinic_day import ClinicDay

FROM = ("--from", "2026-02-20")
KEY = {"SYNC_ENGINE_CLIENT_SECRET": "secret"}


def run(database_url: str, *arguments: str) -> tuple[int, str]:
    database = ("--database", database_url)
    result = CliRunner().invoke(cli, ["backfill", *arguments, *database], env=KEY)
    return result.exit_code, result.stdout + result.stderr


@pytest.fixture
def missed(day: ClinicDay) -> ClinicDay:
    """Three invoices, each half paid, from while the connection was lost."""
    day.connect()
    day.engine.connection.scope_missing()
    for number in (1, 2, 3):
        day.issue(number)
        day.pay({"Cash": "60"}, {number: "60"})
    day.connect()
    day.spend(0)
    return day


@pytest.mark.usefixtures("missed")
def test_a_preview_says_what_would_be_sent(database_url: str) -> None:
    code, said = run(database_url, *FROM, "--preview")

    assert code == 0
    assert "3 invoices and 3 payments to send" in said
    assert "Nothing has been sent" in said


@pytest.mark.usefixtures("missed")
def test_a_preview_is_data_too_and_knows_the_limits_it_is_told(database_url: str) -> None:
    code, said = run(database_url, *FROM, "--preview", "--json", "--payments-per-minute", "1")
    foretold = json.loads(said)

    assert code == 0
    assert (foretold["invoices"], foretold["payments"], foretold["calls"]) == (3, 3, 4)
    assert 120 <= foretold["time"] <= 122


def test_it_is_started_held_resumed_and_cancelled_beside_the_engine(
    missed: ClinicDay, database_url: str
) -> None:
    assert run(database_url, *FROM)[0] == 0
    assert "on hold" in run(database_url, "pause")[1]
    missed.spend(3)
    missed.spend(60)
    assert missed.in_xero() == []

    assert "under way" in run(database_url, "resume")[1]
    missed.spend(3)
    missed.settle()
    assert len(missed.in_xero()) == len(missed.paid_in_xero()) == 3

    code, said = run(database_url, "status", "--json")
    assert code == 0
    assert json.loads(said)["done"] == 6
    assert run(database_url, "cancel") == (1, "No backfill is under way.\n")


def test_what_is_held_stays_held_after_a_crash(missed: ClinicDay, database_url: str) -> None:
    run(database_url, *FROM)
    run(database_url, "pause")

    missed.crash()
    missed.start()
    missed.spend(600)
    assert missed.in_xero() == []

    run(database_url, "cancel")
    missed.spend(3)
    missed.spend(600)
    assert missed.in_xero() == []


def test_without_a_database_a_day_or_a_connection_it_says_so(
    day: ClinicDay, database_url: str, tmp_path: Path
) -> None:
    assert run(f"sqlite:///{tmp_path}/nowhere.sqlite", *FROM)[0] == 2
    assert "--from 2026-03-02" in run(database_url)[1]
    assert run(database_url, "status") == (1, "There has been no backfill yet.\n")
    assert run(database_url, *FROM)[0] == 1
    assert not day.xero.calls
