"""The items of the invoices that a request carries. Reads only."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from sync_engine.clinic.drafts import BilledItem, ItemDraft
from sync_engine.clinic.tables import INVOICE_ITEM

_ITEMS: Final = (
    select(INVOICE_ITEM)
    .where(INVOICE_ITEM.c.invoice_number.in_(bindparam("numbers", expanding=True)))
    .order_by(INVOICE_ITEM.c.id)
)


def items_of(transaction: Connection, numbers: Sequence[int]) -> dict[int, list[BilledItem]]:
    """Return the items of each invoice, in their order."""
    items: dict[int, list[BilledItem]] = {number: [] for number in numbers}
    for row in transaction.execute(_ITEMS, {"numbers": numbers}):
        item = ItemDraft(
            description=row.description,
            quantity=row.quantity,
            unit_price=row.unit_price,
            discount=row.discount,
            taxable=row.taxable,
            billable_item=row.billable_item,
        )
        items[row.invoice_number].append(BilledItem(item, row.tax))
    return items
