"""Troubles that overlap: each lasts as long as the story says, whatever else begins and ends meanwhile."""

from datetime import timedelta

from harness.result import RunResult
from harness.runner import run_scenario
from harness.scenario.loader import loads

HEAD = """
scenario: Troubles
starts: 2026-03-02T08:00:00+11:00
timeline:
  - {at: day 1 09:00, do: connect}
"""
INVOICE = "  - {at: day 1 12:30, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 100.00}\n"


def run(steps: str) -> RunResult:
    return run_scenario(loads(HEAD + steps + INVOICE))


def arrived_after(result: RunResult) -> timedelta:
    entries = result.history.entries
    arrival = next(
        each.instant for each in entries if each.operation == "create invoice" and each.outcome.value == "ok"
    )
    return arrival - result.started_at


def test_an_outage_goes_on_after_a_shorter_one_has_ended() -> None:
    result = run("""\
  - {at: day 1 10:00, do: outage, for: 4h}
  - {at: day 1 10:30, do: outage, for: 1h}
""")

    assert result.held, result.verdicts
    assert arrived_after(result) >= timedelta(hours=6)


def test_the_later_of_two_outages_lasts_to_its_own_end() -> None:
    result = run("""\
  - {at: day 1 10:00, do: outage, for: 2h}
  - {at: day 1 11:00, do: outage, for: 3h}
""")

    assert arrived_after(result) >= timedelta(hours=6)


def test_a_storm_goes_on_after_a_shorter_one_has_ended() -> None:
    result = run("""\
  - {at: day 1 10:00, do: storm, for: 4h, weather: {requests lost: 100%}}
  - {at: day 1 10:30, do: storm, for: 1h, weather: {delay: 5s}}
""")

    assert result.held, result.verdicts
    assert arrived_after(result) >= timedelta(hours=6)


def test_the_later_of_two_storms_lasts_to_its_own_end() -> None:
    result = run("""\
  - {at: day 1 10:00, do: storm, for: 2h, weather: {delay: 5s}}
  - {at: day 1 11:00, do: storm, for: 3h, weather: {requests lost: 100%}}
""")

    assert arrived_after(result) >= timedelta(hours=6)
