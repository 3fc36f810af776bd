"""Torture: what can befall a scenario is counted, run in turn, and told with the command that repeats it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from harness.batch import Orders
from harness.cli import app
from harness.exploration.cases import Ended, Work, do
from harness.exploration.torture import cases_of, interruptions_of
from harness.result import RunResult
from harness.runner import run_scenario
from harness.scenario.schema import Scenario
from harness.simulation.effects import Effect, Effects, Interruption, Mishap, UnreadableInterruptionError

FORGETFUL = "harness.engines.broken:outbox_forgotten_in_a_crash"


def harness(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def interrupted(scenario: Scenario, *mishaps: str) -> RunResult:
    return run_scenario(scenario, effects=Effects(*map(Interruption.read, mishaps)))


def told(result: RunResult) -> list[str]:
    """What the history says of everybody but the network, in order."""
    return [entry.operation for entry in result.history.entries]


def broken(ended: list[Ended]) -> list[str]:
    return [f"{each.orders}: {each.why}" for each in ended if each.why]


def test_at_every_effect_everything_that_is_possible_there_is_a_case() -> None:
    cases = interruptions_of([Effect.COMMIT, Effect.DEPARTURE, Effect.ANSWER])

    assert [str(each) for each in cases] == [
        "crash at effect 1",
        "crash at effect 2",
        "request lost at effect 2",
        "answer lost at effect 2",
        "token expired at effect 2",
        "disconnected at effect 2",
        "crash at effect 3",
    ]


def test_every_case_of_a_small_story_keeps_every_promise(one_payment: Scenario) -> None:
    cases = cases_of(one_payment, Orders())

    ended = do(Work(one_payment, [Orders(interruptions=(each,)) for each in cases.every]))

    assert len(ended) > 50
    assert broken(ended) == []


def test_pairs_of_cases_keep_every_promise(one_payment: Scenario) -> None:
    cases = cases_of(one_payment, Orders())

    ended = do(Work(one_payment, [Orders(interruptions=each) for each in cases.spread_pairs(40)]))

    assert len(ended) == 40
    assert broken(ended) == []


def test_an_expired_token_is_refused_and_renewed_before_anything_is_sent_again(one_payment: Scenario) -> None:
    calm = run_scenario(one_payment)

    result = interrupted(one_payment, "token expired at effect 20")

    refused = [call for call in result.calls if call.status == 401]
    assert [call.path for call in refused] == ["/Invoices"]
    assert result.requests["POST /connect/token"] == calm.requests["POST /connect/token"] + 1
    assert result.held


def test_after_a_disconnection_somebody_reconnects_ten_minutes_later_and_synchronises(
    one_payment: Scenario,
) -> None:
    result = interrupted(one_payment, "disconnected at effect 20")

    words = told(result)
    assert words.index("disconnect") < words.index("reconnect") < words.index("synchronise")
    instants = {entry.operation: entry.instant for entry in result.history.entries}
    assert (instants["reconnect"] - instants["disconnect"]).total_seconds() == 600
    assert result.held


def test_who_tries_to_connect_just_then_tries_again_and_needs_nobody_else(one_payment: Scenario) -> None:
    result = interrupted(one_payment, "disconnected at effect 5")

    assert "disconnect" in told(result)
    assert "reconnect" not in told(result)
    assert result.held


def test_the_way_back_is_gone_even_if_the_engine_dies_meanwhile(one_payment: Scenario) -> None:
    result = interrupted(one_payment, "disconnected at effect 20", "crash at effect 22")

    assert {"disconnect", "crash", "reconnect"} <= set(told(result))
    assert result.held


def test_a_mishap_that_cannot_happen_at_an_effect_happens_at_the_next_that_allows_it() -> None:
    effects = Effects(Interruption(1, Mishap.ANSWER_LOST), Interruption(2, Mishap.CRASH))

    befalls = [effects.reached(each) for each in (Effect.COMMIT, Effect.COMMIT, Effect.DEPARTURE)]

    assert befalls == [None, Mishap.CRASH, Mishap.ANSWER_LOST]


def test_at_one_effect_one_mishap_happens_and_the_other_waits() -> None:
    effects = Effects(Interruption(1, Mishap.TOKEN_EXPIRED), Interruption(1, Mishap.ANSWER_LOST))

    befalls = [effects.reached(Effect.DEPARTURE) for _ in range(3)]

    assert befalls == [Mishap.TOKEN_EXPIRED, Mishap.ANSWER_LOST, None]


def test_a_sample_is_spread_over_the_whole_run(one_payment: Scenario) -> None:
    cases = cases_of(one_payment, Orders())

    sample = cases.spread(5)

    assert len(sample) == 5
    assert sample[0].effect == 1
    assert sample[-1].effect > cases.effects * 0.7


def test_no_pair_comes_twice_and_a_sample_reaches_every_part_of_the_run(
    one_payment: Scenario,
) -> None:
    cases = cases_of(one_payment, Orders())

    everything, few = cases.spread_pairs(10**6), cases.spread_pairs(30)

    assert len(set(everything)) == len(everything) == cases.pairs
    assert few == everything[:30]
    tenths = {later.effect * 10 // (cases.effects + 1) for _, later in few}
    assert len(tenths) >= 8


def test_an_interruption_is_read_as_it_is_written() -> None:
    interruption = Interruption(12, Mishap.ANSWER_LOST)

    assert Interruption.read(str(interruption)) == interruption
    for nonsense in ("crash", "crash at effect 0", "flood at effect 3", "crash at effect -1", ""):
        with pytest.raises(UnreadableInterruptionError, match="write for instance 'crash at effect 12'"):
            Interruption.read(nonsense)


def test_a_broken_engine_is_found_and_the_command_repeats_what_was_found(one_payment_file: Path) -> None:
    tortured = harness("torture", one_payment_file, "--engine", FORGETFUL)
    command = next(line for line in tortured.output.splitlines() if line.strip().startswith("harness run"))
    at = command.partition("--interrupt ")[2].strip("'")
    repeated = harness("run", one_payment_file, "--engine", FORGETFUL, "--interrupt", at)

    assert tortured.exit_code == repeated.exit_code == 1
    assert "nothing missing" in tortured.output
    assert "broke a promise" in tortured.output


def test_the_command_of_a_pair_names_both_mishaps(one_payment: Scenario) -> None:
    result = interrupted(one_payment, "answer lost at effect 20", "crash at effect 22")

    assert result.reproduce.endswith(
        "--interrupt 'answer lost at effect 20' --interrupt 'crash at effect 22'"
    )


def test_a_scenario_of_too_many_documents_is_left_out_and_that_is_said(one_payment_file: Path) -> None:
    result = harness("torture", one_payment_file, "--documents", "1")

    assert "left out, 2 documents" in result.output
    assert result.exit_code == 0


def test_it_is_said_how_many_cases_there_are_and_how_many_are_run(one_payment_file: Path) -> None:
    result = harness("torture", one_payment_file, "--sample", "3", "--pairs", "2", "--admissions", "5")

    assert "57 cases, 3 to run" in result.output
    assert "1,596 pairs of cases, 2 to run" in result.output
    assert "1 admission order, all to run" in result.output
    assert "6 runs" in result.output


def test_cases_run_apart_end_as_they_do_here(one_payment_file: Path) -> None:
    result = harness("torture", one_payment_file, "--sample", "6", "--jobs", "2")

    assert "6 runs" in result.output
    assert "every promise kept" in result.output


def test_an_interruption_that_is_none_is_bad_input(one_payment_file: Path) -> None:
    result = harness("run", one_payment_file, "--interrupt", "crash at noon")

    assert result.exit_code == 2
    assert "is no interruption" in result.output
