"""Admission orders: every one where they are few; of many a sample that says what it is worth."""

from itertools import permutations
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.batch import Orders
from harness.cli import app
from harness.commands.reading import SHIPPED
from harness.exploration.admissions import Bound, enumerated, first_try, sampled
from harness.exploration.cases import Work, do
from harness.exploration.executors import Alone
from harness.scenario.loader import load, loads
from harness.scenario.schema import Scenario

THREE_AT_ONCE = """\
scenario: Three invoices of one minute
starts: 2026-03-02T08:00:00+11:00
clinic: {name: Harbour Physio, time zone: Australia/Sydney}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 10:00, do: outage, for: 10m}
  - {at: day 1 10:01, do: invoice, number: 1, patient: {id: P-1, name: Ada Lovelace}, amount: 10.00}
  - {at: day 1 10:01, do: invoice, number: 2, patient: P-1, amount: 20.00}
  - {at: day 1 10:01, do: invoice, number: 3, patient: P-1, amount: 30.00}
expect: [nothing doubled, nothing missing, amounts agree]
"""


@pytest.fixture
def three_at_once() -> Scenario:
    return loads(THREE_AT_ONCE)


def test_few_orders_are_all_run_each_once(three_at_once: Scenario) -> None:
    with Alone(None) as workers:
        first = first_try(workers, three_at_once, Orders())
        ended = list(enumerated(workers, three_at_once, Orders(), first))

    orders = [str(each.orders.admission) for each in ended]
    assert first.orders == len(ended) == len(set(orders)) == len(list(permutations(range(3))))
    assert [each.why for each in ended if each.why] == []
    assert orders[0] == "places"


def test_requests_that_come_together_are_admitted_in_each_order() -> None:
    scenario = load(SHIPPED / "a-bookkeeper-was-faster.yaml")
    with Alone(None) as workers:
        first = first_try(workers, scenario, Orders())
        ended = list(enumerated(workers, scenario, Orders(), first))

    assert first.widths == (2, 2)
    assert [str(each.orders.admission) for each in ended] == [
        "places",
        "places 1",
        "places 0 1",
        "places 1 1",
    ]
    assert len({each.digest for each in ended}) > 1


def test_a_sample_draws_other_priorities_each_time_and_keeps_every_promise(three_at_once: Scenario) -> None:
    cases = sampled(Orders(), Bound(things=3, decisions=2, depth=2), 12)

    ended = do(Work(three_at_once, cases))

    assert len({str(each.orders.admission) for each in ended}) == 12
    assert [each.why for each in ended if each.why] == []


def test_the_bound_is_that_of_the_paper() -> None:
    bound = Bound(things=50, decisions=49, depth=2)

    assert bound.found_by_one == pytest.approx(1 / (50 * 49))
    assert Bound(things=5, decisions=99, depth=1).found_by_one == pytest.approx(1 / 5)
    assert bound.missed_by(2450) == pytest.approx(0.368, abs=0.001)


def test_the_command_of_a_case_repeats_its_order(three_at_once: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "three.yaml"
    file.write_text(THREE_AT_ONCE)
    [case] = sampled(Orders(), Bound(things=3, decisions=2, depth=2), 1)
    [ended] = do(Work(three_at_once, [case]))

    repeated = CliRunner().invoke(app, ["run", str(file), "--admission", str(case.admission)])

    assert "--admission 'priorities 1, 1 changes in 2 decisions'" in ended.reproduce
    assert ended.digest in repeated.output
    assert repeated.exit_code == 0


def test_many_orders_are_sampled_and_the_bound_is_said(tmp_path: Path) -> None:
    file = tmp_path / "three.yaml"
    file.write_text(THREE_AT_ONCE)

    result = CliRunner().invoke(app, ["torture", str(file), "--sample", "1", "--admissions", "4"])

    assert "6 admission orders, 4 to run by priorities" in result.output
    assert "a run finds a bug of depth 2" in result.output
    assert result.exit_code == 0


def test_what_is_no_order_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "three.yaml"
    file.write_text(THREE_AT_ONCE)

    result = CliRunner().invoke(app, ["run", str(file), "--admission", "by size"])

    assert result.exit_code == 2
    assert "is no admission order" in result.output
