"""What came to Xero, read from how its invoices stood from instant to instant."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from harness.standings import Arrival, Side, Standing, arrivals_in

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def standing(minute: int, payments: int, side: Side = Side.XERO, number: str = "1001") -> Standing:
    return Standing(
        instant=NINE + timedelta(minutes=minute),
        side=side,
        document=number,
        number=number,
        total=Decimal("100.00"),
        paid=Decimal(10 * payments),
        credit=Decimal("0.00"),
        payments=payments,
        void=False,
    )


def came(minute: int, place: int, number: str = "1001") -> Arrival:
    return Arrival(NINE + timedelta(minutes=minute), number, place)


def test_an_invoice_comes_once_and_each_payment_when_there_is_one_more() -> None:
    told = [standing(0, 0), standing(1, 1), standing(2, 1), standing(3, 3)]

    assert arrivals_in(told) == [came(0, 0), came(1, 1), came(3, 2), came(3, 3)]


def test_a_payment_that_was_taken_back_and_came_again_counts_once() -> None:
    told = [standing(0, 1), standing(1, 0), standing(2, 1)]

    assert arrivals_in(told) == [came(0, 0), came(0, 1)]


def test_what_only_the_clinic_has_did_not_come() -> None:
    told = [standing(0, 1, Side.CLINIC), standing(1, 0, number="1002")]

    assert arrivals_in(told) == [came(1, 0, "1002")]
    assert [each.kind for each in arrivals_in(told)] == ["invoice"]
