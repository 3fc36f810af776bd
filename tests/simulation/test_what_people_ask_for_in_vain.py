"""People press buttons at the wrong time and Xero lacks what they need: the story goes on and tells it."""

from datetime import timedelta

from harness.result import RunResult
from harness.runner import run_scenario
from harness.scenario.loader import loads

HEAD = """
scenario: In vain
starts: 2026-03-02T08:00:00+11:00
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 100.00}
  - {at: day 1 10:00, do: pay, invoice: 1, amount: 40.00, by: Cash, payment: the deposit}
"""


def run(steps: str) -> RunResult:
    return run_scenario(loads(HEAD + steps))


def told(result: RunResult, operation: str) -> list[str]:
    return [entry.outcome.value for entry in result.history.entries if entry.operation == operation]


def test_synchronise_is_refused_while_disconnected_and_the_story_goes_on() -> None:
    result = run("""\
  - {at: day 1 11:00, do: disconnect}
  - {at: day 1 12:00, do: pay, invoice: 1, amount: 60.00, by: Cash}
  - {at: day 1 13:00, do: synchronise, from: day 1}
  - {at: day 1 14:00, do: reconnect}
  - {at: day 1 15:00, do: synchronise, from: day 1}
""")

    assert result.held, result.verdicts
    assert told(result, "synchronise") == ["failed", "ok"]


def test_a_backfill_that_finds_nothing_took_no_time() -> None:
    result = run("  - {at: day 1 12:00, do: synchronise, from: day 1}\n")

    assert (result.backfill_seconds, result.lower_bound_seconds) == (0.0, 0.0)


def test_a_bookkeeper_cannot_delete_what_xero_has_not_heard_of() -> None:
    result = run("  - {at: day 1 10:00, do: xero deletes payment, payment: the deposit}\n")

    assert result.held, result.verdicts
    assert told(result, "xero deletes payment") == ["failed"]


def test_a_person_outlasts_an_outage_to_connect() -> None:
    result = run("""\
  - {at: day 1 11:00, do: disconnect}
  - {at: day 1 12:00, do: outage, for: 2d}
  - {at: day 1 13:00, do: reconnect}
  - {at: day 3 13:00, do: synchronise, from: day 1}
""")

    reconnected = next(each.instant for each in result.history.entries if each.operation == "reconnect")
    assert result.held, result.verdicts
    assert reconnected - result.started_at >= timedelta(days=2, hours=4)


def test_an_account_that_only_the_story_knows_is_opened_in_xero() -> None:
    result = run_scenario(
        loads("""
scenario: Accounts of its own
starts: 2026-03-02T08:00:00+11:00
clinic: {payment types: {Cash: "6999"}, items: {Brace: "2999"}, defaults: {sales account: "201"}}
timeline:
  - {at: day 1 09:00, do: connect}
  - at: day 1 10:00
    do: invoice
    number: 1
    patient: {id: P-1, name: Ada}
    items: [{description: Brace, unit price: 80.00, item: Brace}, {description: Follow-up, unit price: 85.00}]
  - {at: day 1 10:05, do: pay, invoice: 1, amount: 165.00, by: Cash}
""")
    )

    assert result.held, result.verdicts
