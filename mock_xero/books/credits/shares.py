"""How a prepayment's lines give way, bit by bit, to what it is allocated to or refunded for. Pure.

Cents are divided so that nothing is lost: the last release takes exactly what is left of each line.
"""

from decimal import Decimal

from mock_xero.behaviour import HalfCent
from mock_xero.books.credits.credit import Credit, Share
from mock_xero.books.credits.types import CreditKind
from mock_xero.books.money import ZERO, rounded
from mock_xero.books.statuses import LineAmountTypes


def shares_of(credit: Credit, amount: Decimal, half: HalfCent) -> tuple[Share, ...]:
    """Return what this amount takes from each line; nothing from credit that is no prepayment."""
    if credit.kind is not CreditKind.PREPAYMENT:
        return ()
    left = _left(credit)
    if amount == credit.remaining:
        return tuple(left)
    gross = [rounded((each.net + each.tax) * amount / credit.remaining, half) for each in left]
    largest = max(range(len(left)), key=lambda place: abs(left[place].net + left[place].tax))
    gross[largest] += amount - sum(gross)
    return tuple(_part(each, part, half) for each, part in zip(left, gross, strict=True))


def _part(left: Share, gross: Decimal, half: HalfCent) -> Share:
    whole = left.net + left.tax
    tax = rounded(left.tax * gross / whole, half) if whole else ZERO
    return Share(gross - tax, tax)


def _left(credit: Credit) -> list[Share]:
    inclusive = credit.line_amount_types is LineAmountTypes.INCLUSIVE
    left = [
        Share(each.line_amount - (each.tax_amount if inclusive else ZERO), each.tax_amount)
        for each in credit.lines
    ]
    for release in credit.releases():
        left = [
            Share(one.net - gone.net, one.tax - gone.tax)
            for one, gone in zip(left, release.shares, strict=True)
        ]
    return left
