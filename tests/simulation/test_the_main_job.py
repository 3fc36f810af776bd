"""The main job: a disconnection, a backfill, and the proof, as the README claims them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from harness.commands.reading import SHIPPED
from harness.result import RunResult
from harness.runner import run_scenario
from harness.scenario.loader import load, loads

WRITES = ("PUT", "POST")
BACKLOG = """
scenario: A backlog
starts: 2026-03-02T08:00:00+11:00
xero: {{profile: {profile}}}
timeline:
  - {{at: day 1 09:00, do: connect}}
  - {{at: day 1 09:30, do: disconnect}}
  - {{at: day 1 10:00, do: trade, for: 2d, invoices per day: 60, paid: 80%, by account credit: 10%}}
  - {{at: day 4 09:00, do: reconnect}}
  - {{at: day 4 09:05, do: synchronise, from: day 1}}
{more}
"""
AGAIN = "  - {at: day 6 09:00, do: synchronise, from: day 1}"


def run_in_a_process_of_its_own(scenario: Path, hash_seed: str, out: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "harness.cli", "run", str(scenario), "--json", str(out)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": hash_seed, "PATH": ""}, capture_output=True)
    answer: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return answer


def arrivals(result: RunResult) -> list[int]:
    """The invoice numbers in the order in which the engine heard of them being in Xero."""
    return [
        int(entry.record.number)
        for entry in result.history.entries
        if entry.actor.value == "engine"
        and entry.operation == "create invoice"
        and entry.outcome.value == "ok"
        and entry.record is not None
    ]


@pytest.mark.slow
def test_five_thousand_invoices_arrive_once_each_and_the_credit_stays_open() -> None:
    result = run_scenario(load(SHIPPED / "the-batch-sync-of-5000.yaml"))

    assert result.held, result.verdicts
    assert result.xero_totals.invoices == 5000
    assert result.xero_totals.payments == 4500
    assert result.xero_totals.open_invoices == 500
    assert len(result.manual_payments) == 500
    assert [call.trouble for call in result.calls if call.trouble == "answer lost"] != []


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["article", "standard", "starter"])
def test_in_calm_weather_a_backfill_takes_hardly_more_than_the_limits_demand(profile: str) -> None:
    result = run_scenario(loads(BACKLOG.format(profile=profile, more="")))

    assert result.backfill_seconds is not None
    assert result.lower_bound_seconds is not None
    assert result.backfill_seconds <= 1.03 * result.lower_bound_seconds + 5


@pytest.mark.slow
def test_the_same_seed_is_the_same_run_in_every_process(tmp_path: Path) -> None:
    scenario = SHIPPED / "disconnected-for-eleven-days.yaml"

    first = run_in_a_process_of_its_own(scenario, "1", tmp_path / "first.json")
    second = run_in_a_process_of_its_own(scenario, "2", tmp_path / "second.json")

    assert first["digest"] == second["digest"]
    assert first["digest"] == run_scenario(load(scenario)).digest


def test_another_seed_brings_the_documents_in_another_order() -> None:
    scenario = loads(BACKLOG.format(profile="standard", more=""))

    first, second = (arrivals(run_scenario(scenario, seed=seed)) for seed in (1, 2))

    assert sorted(first) == sorted(second)
    assert first != second
    assert first != sorted(first)


def test_synchronising_again_sends_no_write_at_all() -> None:
    once = run_scenario(loads(BACKLOG.format(profile="standard", more="")))
    twice = run_scenario(loads(BACKLOG.format(profile="standard", more=AGAIN)))

    assert twice.held
    assert writes_of(twice) == writes_of(once)


def writes_of(result: RunResult) -> list[tuple[str, str]]:
    return [
        (call.method, call.path)
        for call in result.calls
        if call.method in WRITES and call.path[1:2].isupper()
    ]
