"""How money is shared out, lines are rounded and amounts are checked."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_engine.clinic.drafts import (
    ItemDraft,
    Part,
    checked_amounts,
    fingerprint_of,
    name_key,
    shared_out,
    totals_of,
)
from sync_engine.refusals import ClinicRefused

GST = Decimal("0.10")
CENTS = st.integers(1, 50_000).map(lambda cents: Decimal(cents).scaleb(-2))


def item(price: str, quantity: str = "1", *, discount: str = "0.00", taxable: bool = False) -> ItemDraft:
    return ItemDraft(
        description="Consultation",
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        discount=Decimal(discount),
        taxable=taxable,
    )


def test_thirty_by_eftpos_and_twenty_in_cash_pay_two_invoices() -> None:
    parts = shared_out({"EFTPOS": Decimal(30), "Cash": Decimal(20)}, {1: Decimal(40), 2: Decimal(10)})

    assert parts == [
        Part("EFTPOS", 1, Decimal(30)),
        Part("Cash", 1, Decimal(10)),
        Part("Cash", 2, Decimal(10)),
    ]


@given(amounts=st.lists(CENTS, min_size=1, max_size=5), spare=CENTS, cut=st.integers(1, 4))
def test_every_cent_of_an_allocation_is_shared_out_once(
    amounts: list[Decimal], spare: Decimal, cut: int
) -> None:
    allocations = dict(enumerate(amounts))
    whole = sum(amounts, spare)
    sources = {"first": (whole / cut).quantize(Decimal("0.01")), "last": Decimal(0)}
    sources["last"] = whole - sources["first"]

    parts = shared_out(sources, allocations)

    for number, amount in allocations.items():
        assert sum(part.amount for part in parts if part.invoice == number) == amount
    for source, brought in sources.items():
        assert sum(part.amount for part in parts if part.source == source) <= brought
    assert all(part.amount > 0 for part in parts)


def test_lines_and_their_tax_are_rounded_one_by_one_halves_away_from_zero() -> None:
    totals = totals_of([item("0.25", "0.5", taxable=True), item("10.05", taxable=True)], GST)

    assert (totals.net, totals.tax) == (Decimal("10.18"), Decimal("1.02"))


def test_a_discount_is_taken_off_the_whole_line() -> None:
    assert item("50", "2", discount="15.50").net == Decimal("84.50")


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([], id="no item"),
        pytest.param([item("-5")], id="a negative total"),
        pytest.param([item("1.00001")], id="five decimal places"),
        pytest.param(
            [ItemDraft(description=" ", quantity=Decimal(1), unit_price=Decimal(1))], id="no description"
        ),
    ],
)
def test_an_invoice_that_xero_would_never_take_is_refused_at_once(items: list[ItemDraft]) -> None:
    with pytest.raises(ClinicRefused):
        totals_of(items, GST)


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "0.001"])
def test_an_amount_is_positive_and_in_whole_cents(amount: str) -> None:
    with pytest.raises(ClinicRefused):
        checked_amounts({1: Decimal(amount)})


def test_the_same_content_has_the_same_fingerprint_and_another_content_another() -> None:
    day = date(2026, 3, 2)

    assert fingerprint_of(day, [item("1")]) == fingerprint_of(day, [item("1")])
    assert fingerprint_of(day, [item("1")]) != fingerprint_of(day, [item("2")])
    assert fingerprint_of(day, [item("1")]) != fingerprint_of(date(2026, 3, 3), [item("1")])


def test_names_that_differ_in_case_and_spaces_are_one_name_to_xero() -> None:
    assert name_key("Ada  LOVELACE ") == name_key("ada lovelace")
