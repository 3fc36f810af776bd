"""The `harness estimate` command: what it takes, tells, writes and ends with."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.cli import app

SMALL = ("--invoices", "4", "--payments", "3", "--runs", "19")
CASE = """\
scenario: Away for a day
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney}
xero: {profile: article}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: disconnect}
  - {at: day 1 11:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace}, amount: 120.00}
  - {at: day 1 12:00, do: pay, invoice: 1, amount: 120.00, by: EFTPOS}
  - {at: day 2 09:00, do: reconnect}
  - {at: day 2 09:05, do: synchronise, from: day 1}
"""


def estimate(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["estimate", *(str(word) for word in words)])


def test_it_tells_the_least_the_range_the_days_and_a_paragraph() -> None:
    result = estimate(*SMALL, "--starts", "2026-03-02T08:00:00+11:00")

    assert result.exit_code == 0, result.output
    for told in (
        "4 invoices and 3 payments",
        "lower bound",
        "Mon 2 Mar 2026, 08:02",
        "90% range, from",
        "From 19 simulated backfills.",
        "Xero takes 1 payment a minute, so the payments need most of the time.",
        "Started on Mon 2 Mar 2026, 08:00, we expect everything to be there by",
    ):
        assert told in result.output


def test_without_a_start_days_are_counted() -> None:
    result = estimate(*SMALL)

    assert "day 1" in result.output
    assert "2026" not in result.output


def test_the_same_seed_gives_the_same_bytes_alone_and_in_processes(tmp_path: Path) -> None:
    def written(name: str, *words: str) -> bytes:
        file = tmp_path / name
        assert estimate(*SMALL, "--json", file, *words).exit_code == 0
        return file.read_bytes()

    alone = written("alone")

    assert written("again") == alone
    assert written("together", "--jobs", "2") == alone
    assert written("other", "--seed", "2") != alone


def test_the_json_has_what_a_program_needs(tmp_path: Path) -> None:
    file = tmp_path / "estimate.json"

    estimate(*SMALL, "--starts", "2026-03-02T08:00:00+11:00", "--json", file)

    told = json.loads(file.read_bytes())
    low, high = told["range_seconds"]
    assert told["lower_bound_seconds"] == 120.0
    assert 120.0 <= low <= told["expected_seconds"] <= high
    assert told["days"] == [
        {"day": 1, "date": "2026-03-02", "invoices": 4, "payments": 3, "finished_share": 1.0}
    ]


def test_in_calm_weather_a_backfill_takes_what_the_limits_make_it() -> None:
    result = estimate(*SMALL, "--weather", "calm")

    assert "done between 2 m" in result.output


def test_a_case_is_estimated_from_what_it_has_not_got_in_xero(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(CASE)

    result = estimate(case, "--runs", "19")

    assert result.exit_code == 0, result.output
    assert "We are bringing 1 invoice and 1 payment to Xero." in result.output
    assert "Started on Tue 3 Mar 2026, 09:05" in result.output
    assert "Lovelace" not in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "there is nothing to estimate; write --invoices N, --payments N or a case file"),
        (("--invoices", "5", "--profile", "articel"), 'unknown profile "articel"; did you mean "article"?'),
        (("--invoices", "5", "--weather", "strom"), 'unknown weather "strom"; did you mean "storm"?'),
        (("--invoices", "5", "--starts", "tomorrow"), '"tomorrow" is no instant'),
        (("--invoices", "5", "--starts", "2026-03-02T08:00:00"), "has no offset"),
        (("--invoices", "5", "--live-payments", "2"), "--live-payments 2 is more than --live-invoices 0"),
        (("--invoices", "-1"), "--invoices"),
        (("--invoices", "5", "--runs", "18"), "--runs"),
        (("nowhere.yaml",), "nowhere.yaml: there is no such file or folder"),
        (("nowhere.yaml", "--invoices", "5"), "nowhere.yaml says the documents"),
        (("--invoices", "5", "--json", "nowhere/estimate.json"), "there is no folder nowhere"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_do(words: tuple[str, ...], said: str) -> None:
    result = estimate(*words)

    assert result.exit_code == 2
    assert said in result.output


def test_a_case_without_a_backlog_is_named(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("\n".join(CASE.splitlines()[:-1]))

    result = estimate(case)

    assert result.exit_code == 2
    assert f"{case}: nobody synchronises in it" in result.output


@pytest.mark.slow
def test_a_large_backlog_is_put_together_and_says_so() -> None:
    result = estimate("--invoices", "400", "--payments", "360", "--runs", "19", "--weather", "calm")

    assert result.exit_code == 0
    assert "Put together from 19 simulated backfills of 301 documents each." in result.output
    assert "5 h 59 m" in result.output
