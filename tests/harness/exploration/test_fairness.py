"""A story is fair if everything can arrive in it; what is not fair proves nothing against an engine."""

import pytest

from harness.exploration.fairness import is_fair
from harness.scenario.loader import loads

STORY = """
scenario: Fair or not
starts: 2026-03-02T08:00:00+11:00
timeline:
  - {at: day 1 09:00, do: connect}
"""
INVOICE = "  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 100.00}\n"
PAID = "  - {at: day 1 10:30, do: pay, invoice: 1, amount: 100.00, by: EFTPOS, payment: all}\n"
LOCKED = "  - {at: day 1 09:30, do: xero locks period, until: day 1}\n"
UNLOCKED = "  - {at: day 1 11:00, do: xero unlocks period}\n"
TRIED_AGAIN = "  - {at: day 1 12:00, do: retry}\n"
AWAY = "  - {at: day 1 09:30, do: disconnect}\n"
BACK = "  - {at: day 1 11:00, do: reconnect}\n"
ASKED_FOR = "  - {at: day 1 12:00, do: synchronise, from: day 1}\n"
TAKEN_BACK = "  - {at: day 1 10:40, do: delete payment, payment: all}\n"
EDITED = "  - {at: day 1 10:50, do: edit invoice, invoice: 1, amount: 90.00}\n"
AT_ONCE = INVOICE.replace("10:00", "09:05")


@pytest.mark.parametrize(
    "steps",
    [
        INVOICE + PAID,
        AT_ONCE + ASKED_FOR,
        LOCKED + INVOICE + UNLOCKED + TRIED_AGAIN,
        AWAY + INVOICE + BACK + ASKED_FOR,
        INVOICE + PAID + TAKEN_BACK + EDITED,
    ],
)
def test_what_was_missed_is_asked_for_and_what_was_refused_is_mended(steps: str) -> None:
    assert is_fair(loads(STORY + steps))


@pytest.mark.parametrize(
    "steps",
    [
        AT_ONCE,
        LOCKED + INVOICE,
        LOCKED + INVOICE + UNLOCKED,
        LOCKED + INVOICE + TRIED_AGAIN,
        AWAY + INVOICE,
        AWAY + INVOICE + BACK,
        AWAY + INVOICE + ASKED_FOR,
        INVOICE + PAID + EDITED,
    ],
)
def test_no_engine_could_keep_its_promises_where_people_leave_something_out(steps: str) -> None:
    assert not is_fair(loads(STORY + steps))
