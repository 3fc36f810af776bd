"""The story that simulates a backlog sends exactly that backlog, and a case's backlog is read off its run."""

import pytest

from harness.engines.builtin import create
from harness.estimating.backlog import Backlog, NoBacklogError, backlog_of, last_number, story_of
from harness.estimating.course import Course, Kind, UnfinishedError, course_of
from harness.nemesis.weather import Weather
from harness.runner import run_with
from harness.scenario.loader import loads
from harness.scenario.schema import Scenario
from harness.simulation.choices import SeededChoices
from tests.harness.estimating.courses import PRESSED_AT, setting

CASE = """
scenario: Away for three days
starts: 2026-03-02T08:00:00+11:00
clinic: {time zone: Australia/Sydney}
xero: {profile: article}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: invoice, number: 1, patient: {id: P-1, name: Ada}, amount: 120.00}
  - {at: day 1 11:00, do: disconnect}
  - {at: day 1 12:00, do: pay, invoice: 1, amount: 50.00, by: EFTPOS}
  - {at: day 2 12:00, do: invoice, number: 2, patient: {id: P-2, name: Ben}, amount: 80.00}
  - {at: day 2 12:00, do: pay, invoice: 2, amount: 80.00, by: EFTPOS}
  - {at: day 3 12:00, do: trade, for: 5d, invoices per day: 4, paid: 50%}
  - {at: day 4 09:00, do: reconnect}
  - {at: day 4 09:05, do: synchronise, from: day 1}
"""


def course(backlog: Backlog) -> Course:
    story = story_of(backlog, setting(), Weather())
    result = run_with(story, SeededChoices(1), create)
    return course_of(result, Weather(), PRESSED_AT, last_number(backlog), backlog.documents)


def brought(found: Course, kind: Kind) -> int:
    return sum(piece.brought for piece in found.pieces if piece.kind is kind)


@pytest.mark.parametrize(
    "backlog",
    [
        Backlog(invoices=7, payments=5),
        Backlog(invoices=3, payments=8),
        Backlog(invoices=0, payments=4),
        Backlog(invoices=4, payments=0),
        Backlog(invoices=4, payments=2, live_invoices=3, live_payments=2),
    ],
)
def test_all_of_the_backlog_comes_after_the_press_and_nothing_else_is_counted(backlog: Backlog) -> None:
    found = course(backlog)

    assert brought(found, Kind.INVOICE) == backlog.invoices
    assert brought(found, Kind.PAYMENT) == backlog.payments
    assert all(piece.seconds >= 0 for piece in found.pieces)


def test_a_sample_keeps_the_shape() -> None:
    assert Backlog(invoices=5_000, payments=4_500).sample(300) == Backlog(invoices=158, payments=143)
    assert Backlog(invoices=0, payments=4_500).sample(300) == Backlog(invoices=0, payments=300)


def test_what_never_arrives_has_no_finish() -> None:
    backlog = Backlog(invoices=3, payments=0)
    result = run_with(story_of(backlog, setting(), Weather()), SeededChoices(1), create)

    with pytest.raises(UnfinishedError, match="of 4 documents 3 came to Xero in a simulated backfill"):
        course_of(result, Weather(), PRESSED_AT, last_number(backlog), 4)


def run(case: Scenario) -> tuple[Backlog, str]:
    backlog, where = backlog_of(case, run_with(case, SeededChoices(1), create))
    return backlog, where.local(0).isoformat()


def test_the_backlog_of_a_case_is_what_its_last_synchronise_sends() -> None:
    backlog, pressed_at = run(loads(CASE))

    missed_by_trade = 4  # those of day 3; who has paid of them by day 4 is chance
    assert backlog.invoices == 1 + missed_by_trade
    assert 2 <= backlog.payments <= 2 + missed_by_trade
    assert (backlog.live_invoices, backlog.live_payments) == (4, 2)
    assert pressed_at == "2026-03-05T09:05:00+11:00"


def test_a_case_in_which_nobody_synchronises_has_no_backlog() -> None:
    with pytest.raises(NoBacklogError, match="nobody synchronises in it"):
        run(loads("\n".join(line for line in CASE.splitlines() if "synchronise" not in line)))


def test_a_synchronise_that_finds_nothing_has_no_backlog() -> None:
    quiet = CASE.splitlines()[:8]

    with pytest.raises(NoBacklogError, match="finds nothing that Xero has not got"):
        run(loads("\n".join([*quiet, "  - {at: day 2 09:00, do: synchronise, from: day 1}"])))
