"""The smallest plan at Xero: 3,000 documents at the pace of its limits, and live work within two minutes."""

from harness.commands.reading import SHIPPED
from harness.runner import run_scenario
from harness.scenario.loader import load, loads

STARTER = """
scenario: 3,100 documents on the starter plan
about: Batches of fifty make them 62 calls, two more than a minute allows; the practice works on meanwhile.
seed: 12
starts: 2026-03-02T08:00:00+11:00
clinic:
  name: Bellerive Podiatry
  time zone: Australia/Hobart
  payment types: {EFTPOS: "611"}
xero: {profile: starter}
timeline:
  - {at: day 1 08:15, do: connect}
  - {at: day 1 08:30, do: disconnect}
  - {at: day 1 09:00, do: trade, for: 5d, invoices per day: 310, paid: 100%}
  - {at: day 8 08:00, do: reconnect}
  - {at: day 8 08:05, do: synchronise, from: day 1}
  - {at: day 8 08:30, do: trade, for: 1d, invoices per day: 40, paid: 80%}
expect:
  - nothing doubled
  - nothing missing
  - limits respected
  - {live within: 2m}
  - {backfill within: 1.03}
  - {refusals at most: 0}
"""


def test_the_starter_profile_is_used_to_the_full() -> None:
    result = run_scenario(loads(STARTER))

    assert result.held, result.verdicts
    assert result.lower_bound_seconds == 60


def test_more_than_a_day_of_calls_is_planned_for() -> None:
    result = run_scenario(load(SHIPPED / "a-small-plan.yaml"))

    assert result.held, result.verdicts
    assert result.lower_bound_seconds is not None
    assert result.lower_bound_seconds > 24 * 3600
