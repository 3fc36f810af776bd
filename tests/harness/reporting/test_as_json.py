"""The JSON of a run: exactly the fields that others build on, amounts as exact numbers."""

import json
from collections.abc import Callable
from decimal import Decimal

from harness.batch import BrokenRun
from harness.reporting.as_json import as_json
from harness.result import RunResult


def test_one_run_is_one_object_with_exactly_the_promised_fields(result: RunResult) -> None:
    written = json.loads(as_json([result]))

    assert list(written) == [
        "scenario",
        "seed",
        "digest",
        "outcome",
        "virtual_seconds",
        "wall_seconds",
        "requests",
        "refusals",
        "verdicts",
        "breaks",
        "manual_payments",
        "books",
        "lower_bound_seconds",
        "backfill_seconds",
        "reproduce",
    ]
    assert written["outcome"] == "held"
    assert written["virtual_seconds"] == 60 * 3600
    assert written["requests"] == {"PUT /Payments": 298, "PUT /Invoices": 6}


def test_amounts_are_numbers_with_two_decimals_that_never_were_floats(result: RunResult) -> None:
    text = as_json([result]).decode()
    written = json.loads(text, parse_float=Decimal)

    assert '"amount": -120.00' in text
    assert written["books"]["clinic"] == {
        "invoices": 300,
        "open_invoices": 2,
        "payments": 298,
        "total": Decimal("36000.00"),
        "paid": Decimal("35760.00"),
    }


def test_breaks_verdicts_and_manual_payments_say_what_a_person_needs(broken_result: RunResult) -> None:
    written = json.loads(as_json([broken_result]))

    assert written["outcome"] == "broken"
    assert written["breaks"][0] == {
        "kind": "DUPLICATED",
        "record": "payment on invoice 1041",
        "amount": 120.0,
        "explanation": "Xero has the payment of 120.00 once more.",
    }
    assert written["breaks"][1]["record"] == "invoice 1050"
    assert written["verdicts"][0] == {
        "expectation": "nothing doubled",
        "verdict": "invalid",
        "evidence": ["Xero has the payment of 120.00 once more."],
    }
    assert written["manual_payments"][0] == {"invoice": "1002", "amount": 120.0, "date": "2026-03-02"}


def test_where_no_backfill_ran_nothing_is_said_of_its_time(changed: Callable[..., RunResult]) -> None:
    written = json.loads(as_json([changed(lower_bound_seconds=None, backfill_seconds=None)]))

    assert not {"lower_bound_seconds", "backfill_seconds"} & set(written)


def test_several_runs_are_an_array_in_their_order_broken_ones_included(result: RunResult) -> None:
    broken = BrokenRun(
        scenario="Boom",
        seed=3,
        path=None,
        reason="the run broke: no",
        reproduce="harness run boom.yaml --seed 3",
    )

    written = json.loads(as_json([result, broken]))

    assert [each["scenario"] for each in written] == ["The batch sync in small", "Boom"]
    assert written[1] == {
        "scenario": "Boom",
        "seed": 3,
        "outcome": "broken",
        "error": "the run broke: no",
        "reproduce": "harness run boom.yaml --seed 3",
    }
