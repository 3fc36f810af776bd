"""Torture: what can befall a scenario is counted, run in turn, and told with the command that repeats it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.batch import Orders
from harness.cli import app
from harness.exploration.torture import cases_of, interruptions_of, run_interrupted
from harness.scenario.loader import loads
from harness.simulation.effects import Effect, Interruption, Mishap, UnreadableInterruptionError

STORY = """\
scenario: One payment
starts: 2026-03-02T08:00:00+11:00
clinic: {name: Harbour Physio, time zone: Australia/Sydney}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace}, amount: 120.00}
  - {at: day 1 10:05, do: pay, invoice: 1, amount: 50.00, by: EFTPOS}
expect:
  - nothing doubled
  - nothing missing
"""
FORGETFUL = "tests.simulation.broken_engines:outbox_forgotten_in_a_crash"


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_request_can_be_lost_or_its_answer_and_a_process_can_die_at_every_effect() -> None:
    cases = interruptions_of([Effect.COMMIT, Effect.DEPARTURE, Effect.ANSWER])

    assert [str(each) for each in cases] == [
        "crash at effect 1",
        "crash at effect 2",
        "request lost at effect 2",
        "answer lost at effect 2",
        "crash at effect 3",
    ]


def test_every_case_of_a_small_story_keeps_every_promise() -> None:
    scenario = loads(STORY)
    cases = cases_of(scenario, Orders())

    ended = [run_interrupted(scenario, Orders(), each) for each in cases.every]

    assert len(ended) > 40
    assert [each.why for each in ended if each.why] == []


def test_a_sample_is_spread_over_the_whole_run() -> None:
    cases = cases_of(loads(STORY), Orders())

    sample = cases.spread(5)

    assert len(sample) == 5
    assert sample[0].effect == 1
    assert sample[-1].effect > cases.effects * 0.7


def test_an_interruption_is_read_as_it_is_written() -> None:
    interruption = Interruption(12, Mishap.ANSWER_LOST)

    assert Interruption.read(str(interruption)) == interruption
    for nonsense in ("crash", "crash at effect 0", "flood at effect 3", "crash at effect -1", ""):
        with pytest.raises(UnreadableInterruptionError, match="write for instance 'crash at effect 12'"):
            Interruption.read(nonsense)


def test_a_broken_engine_is_found_and_the_command_repeats_what_was_found(tmp_path: Path) -> None:
    file = tmp_path / "one-payment.yaml"
    file.write_text(STORY)

    tortured = harness("torture", file, "--engine", FORGETFUL)
    command = next(line for line in tortured.output.splitlines() if line.strip().startswith("harness run"))
    at = command.partition("--interrupt ")[2].strip("'")
    repeated = harness("run", file, "--engine", FORGETFUL, "--interrupt", at)

    assert tortured.exit_code == repeated.exit_code == 1
    assert "nothing missing" in tortured.output
    assert "broke a promise" in tortured.output


def test_a_scenario_of_too_many_documents_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "one-payment.yaml"
    file.write_text(STORY)

    result = harness("torture", file, "--documents", "1")

    assert "left out, 2 documents" in result.output
    assert result.exit_code == 0


def test_cases_run_apart_end_as_they_do_here(tmp_path: Path) -> None:
    file = tmp_path / "one-payment.yaml"
    file.write_text(STORY)

    result = harness("torture", file, "--sample", "6", "--jobs", "2")

    assert "6 interrupted runs" in result.output
    assert "every promise kept" in result.output


def test_an_interruption_that_is_none_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "one-payment.yaml"
    file.write_text(STORY)

    result = harness("run", file, "--interrupt", "crash at noon")

    assert result.exit_code == 2
    assert "is no interruption" in result.output
