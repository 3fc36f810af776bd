"""How Xero computes lines and totals: discounts, rounding, tax inside or on top (facts §5.4). Pure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol

from mock_xero.behaviour import HalfCent
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.statuses import LineAmountTypes

_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`unit_decimals` is how exact unit prices are kept, 2 or 4."""

    half: HalfCent
    unit_decimals: int = 2

    def unit_amount(self, unit: Decimal | None, line: Decimal | None, quantity: Decimal) -> Decimal:
        """Return the unit price; where it was left out it follows from the line's amount."""
        if unit is None:
            unit = (line or ZERO) / quantity if quantity else ZERO
        return rounded(unit, self.half, self.unit_decimals)

    def line_amount(
        self, quantity: Decimal, unit: Decimal, discount_rate: Decimal | None, discount: Decimal | None
    ) -> Decimal:
        gross = quantity * unit
        if discount_rate is not None:
            gross *= _ONE - discount_rate / _HUNDRED
        elif discount is not None:
            gross -= discount
        return rounded(gross, self.half)

    def tax(self, line_amount: Decimal, percent: Decimal, kind: LineAmountTypes) -> Decimal:
        """Return the tax in the line's amount (Inclusive), on top of it (Exclusive), or none at all."""
        if kind is LineAmountTypes.NO_TAX or not percent:
            return ZERO
        rate = percent / _HUNDRED
        if kind is LineAmountTypes.EXCLUSIVE:
            return rounded(line_amount * rate, self.half)
        return rounded(line_amount - line_amount / (_ONE + rate), self.half)


class AddedUp(Protocol):
    lines: tuple[Line, ...]
    line_amount_types: LineAmountTypes
    subtotal: Decimal
    total_tax: Decimal
    total: Decimal


def add_up(document: AddedUp) -> None:
    """Let subtotal, tax and total follow from the lines: the sum of what was rounded line by line."""
    amount = sum((line.line_amount for line in document.lines), ZERO)
    document.total_tax = sum((line.tax_amount for line in document.lines), ZERO)
    if document.line_amount_types is LineAmountTypes.INCLUSIVE:
        document.total, document.subtotal = amount, amount - document.total_tax
    else:
        document.total, document.subtotal = amount + document.total_tax, amount
