"""Lines, tax and totals, by the published examples and the recorded ones (facts §5.4)."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mock_xero.behaviour import HalfCent
from mock_xero.books import Invoice, LineAmountTypes
from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.drafts import LineDraft

Issue = Callable[..., Invoice]
Line = Callable[..., LineDraft]
FIFTEEN = Decimal(15)


@pytest.mark.parametrize(("gross", "tax"), [("541.25", "70.60"), ("500", "65.22"), ("97", "12.65")])
def test_tax_inside_an_amount_is_as_recorded(gross: str, tax: str) -> None:
    arithmetic = Arithmetic(HalfCent.AWAY_FROM_ZERO)

    inside = arithmetic.tax(Decimal(gross), FIFTEEN, LineAmountTypes.INCLUSIVE)

    assert inside == Decimal(tax)


def test_tax_on_top_is_rounded_line_by_line_as_in_the_published_example() -> None:
    arithmetic = Arithmetic(HalfCent.AWAY_FROM_ZERO)
    amounts = [Decimal("25.06"), Decimal("25.61"), Decimal("25.63")]

    taxes = [arithmetic.tax(amount, FIFTEEN, LineAmountTypes.EXCLUSIVE) for amount in amounts]

    assert taxes == [Decimal("3.76"), Decimal("3.84"), Decimal("3.84")]
    assert sum(amounts) + sum(taxes) == Decimal("87.74")


@pytest.mark.parametrize(("half", "tax"), [(HalfCent.AWAY_FROM_ZERO, "0.03"), (HalfCent.TO_EVEN, "0.02")])
def test_an_exact_half_cent_goes_where_the_switch_says(half: HalfCent, tax: str) -> None:
    on_top = Arithmetic(half).tax(Decimal("0.25"), Decimal(10), LineAmountTypes.EXCLUSIVE)

    assert on_top == Decimal(tax)


def test_the_tax_rate_of_a_line_is_its_accounts_unless_said(issue: Issue, line: Line) -> None:
    invoice = issue(lines=(line(tax_type=None),))

    assert (invoice.lines[0].tax_type, invoice.subtotal, invoice.total_tax, invoice.total) == (
        "OUTPUT",
        Decimal(120),
        Decimal(12),
        Decimal(132),
    )


def test_inclusive_lines_stay_gross_and_the_subtotal_is_net(issue: Issue, line: Line) -> None:
    invoice = issue(lines=(line(tax_type="OUTPUT"),), line_amount_types=LineAmountTypes.INCLUSIVE)

    assert invoice.lines[0].line_amount == 120
    assert (invoice.subtotal, invoice.total_tax, invoice.total) == (
        Decimal("109.09"),
        Decimal("10.91"),
        Decimal(120),
    )


def test_a_document_without_tax_has_none(issue: Issue, line: Line) -> None:
    invoice = issue(lines=(line(tax_type=None),), line_amount_types=LineAmountTypes.NO_TAX)

    assert (invoice.lines[0].tax_type, invoice.total_tax, invoice.total) == (
        "BASEXCLUDED",
        Decimal(0),
        Decimal(120),
    )


def test_discounts_come_off_before_tax(issue: Issue, line: Line) -> None:
    by_rate = line(discount_rate=Decimal(10), tax_type="OUTPUT")
    by_amount = line(discount_amount=Decimal("0.50"), tax_type="OUTPUT")

    invoice = issue(lines=(by_rate, by_amount))

    assert [each.line_amount for each in invoice.lines] == [Decimal(108), Decimal("119.50")]
    assert invoice.total == Decimal("250.25")


def test_a_unit_amount_that_was_left_out_follows_from_the_lines(issue: Issue, line: Line) -> None:
    invoice = issue(lines=(line(quantity=Decimal(3), unit_amount=None, line_amount=Decimal(100)),))

    assert (invoice.lines[0].unit_amount, invoice.total) == (Decimal("33.33"), Decimal(100))


def test_exact_unit_prices_are_kept_to_four_places_only_when_asked() -> None:
    price = Decimal("0.12345")

    kept = [
        Arithmetic(HalfCent.AWAY_FROM_ZERO, places).unit_amount(price, None, Decimal(1)) for places in (2, 4)
    ]

    assert kept == [Decimal("0.12"), Decimal("0.1235")]
