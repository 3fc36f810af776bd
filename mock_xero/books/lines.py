"""The lines of a document, as Xero keeps them."""

from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from mock_xero.books.accounts import Account
from mock_xero.books.catalogue.items import Item
from mock_xero.books.catalogue.tracking import Tracked, option_ids


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
    item: Item | None = None
    tracking: tuple[Tracked, ...] = ()

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The tracking options as entries of the journal name them."""
        return option_ids(self.tracking)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Line":
        """Copy what can change under the line, so that a snapshot's lines name the snapshot's accounts."""
        return replace(
            self,
            account=deepcopy(self.account, memo),
            item=deepcopy(self.item, memo),
            tracking=deepcopy(self.tracking, memo) if self.tracking else (),
        )
