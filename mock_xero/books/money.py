"""Money as exact decimals: rounding to cents and nothing else. No float comes in here."""

from decimal import Context, Decimal
from typing import Final

from mock_xero.behaviour import HalfCent

ZERO: Final = Decimal("0.00")
CENT: Final = Decimal("0.01")
_WIDE: Final = Context(prec=80)  # room for whatever a rule has yet to refuse as too large
_STEPS: Final = {places: Decimal(1).scaleb(-places) for places in (2, 4)}


def rounded(amount: Decimal, half: HalfCent, places: int = 2) -> Decimal:
    """Return the amount with this many decimals; `half` says what becomes of an exact half (facts §5.4)."""
    return amount.quantize(_STEPS[places], rounding=half.value, context=_WIDE)
