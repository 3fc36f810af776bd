"""A finished run made by hand: the batch sync in small, with trouble of every kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from harness.checkers.evidence import Evidence, Parked
from harness.checkers.verdict import Outcome, Verdict
from harness.ledger import Ledger, ManualPayment
from harness.reconciliation.breaks import Break, BreakKind, Record
from harness.reconciliation.reconcile import Reconciliation
from harness.result import BooksTotals, RunResult
from harness.simulation.history import Actor, Call, Ended, History
from harness.standings import Side, Standing

START = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)  # 08:00 on 2 March in Sydney


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


def a_history(invoices: int) -> History:
    """Connect, lose Xero, work, come back, deliver: one payment a minute."""
    history = History()
    history.note(hours(0.5), Actor.CLINIC, "connect")
    history.note(hours(2), Actor.NEMESIS, "disconnect")
    for number in range(invoices):
        at = hours(3 + number * 40 / invoices)
        history.note(at, Actor.CLINIC, "issue invoice", Record("invoice", str(1001 + number)))
        history.note(at, Actor.CLINIC, "take payment", Record("payment", str(1001 + number)))
    history.note(hours(49), Actor.CLINIC, "reconnect")
    history.note(hours(49.1), Actor.CLINIC, "synchronise")
    for number in range(invoices):
        at = hours(49.2) + timedelta(minutes=number)
        record = Record("payment", str(1001 + number))
        history.note(at, Actor.XERO, "PUT /Payments", None)
        ended = Ended.UNKNOWN if number % 50 == 7 else Ended.OK
        history.note(at, Actor.ENGINE, "pay", record, ended)
    history.note(hours(52), Actor.NEMESIS, "crash")
    history.note(hours(53), Actor.NEMESIS, "crash ends")
    history.note(hours(55), Actor.NEMESIS, "outage")
    history.note(hours(57), Actor.NEMESIS, "outage ends")
    history.entries.sort(key=lambda entry: entry.instant)
    return history


def some_calls(invoices: int) -> list[Call]:
    return [
        Call(
            number + 1,
            "PUT",
            "/Payments",
            hours(49.2) + timedelta(minutes=number),
            status=429 if number % 40 == 3 else 200,
            refused_by="paymentminute" if number % 40 == 3 else None,
            about=(str(1001 + number),),
            key=f"key-of-{1001 + number}",
            trouble="answer lost" if number % 50 == 7 else None,
        )
        for number in range(invoices)
    ]


def some_standings(invoices: int) -> list[Standing]:
    """Each invoice of 120.00 issued and paid in the clinic, and both after the reconnection in Xero."""

    def standing(side: Side, number: int, at: datetime, paid: str) -> Standing:
        return Standing(
            instant=at,
            side=side,
            document=f"{side.value}-{number}",
            number=str(number),
            total=Decimal("120.00"),
            paid=Decimal(paid),
            credit=Decimal("0.00"),
            payments=int(paid != "0.00"),
            void=False,
            patient=f"P-{number}" if side is Side.CLINIC else "",
        )

    found = []
    for place, number in enumerate(range(1001, 1001 + invoices)):
        issued, arrived = hours(3 + place * 40 / invoices), hours(49.2) + timedelta(minutes=place)
        found.append(standing(Side.CLINIC, number, issued, "0.00"))
        found.append(standing(Side.CLINIC, number, issued, "120.00"))
        found.append(standing(Side.XERO, number, arrived, "0.00"))
        found.append(standing(Side.XERO, number, arrived, "120.00"))
    return sorted(found, key=lambda each: each.instant)


def a_result(invoices: int = 300) -> RunResult:
    """A run that kept its promises."""
    books = BooksTotals(
        invoices=invoices,
        open_invoices=2,
        payments=invoices - 2,
        total=Decimal("36000.00"),
        paid=Decimal("35760.00"),
    )
    evidence = Evidence(
        clinic=Ledger(),
        xero=Ledger(),
        reconciliation=Reconciliation(),
        history=(),
        calls=(),
        manual_payments_listed=(),
        settings_wanted=None,
        settings_found=None,
        last_step_at=START,
        settled_at=hours(60),
        unsettled=None,
    )
    return RunResult(
        scenario="The batch sync in small",
        about="A practice loses Xero for two days and synchronises. <b>Nothing</b> may double up.",
        path=Path("scenarios/small.yaml"),
        seed=7,
        digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        held=True,
        started_at=START,
        ended_at=hours(60),
        wall_seconds=1.234,
        requests={"PUT /Payments": 298, "PUT /Invoices": 6},
        refusals={"paymentminute": 8},
        verdicts=(
            Verdict("nothing doubled", Outcome.VALID),
            Verdict("nothing missing", Outcome.VALID),
            Verdict("settings survive", Outcome.UNDECIDED, ("The clinic never saved integration settings.",)),
        ),
        breaks=(
            Break(
                BreakKind.OPEN_FOR_ACCOUNT_CREDIT,
                Record("invoice", "1002"),
                Decimal("-120.00"),
                "Account credit paid 120.00 of invoice 1002; it stays open in Xero.",
            ),
        ),
        manual_payments=(
            ManualPayment("1002", Decimal("120.00"), date(2026, 3, 2)),
            ManualPayment("1044", Decimal("120.00"), date(2026, 3, 3)),
        ),
        parked=(
            Parked(
                kind="invoice",
                number="1099",
                reason="Xero refused it",
                xero_says="The contact name Ada Lovelace is already assigned to another contact.",
            ),
        ),
        clinic_totals=books,
        xero_totals=books,
        lower_bound_seconds=17820.0,
        backfill_seconds=18000.0,
        time_zone="Australia/Sydney",
        evidence=evidence,
        history=a_history(invoices),
        calls=some_calls(invoices),
        standings=some_standings(invoices),
        limits={"minute": 60, "day": 5000, "payments per minute": 1, "concurrent": 5, "app minute": None},
        reproduce="harness run scenarios/small.yaml --seed 7",
    )


def a_broken_result() -> RunResult:
    """A run in which a payment went to Xero twice and an invoice never got there."""
    result = a_result()
    return replace(
        result,
        held=False,
        verdicts=(
            Verdict("nothing doubled", Outcome.INVALID, ("Xero has the payment of 120.00 once more.",)),
            *result.verdicts[1:],
        ),
        breaks=(
            Break(
                BreakKind.DUPLICATED,
                Record("payment", "1041"),
                Decimal("120.00"),
                "Xero has the payment of 120.00 once more.",
            ),
            Break(
                BreakKind.MISSING_IN_XERO,
                Record("invoice", "1050"),
                Decimal("-85.00"),
                "Invoice 1050 is not in Xero.",
            ),
            *result.breaks,
        ),
        xero_totals=replace(result.xero_totals, invoices=299, payments=299, paid=Decimal("35880.00")),
    )


@pytest.fixture
def result() -> RunResult:
    return a_result()


@pytest.fixture
def broken_result() -> RunResult:
    return a_broken_result()


@pytest.fixture
def changed(result: RunResult) -> Callable[..., RunResult]:
    """The kept run with some of its values changed."""

    def change(**values: Any) -> RunResult:
        return replace(result, **values)

    return change


@pytest.fixture
def long_result() -> RunResult:
    """A run with more than twenty thousand entries in its history."""
    return a_result(invoices=5100)
