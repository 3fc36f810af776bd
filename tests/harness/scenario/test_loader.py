"""Reading scenario files: every mistake has a line, a column and what to write instead."""

import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from harness.nemesis.weather import Weather
from harness.reconciliation.breaks import BreakKind
from harness.scenario.loader import NoScenariosError, ScenarioError, find, load, loads
from harness.scenario.schema import (
    STORM,
    Breaks,
    ChangeSettings,
    Connect,
    Crash,
    IssueInvoice,
    ManualPayments,
    Pay,
    Promise,
    Scenario,
    SettledWithin,
    Storm,
    Synchronise,
    Trade,
)

Read = Callable[[str], Scenario]

WHOLE = """\
scenario: Disconnected for eleven days
about: A user removes the app in Xero.
seed: 7
starts: 2026-03-02T08:00:00+11:00          # day 1, in the clinic's own time
clinic:
  name: Harbour Physio
  time zone: Australia/Sydney
  payment types: {EFTPOS: "611", Cash: 612, Bank: 090}
  defaults: {sales account: "200", payment account: "610", tax-exempt rate: EXEMPTOUTPUT}
xero:
  profile: article
  ordering: oldest first
weather: {answers lost: 2%, requests lost: 1%, server errors: 1%, delay: 0s to 20s}
timeline:
  - {at: day 1 09:00, do: connect}
  - {at: day 1 09:30, do: trade, for: 20d, invoices per day: 40, paid: 80%, by account credit: 10%}
  - {at: day 5 14:12, do: disconnect}
  - {at: 2026-03-17T09:30:00+11:00, do: reconnect}
  - {at: day 16 09:35, do: synchronise, from: day 5}
  - {at: day 16 11:00, do: crash, restart after: 10m}
expect:
  - nothing doubled
  - account credit stays open
  - {settled within: 3d}
  - {breaks: {DUPLICATED: 0, OPEN_FOR_ACCOUNT_CREDIT: 80}}
  - {manual payments: 80}
"""


def test_a_whole_scenario_is_read_into_typed_values() -> None:
    scenario = loads(WHOLE, Path("eleven.yaml"))

    assert (scenario.name, scenario.seed, scenario.path) == (
        "Disconnected for eleven days",
        7,
        Path("eleven.yaml"),
    )
    assert scenario.clinic.payment_types == {"EFTPOS": "611", "Cash": "612", "Bank": "090"}
    assert scenario.xero.limits == {
        "minute": 60,
        "day": 5000,
        "concurrent": 5,
        "app minute": 10000,
        "payments per minute": 1,
    }
    assert scenario.xero.ordering == "oldest first"
    assert scenario.weather == Weather(
        answers_lost=0.02, requests_lost=0.01, server_errors=0.01, delay_seconds_max=20.0
    )


def test_steps_know_their_instant_and_their_line() -> None:
    connect, trade, _, reconnect, synchronise, crash = loads(WHOLE).timeline

    assert isinstance(connect, Connect)
    assert connect.line == 15
    assert isinstance(trade, Trade)
    assert (trade.lasts, trade.invoices_per_day, trade.paid) == (timedelta(days=20), 40, Decimal("0.8"))
    assert reconnect.at == datetime.fromisoformat("2026-03-17T09:30:00+11:00")
    assert isinstance(synchronise, Synchronise)
    assert synchronise.since == date(2026, 3, 6)
    assert isinstance(crash, Crash)
    assert crash.restart_after == timedelta(minutes=10)


def test_expectations_are_typed_and_give_their_words_back() -> None:
    expect = loads(WHOLE).expect

    assert expect == (
        Promise.NOTHING_DOUBLED,
        Promise.ACCOUNT_CREDIT_STAYS_OPEN,
        SettledWithin(timedelta(days=3)),
        Breaks({BreakKind.DUPLICATED: 0, BreakKind.OPEN_FOR_ACCOUNT_CREDIT: 80}),
        ManualPayments(80),
    )
    assert [each.phrase for each in expect] == [
        "nothing doubled",
        "account credit stays open",
        "settled within: 3d",
        "breaks: {DUPLICATED: 0, OPEN_FOR_ACCOUNT_CREDIT: 80}",
        "manual payments: 80",
    ]


def test_only_a_title_a_start_and_one_step_are_needed() -> None:
    scenario = loads(
        "scenario: X\nstarts: 2026-03-02T08:00:00+11:00\ntimeline: [{at: day 1 09:00, do: connect}]\n"
    )

    assert scenario.seed == 1
    assert scenario.weather == Weather()
    assert scenario.expect == tuple(Promise)
    assert scenario.clinic.defaults.payment_account == "610"
    assert scenario.xero.limits["payments per minute"] is None


