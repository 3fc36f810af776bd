"""Items: what is sold and bought again and again, and the defaults that lines take from them.

An item is tracked as inventory when it names an inventory account and one for the cost of goods sold. The
mock keeps no stock: quantities and costs stay at nought.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.index import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """What an item says of its sales, or of its purchases."""

    unit_price: Decimal | None = None
    account_code: str | None = None
    cogs_account_code: str | None = None  # purchases of a tracked item only
    tax_type: str | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class Item:
    """One item. It stays itself when its code changes, so that lines show what it is called now."""

    updated_at: datetime
    item_id: str = UNSAVED
    code: str = ""
    name: str = ""
    description: str = ""
    purchase_description: str = ""
    sales: Pricing = Pricing()
    purchases: Pricing = Pricing()
    is_sold: bool = True
    is_purchased: bool = True
    inventory_account_code: str | None = None

    @property
    def is_tracked(self) -> bool:
        return bool(self.inventory_account_code and self.purchases.cogs_account_code)

    def take_over(self, other: "Item") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))

    def uses(self, account: Account) -> bool:
        codes = (
            self.inventory_account_code,
            self.sales.account_code,
            self.purchases.account_code,
            self.purchases.cogs_account_code,
        )
        return bool(account.code) and account.code in codes


_CHANGEABLE: Final = tuple(each.name for each in fields(Item) if each.name != "item_id")


class Items:
    """All items, found by id or code. A deleted one is gone; lines that name it keep it."""

    def __init__(self) -> None:
        self._by_id: dict[str, Item] = {}
        self._by_code: dict[str, Item] = {}

    def all(self) -> list[Item]:
        return list(self._by_id.values())

    def by_id(self, item_id: str) -> Item | None:
        return self._by_id.get(item_id)

    def by_code(self, code: str) -> Item | None:
        return self._by_code.get(folded(code))

    def add(self, item: Item) -> None:
        self._by_id[item.item_id] = item
        self._by_code[folded(item.code)] = item

    def change(self, item: Item, candidate: Item) -> None:
        """Let the item become what the candidate is, and find it under its new code."""
        del self._by_code[folded(item.code)]
        item.take_over(candidate)
        self._by_code[folded(item.code)] = item

    def remove(self, item: Item) -> None:
        del self._by_id[item.item_id]
        del self._by_code[folded(item.code)]
