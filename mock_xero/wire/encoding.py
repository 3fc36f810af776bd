"""JSON out, with money as exact numbers: a Decimal of the books never becomes a float (facts §4.2)."""

from decimal import Decimal
from typing import Any, Final

import msgspec

Json = dict[str, Any]
Element = Json | msgspec.Raw  # of a list: as members, or encoded already

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_FOUR_PLACES: Final = Decimal("0.0001")
CURRENCY_RATE: Final = Decimal("1.000000")  # of a document in the books' own currency


def encoded(body: Json) -> bytes:
    return _ENCODER.encode(body)


def four_places(number: Decimal) -> Decimal:
    """The form of quantities, percentages and exact unit prices."""
    return number.quantize(_FOUR_PLACES)
