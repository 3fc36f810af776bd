"""The lines of a document, as Xero keeps them."""

from dataclasses import dataclass
from decimal import Decimal

from mock_xero.books.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: amounts rounded, tax worked out. `account` is None while it has none."""

    line_item_id: str
    description: str | None
    quantity: Decimal
    unit_amount: Decimal
    line_amount: Decimal
    tax_type: str
    tax_amount: Decimal
    account: Account | None
    discount_rate: Decimal | None = None
    discount_amount: Decimal | None = None

    def __deepcopy__(self, memo: dict[int, object]) -> "Line":
        return self  # immutable: a snapshot shares it
