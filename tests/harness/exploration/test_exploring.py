"""`harness explore` and `harness shrink`: what they run, keep, say, and end with."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.batch import Orders
from harness.cli import app
from harness.exploration.executors import Workforce, hired
from harness.exploration.exploring import explore_one, explored

ENGINE = "harness.engines.broken:credit_is_money"
FAILS = """\
scenario: Credit is no money
starts: 2026-03-02T08:00:00+11:00
clinic: {payment types: {EFTPOS: "611"}}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: invoice, number: 7, patient: {id: P-3, name: Eve Jones}, amount: 55.00}
  - {at: day 1 10:00, do: invoice, number: 8, patient: P-3, amount: 80.00}
  - {at: day 1 10:10, do: prepay, patient: P-3, amount: 80.00, by: EFTPOS}
  - {at: day 1 10:20, do: pay by credit, invoice: 8, amount: 80.00}
"""


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    file = tmp_path / "failing.yaml"
    file.write_text(FAILS)
    return file


def test_the_good_engine_keeps_every_promise_and_the_summary_says_what_was_reached(tmp_path: Path) -> None:
    result = harness("explore", "--runs", "3", "--seed", "40", "--out", tmp_path / "found")

    assert result.exit_code == 0
    assert "seeds 40 to 42: every promise kept" in result.output
    assert "steps: " in result.output
    assert "answer lost" in result.output
    assert list((tmp_path / "found").iterdir()) == []


def test_a_run_is_the_same_wherever_it_is_explored() -> None:
    with hired(Workforce(), None) as workers:
        several = list(explored([41, 42], Orders(), workers))

    assert several[1] == explore_one(42, Orders())


@pytest.mark.slow
def test_processes_hand_back_the_runs_in_the_order_of_the_seeds() -> None:
    with hired(Workforce(jobs=2), None) as workers:
        runs = list(explored(range(40, 62), Orders(), workers))

    assert [run.seed for run in runs] == [*range(40, 62)]


@pytest.mark.slow
def test_what_is_found_is_kept_as_a_scenario_that_fails_again(tmp_path: Path) -> None:
    found = tmp_path / "found"

    exploration = harness("explore", "--runs", "1", "--seed", "1", "--engine", ENGINE, "--out", found)

    assert exploration.exit_code == 1
    [kept] = found.iterdir()
    assert kept.name == "account-credit-stays-open-seed-1.yaml"
    assert f"harness run {kept} --engine {ENGINE}" in exploration.output
    assert harness("run", kept, "--engine", ENGINE).exit_code == 1
    assert harness("run", kept).exit_code == 0


def test_a_scenario_that_somebody_brings_is_shrunk_beside_it(failing: Path) -> None:
    result = harness("shrink", failing, "--engine", ENGINE)

    assert result.exit_code == 0
    shrunk = failing.with_name("failing-shrunk.yaml").read_text()
    assert shrunk.count("do: invoice") == 1
    assert "Eve" not in result.output


def test_a_scenario_that_holds_is_bad_input_for_shrinking(failing: Path) -> None:
    result = harness("shrink", failing)

    assert result.exit_code == 2
    assert "every expectation holds" in result.output
    assert not failing.with_name("failing-shrunk.yaml").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--for", "10 weeks"), 'unknown unit "weeks"'),
        (("--runs", "1", "--engine", "nowhere:nothing"), "no engine at 'nowhere:nothing'"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_write(
    words: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    result = harness("explore", *words, "--out", tmp_path / "found")

    assert result.exit_code == 2
    assert sentence in result.output
