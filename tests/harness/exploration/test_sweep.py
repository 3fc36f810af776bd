"""Sweeps: scenarios under many seeds, alone, on a pool or on a Dask cluster, with the same digests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from distributed import LocalCluster
from typer.testing import CliRunner, Result

from harness.cli import app

A_WEEK_OF_TRADE: Final = """\
scenario: A week of trade
starts: 2026-03-02T08:00:00+11:00
clinic: {name: Harbour Physio, time zone: Australia/Sydney, payment types: {EFTPOS: "611", Cash: "612"}}
weather: {answers lost: 5%, requests lost: 5%, delay: 0s to 20s}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: trade, for: 2d, invoices per day: 3, paid: 50%}
  - {at: day 1 11:00, do: outage, for: 4h}
  - {at: day 1 14:00, do: crash, restart after: 10m}
expect: [nothing doubled, nothing missing, amounts agree]
"""
FORGETFUL: Final = "harness.engines.broken:outbox_forgotten_in_a_crash"
DEADLY: Final = "tests.harness.exploration.faulty_work:deadly_under_one_seed"


@pytest.fixture
def week(tmp_path: Path) -> Path:
    file = tmp_path / "week.yaml"
    file.write_text(A_WEEK_OF_TRADE)
    return file


@pytest.fixture
def cluster(socket_enabled: None) -> Iterator[str]:
    """The address of a Dask cluster of two worker processes on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as running:
        yield running.scheduler_address


def sweep(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["sweep", *map(str, words)])


def runs_in(file: Path) -> list[dict[str, Any]]:
    [swept] = json.loads(file.read_text())
    runs: list[dict[str, Any]] = swept["runs"]
    return runs


def test_each_seed_is_a_run_of_its_own(week: Path, tmp_path: Path) -> None:
    result = sweep(week, "--seeds", "5", "--first", "100", "--json", tmp_path / "out.json")

    runs = runs_in(tmp_path / "out.json")
    assert [each["seed"] for each in runs] == [100, 101, 102, 103, 104]
    assert len({each["digest"] for each in runs}) == 5
    assert "5 runs in" in result.output
    assert result.exit_code == 0


def test_a_seed_has_the_digest_that_run_gives_it(week: Path, tmp_path: Path) -> None:
    sweep(week, "--seeds", "1", "--first", "7", "--json", tmp_path / "out.json")

    alone = CliRunner().invoke(app, ["run", str(week), "--seed", "7"])

    assert runs_in(tmp_path / "out.json")[0]["digest"] in alone.output


def test_a_failure_is_told_with_one_command_that_repeats_it(week: Path, tmp_path: Path) -> None:
    result = sweep(week, "--seeds", "8", "--engine", FORGETFUL, "--json", tmp_path / "out.json")

    broken = [each for each in runs_in(tmp_path / "out.json") if "broken" in each]
    assert result.exit_code == 1
    assert broken
    assert broken[0]["reproduce"] in result.output
    repeated = CliRunner().invoke(app, broken[0]["reproduce"].split()[1:])
    assert repeated.exit_code == 1
    assert broken[0]["digest"] in repeated.output


@pytest.mark.slow
def test_a_seed_that_kills_its_process_is_told_and_the_others_end(week: Path, tmp_path: Path) -> None:
    result = sweep(week, "--seeds", "5", "--jobs", "2", "--engine", DEADLY, "--json", tmp_path / "out.json")

    runs = runs_in(tmp_path / "out.json")
    assert [each["seed"] for each in runs] == [1, 2, 3, 4, 5]
    assert [each["seed"] for each in runs if "broken" in each] == [3]
    assert "the process that ran it died" in result.output
    assert result.exit_code == 1


@pytest.mark.slow
@pytest.mark.enable_socket
def test_alone_on_a_pool_and_on_a_cluster_every_byte_is_the_same(
    week: Path, tmp_path: Path, cluster: str
) -> None:
    where = {"alone": [], "pool": ["--jobs", "2"], "cluster": ["--cluster", cluster]}

    results = {
        name: sweep(week, "--seeds", "12", "--json", tmp_path / f"{name}.json", *words)
        for name, words in where.items()
    }

    assert {name: each.exit_code for name, each in results.items()} == dict.fromkeys(where, 0)
    alone = (tmp_path / "alone.json").read_bytes()
    assert (tmp_path / "pool.json").read_bytes() == alone
    assert (tmp_path / "cluster.json").read_bytes() == alone


def test_a_file_that_cannot_be_written_is_told_before_anything_runs(week: Path, tmp_path: Path) -> None:
    result = sweep(week, "--json", tmp_path / "nowhere" / "out.json")

    assert result.exit_code == 2
    assert "there is no folder" in result.output


def test_an_engine_that_does_not_exist_is_bad_input(week: Path) -> None:
    result = sweep(week, "--engine", "nobody:knows")

    assert result.exit_code == 2
    assert "no engine at 'nobody:knows'" in result.output
