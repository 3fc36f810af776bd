"""A mishap befalls exactly the request that the story names, and nothing else."""

from datetime import timedelta

import pytest

from harness.nemesis.ambush import Plot
from harness.nemesis.trouble import Trouble
from harness.result import RunResult
from harness.runner import run_scenario
from harness.scenario.loader import ScenarioError, loads

STORY = """
scenario: A mishap
starts: 2026-03-02T08:00:00+11:00
clinic: {{payment types: {{EFTPOS: "611"}}}}
xero: {{behaviour: {{{behaviour}}}}}
timeline:
  - {{at: day 1 09:00, do: connect}}
  - {{at: day 1 10:00, do: mishap, {mishap}}}
  - {{at: day 1 10:00, do: invoice, number: 1, patient: {{id: P-1, name: Ada}}, amount: 100.00}}
  - {{at: day 1 10:30, do: pay, invoice: 1, amount: 60.00, by: EFTPOS}}
  - {{at: day 1 11:00, do: pay, invoice: 1, amount: 40.00, by: EFTPOS}}
"""


def story(mishap: str, behaviour: str = "") -> RunResult:
    return run_scenario(loads(STORY.format(mishap=mishap, behaviour=behaviour)))


def befallen(result: RunResult) -> list[tuple[str, str]]:
    return [(f"{call.method} {call.path}", call.trouble) for call in result.calls if call.trouble]


@pytest.mark.parametrize("trouble", [*Trouble])
def test_each_trouble_befalls_the_next_such_request_and_the_engine_keeps_its_promises(
    trouble: Trouble,
) -> None:
    result = story(f"what: {trouble.value}, to: PUT /Payments")

    assert befallen(result) == [("PUT /Payments", trouble.value)]
    assert result.held, result.verdicts


@pytest.mark.parametrize("planned", [*Plot])
def test_what_no_weather_brings_befalls_it_too(planned: Plot) -> None:
    result = story(f"what: {planned.value}, to: PUT /Payments")

    first = next(call for call in result.calls if f"{call.method} {call.path}" == "PUT /Payments")
    met = {
        Plot.REQUEST_LATE: first.answered_at is None and first.arrived_at is not None,
        Plot.TOKEN_EXPIRED: first.status == 401,
        Plot.CRASH_BEFORE: first.departed_at >= result.started_at + timedelta(hours=2, minutes=32),
        Plot.CRASH_AFTER: first.answered_at is None and first.status == 200,
    }
    assert met[planned], first
    assert result.held, result.verdicts


def test_a_crash_before_the_request_leaves_is_no_request() -> None:
    result = story("what: crash before, to: PUT /Payments")

    crashes = [entry for entry in result.history.entries if entry.operation == "crash"]
    assert (befallen(result), len(crashes), result.held) == ([], 1, True)


def test_as_many_requests_go_by_as_the_step_says() -> None:
    result = story("what: server error, to: PUT /Payments, after: 1")

    payments = [call.trouble for call in result.calls if call.path == "/Payments" and call.method == "PUT"]
    assert payments[:2] == [None, "server error"]


def test_without_a_request_the_next_one_is_struck_whatever_it_is() -> None:
    result = story("what: answer lost")

    struck = next(call for call in result.calls if call.trouble)
    before = [call for call in result.calls if call.number < struck.number]
    assert all(call.departed_at <= struck.departed_at for call in before)
    assert len(befallen(result)) == 1


def test_what_never_meets_its_request_never_happens() -> None:
    result = story("what: answer lost, to: PUT /CreditNotes")

    assert befallen(result) == []
    assert result.held


def test_a_reading_of_xero_is_chosen_in_words() -> None:
    result = story("what: answer lost, to: PUT /Invoices", "rate window: rolling, limit refusals count: true")

    assert result.held, result.verdicts


@pytest.mark.parametrize(
    ("mishap", "behaviour", "sentence"),
    [
        ("what: anser lost", "", 'unknown mishap "anser lost"; did you mean "answer lost"?'),
        ("what: answer lost, to: Payments", "", 'for example "PUT /Payments"'),
        ("to: PUT /Payments", "", '"what" is missing; write for example "what: answer lost"'),
        ("what: answer lost", "rate windows: rolling", 'unknown switch "rate windows"; did you mean'),
        ("what: answer lost", "rate window: roling", 'unknown reading "roling"; did you mean "rolling"?'),
    ],
)
def test_a_mistake_is_told_with_what_would_have_been_right(
    mishap: str, behaviour: str, sentence: str
) -> None:
    with pytest.raises(ScenarioError) as wrong:
        loads(STORY.format(mishap=mishap, behaviour=behaviour))

    assert sentence in str(wrong.value)
