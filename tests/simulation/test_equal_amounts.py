"""The judge keeps equal amounts of one invoice apart by the accounts that they may be in.

Found by `harness explore`: half of a payment came by card and half in cash, and the cash arrived just after
its account had changed, when either account is right.
"""

from harness.runner import run_scenario
from harness.scenario.loader import loads

STORY = """
scenario: Half by card, half in cash, and another account for cash
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney, payment types: {EFTPOS: "611", Cash: "612"}}
xero: {profile: article, ordering: oldest first}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:10, do: invoice, number: 1, patient: {id: P-4, name: Dinh Haddad}, amount: 100.00}
  - {at: day 1 09:20, do: invoice, number: 2, patient: P-4, amount: 100.00}
  - {at: day 1 09:30, do: invoice, number: 3, patient: P-4, amount: 100.00}
  - {at: day 1 09:40, do: pay, invoice: 3, amount: 40.00, by: EFTPOS}
  - {at: day 1 09:40, do: invoice, number: 4, patient: P-4, amount: 100.00}
  - {at: day 1 09:40, do: pay, invoice: 1, amount: 40.00, by: {EFTPOS: 20.00, Cash: 20.00}}
  - {at: day 1 09:40, do: pay, invoice: 3, amount: 100.00, by: EFTPOS}
  - {at: day 1 09:43, do: change settings, payment types: {Cash: "613"}}
"""


def test_the_cash_that_was_on_its_way_when_its_account_changed_is_in_the_right_account() -> None:
    result = run_scenario(loads(STORY))

    assert result.held, result.verdicts
