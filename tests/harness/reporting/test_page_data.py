"""What the script of a page gets: small, complete, and unable to end its own script."""

import json
from collections.abc import Callable
from typing import Any

from harness.reconciliation.breaks import Record
from harness.reporting.page_data import data_of
from harness.result import RunResult
from harness.simulation.history import Actor, Ended, Entry


def read(result: RunResult) -> dict[str, Any]:
    """The data as the script in the page reads them."""
    data: dict[str, Any] = json.loads(data_of(result))
    return data


def test_an_exchange_tells_when_it_left_how_it_ended_its_key_and_its_invoices(result: RunResult) -> None:
    data = read(result)
    left, arrived, answered, call, status, limit, trouble, *_, key, about = data["calls"][3]

    assert (left, arrived, answered, status) == (int((49.2 * 60 + 3) * 60_000), -1, -1, 429)
    assert data["words"][call] == "PUT /Payments"
    assert data["words"][limit] == "paymentminute"
    assert (trouble, key, data["numbers"][about]) == (-1, "key-of-1004", "1004")


def test_a_standing_tells_its_side_its_number_and_its_money_in_cents(result: RunResult) -> None:
    data = read(result)
    instant, document, number, *money, payments, void = data["standings"][1]

    assert (instant, money, payments, void) == (3 * 3_600_000, [12000, 12000, 0], 1, 0)
    assert data["documents"][document] == [0, 0, "clinic-1001"]
    assert (data["numbers"][number], data["patients"][0]) == ("1001", "P-1001")


def test_a_record_that_names_several_invoices_is_about_each_of_them(result: RunResult) -> None:
    paid = Entry(result.ended_at, Actor.CLINIC, "take payment", Record("payment", "1001, 1002"), Ended.OK)
    result.history.entries.append(paid)

    data = read(result)

    assert [data["numbers"][place] for place in data["entries"][-1][5:]] == ["1001", "1002"]


def test_nothing_that_is_written_in_a_run_can_end_the_script(result: RunResult) -> None:
    bad = "</script><script>alert(2)</script>"
    result.history.entries.append(Entry(result.ended_at, Actor.XERO, bad, None, Ended.OK))

    assert "<" not in data_of(result)
    assert bad in read(result)["words"]


def test_the_patients_name_in_xeros_own_words_is_withheld(result: RunResult) -> None:
    [parked] = read(result)["parked"]

    assert parked[-1] == "The contact name (withheld) is already assigned to another contact."


def test_the_page_knows_when_the_clocks_change(changed: Callable[..., RunResult]) -> None:
    run = changed()
    moved = changed(
        started_at=run.started_at.replace(month=4, day=3), ended_at=run.ended_at.replace(month=4, day=6)
    )

    assert [minutes for _, minutes in read(moved)["offsets"]] == [660, 600]
