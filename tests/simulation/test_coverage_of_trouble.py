"""The shipped scenarios reach every trouble that they can, and each that they can't is explained."""

import json
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner, Result

from harness.batch import Orders
from harness.checkers.verdict import Outcome
from harness.cli import app
from harness.commands.reading import SHIPPED
from harness.coverage.cells import Cell
from harness.coverage.coverage import total
from harness.coverage.explained import stale, unexplained
from harness.exploration.reaching import coverage_of_result, visit_each
from harness.exploration.torture import cases_of
from harness.runner import run_scenario
from harness.scenario.loader import find, load, loads
from harness.simulation.effects import Effects

LARGE: Final = {"the-batch-sync-of-5000", "a-small-plan"}  # they reach nothing that others don't
STORY: Final = """\
scenario: One crash
seed: 5
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: crash, restart after: 10m}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace}, amount: 120.00}
expect:
  - nothing missing
  - {reached: {crash: live}}
"""


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.slow
def test_no_cell_is_empty_without_a_reason_and_no_reason_is_untrue() -> None:
    scenarios = [load(file) for file in find([SHIPPED]) if file.stem not in LARGE]

    visits = list(visit_each(scenarios, Orders(), seeds=0))

    reached = total(each.coverage for each in visits)
    assert [each.broken for each in visits if each.broken] == []
    assert unexplained(reached.empty()) == []
    assert stale(reached.counts) == []


def test_torture_strikes_while_the_user_is_connecting_as_the_explanation_says() -> None:
    scenario = loads(STORY)
    cases = cases_of(scenario, Orders()).every

    coverages = [
        coverage_of_result(run_scenario(scenario, effects=Effects(each))) for each in cases[: len(cases) // 2]
    ]

    assert total(coverages)[Cell("crash", "connecting")]


def test_what_a_story_claims_to_reach_is_asked_of_the_story_as_it_is_told() -> None:
    never = loads(STORY.replace("{crash: live}", "{outage: live}"))

    as_told, otherwise = run_scenario(never), run_scenario(never, seed=6)

    assert [each.outcome for each in as_told.verdicts] == [Outcome.VALID, Outcome.INVALID]
    assert not as_told.held
    assert otherwise.held


def test_the_tables_are_printed_and_an_empty_cell_without_a_reason_ends_with_1(tmp_path: Path) -> None:
    story, tables = tmp_path / "story.yaml", tmp_path / "tables.json"
    story.write_text(STORY)

    result = harness("coverage", story, "--seeds", "1", "--json", tables)

    read = json.loads(tables.read_text())
    assert result.exit_code == 1
    assert "2 runs of 1 scenario." in result.output
    assert "NEVER REACHED, and nothing says why: outage: backfill" in result.output
    assert "Lovelace" not in result.output
    assert read["runs"] == 2
    assert {"row": "crash", "column": "live", "count": 2, "explained": None} in read["cells"]
    assert "outage: backfill" in read["unexplained"]
    assert read["untrue"] == []


def test_a_file_that_cannot_be_written_is_found_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY)

    result = harness("coverage", tmp_path / "story.yaml", "--json", tmp_path / "nowhere" / "tables.json")

    assert result.exit_code == 2
    assert "runs of" not in result.output
