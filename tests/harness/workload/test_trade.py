"""A trade is exactly days x invoices, and its shares come out to the invoice."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from harness.scenario.schema import Trade
from harness.simulation.choices import SeededChoices
from harness.workload.book import ClinicBook
from harness.workload.deeds import IssueInvoice
from harness.workload.trade import Planned, TradePlanner

STARTS = datetime(2026, 3, 2, 9, tzinfo=UTC)


def planned(seed: int = 1, **trade: object) -> list[Planned]:
    step = Trade.model_validate({"at": STARTS, "do": "trade", **trade}, by_name=True)
    choices = SeededChoices(seed)
    return TradePlanner(
        step=step, zone=UTC, choices=choices, first_number=1001, payment_types=("Cash",)
    ).plan()


def book_of(deeds: list[Planned]) -> ClinicBook:
    book = ClinicBook()
    for each in deeds:
        book.record(each.deed, each.instant)
    return book


def test_ten_days_of_five_hundred_are_five_thousand_invoices_and_nine_in_ten_are_paid() -> None:
    book = book_of(planned(lasts=timedelta(days=10), invoices_per_day=500, paid=0.9, by_account_credit=0.1))

    ended = Counter((bool(invoice.paid), bool(invoice.by_credit)) for invoice in book.invoices.values())

    assert ended == {(True, False): 4500, (False, True): 500}
    assert all(invoice.open == 0 for invoice in book.invoices.values())


def test_each_day_has_its_share_of_the_invoices() -> None:
    deeds = planned(lasts=timedelta(days=3), invoices_per_day=40)

    days = Counter((each.instant - STARTS).days for each in deeds if isinstance(each.deed, IssueInvoice))

    assert days == {0: 40, 1: 40, 2: 40}


def test_what_no_share_claims_stays_open() -> None:
    book = book_of(planned(lasts=timedelta(days=1), invoices_per_day=10, partly_paid=0.3, deleted=0.2))

    states = Counter(
        "deleted" if invoice.deleted else "partly" if invoice.paid else "open"
        for invoice in book.invoices.values()
    )

    assert states == {"partly": 3, "deleted": 2, "open": 5}


@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 12), st.integers(0, 40), st.integers(0, 40))
def test_every_trade_is_a_story_that_a_clinic_can_live(
    seed: int, days: int, invoices: int, paid: int, credit: int
) -> None:
    lasts = timedelta(days=days)
    shares = {
        "paid": Decimal(paid) / 100,
        "by_account_credit": Decimal(credit) / 100,
        "edited": 0.1,
        "deleted": 0.1,
    }

    deeds = planned(seed, lasts=lasts, invoices_per_day=invoices, **shares)

    assert len(book_of(deeds).invoices) == days * invoices
    assert all(STARTS <= each.instant <= STARTS + lasts for each in deeds)