@pytest.mark.parametrize(
    ("offset", "name"), [("+11:00", "Etc/GMT-11"), ("Z", "UTC"), ("+09:30", "UTC+09:30")]
)
def test_without_a_time_zone_the_offset_of_starts_rules(offset: str, name: str) -> None:
    scenario = loads(
        f"scenario: X\nstarts: 2026-03-02T08:00:00{offset}\ntimeline: [{{at: day 30 09:00, do: connect}}]\n"
    )

    assert scenario.clinic.zone_name == name
    assert scenario.timeline[0].at.utcoffset() == scenario.starts.utcoffset()


def test_a_scenario_can_be_sent_to_another_process() -> None:
    scenario = loads(WHOLE, Path("eleven.yaml"))

    arrived = pickle.loads(pickle.dumps(scenario))  # noqa: S301  its own pickle

    assert arrived == scenario
    assert arrived.path == scenario.path
    assert arrived.timeline[1].line == 16


def test_money_is_read_exactly_and_patients_are_known_by_their_id(read: Read) -> None:
    scenario = read("""\
  - {at: day 1 10:00, do: invoice, number: 1041, patient: {id: 17, name: Ada Brown}, amount: 120}
  - at: day 1 10:30
    do: invoice
    number: 1042
    patient: 17
    items:
      - {description: Follow-up, unit price: 85.00, discount: 5}
      - {description: Band, quantity: 2, unit price: 19.95, taxable: true, item: Resistance band}
  - {at: day 1 11:00, do: pay, invoices: {1041: 100.00, 1042: 20.5}, by: {EFTPOS: 100.00, Cash: 30.50}}
  - {at: day 1 11:30, do: pay, invoice: 1041, amount: 20.00, by: EFTPOS}
""")
    _, plain, items, shared, single = scenario.timeline

    assert isinstance(plain, IssueInvoice)
    assert (plain.patient.id, plain.total) == ("17", Decimal("120.00"))
    assert isinstance(items, IssueInvoice)
    assert items.total == Decimal("80.00") + Decimal("39.90") + Decimal("3.99")
    assert items.items is not None
    assert items.items[1].billable_item == "Resistance band"
    assert isinstance(shared, Pay)
    assert shared.allocations == {1041: Decimal("100.00"), 1042: Decimal("20.50")}
    assert shared.sources == {"EFTPOS": Decimal("100.00"), "Cash": Decimal("30.50")}
    assert isinstance(single, Pay)
    assert single.sources == {"EFTPOS": Decimal("20.00")}


def test_a_storm_has_a_weather_of_its_own_and_settings_change_only_where_named(read: Read) -> None:
    scenario = read("""\
  - {at: day 1 10:00, do: storm, for: 1h}
  - {at: day 2 10:00, do: storm, for: 1h, weather: {resets: 50%, delay: 5s}}
  - {at: day 3 10:00, do: change settings, payment types: {Cash: 616}, defaults: {payment account: "617"}}
""")
    _, usual, own, change = scenario.timeline

    assert isinstance(usual, Storm)
    assert usual.weather == STORM
    assert isinstance(own, Storm)
    assert own.weather == Weather(resets=0.5, delay_seconds_min=5.0, delay_seconds_max=5.0)
    assert isinstance(change, ChangeSettings)
    assert (change.payment_types, change.chosen_defaults, change.items) == (
        {"Cash": "616"},
        {"payment_account": "617"},
        {},
    )


def test_a_binary_file_is_refused_with_one_message(tmp_path: Path) -> None:
    file = tmp_path / "picture.yaml"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")

    with pytest.raises(ScenarioError) as wrong:
        load(file)

    assert wrong.value.messages == [f"{file}:1:1: this is not a text file; a scenario is YAML text in UTF-8"]


def test_folders_are_searched_in_order_and_an_empty_one_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("b.yaml", "a.yml", "more/c.yaml", "notes.txt"):
        (tmp_path / name).write_text("x")

    assert [file.name for file in find([tmp_path])] == ["a.yml", "b.yaml", "c.yaml"]
    with pytest.raises(NoScenariosError, match="there is no scenario"):
        find([tmp_path / "empty"])
    with pytest.raises(NoScenariosError, match="there is no such file or folder"):
        find([tmp_path / "nowhere.yaml"])
