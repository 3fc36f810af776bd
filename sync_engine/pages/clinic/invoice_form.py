"""The invoice form: rows of items as filled in, right or wrong, so that a refusal loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sync_engine import ItemDraft
from sync_engine.clinic.drafts import ZERO
from sync_engine.pages.forms import FieldRefused, Form, number_in

_MEMBERS: Final = ("description", "billable_item", "quantity", "unit_price", "discount", "tax")
TAXED: Final = "taxed"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the form, as text."""

    description: str = ""
    billable_item: str = ""
    quantity: str = "1"
    unit_price: str = ""
    discount: str = ""
    tax: str = ""

    @property
    def blank(self) -> bool:
        return not (self.description or self.billable_item or self.unit_price or self.discount)

    def item(self) -> ItemDraft:
        """Read the row. Raises FieldRefused."""
        if not self.unit_price:
            raise FieldRefused("Please fill in the price of each item.")
        return ItemDraft(
            description=self.description or self.billable_item or "Consultation",
            quantity=number_in(self.quantity or "1", "the quantity"),
            unit_price=number_in(self.unit_price, "the price"),
            discount=_discount(self.discount),
            taxable=self.tax == TAXED,
            billable_item=self.billable_item or None,
        )

    @classmethod
    def showing(cls, item: ItemDraft) -> "ItemRow":
        return cls(
            item.description,
            item.billable_item or "",
            str(item.quantity),
            str(item.unit_price),
            str(item.discount) if item.discount else "",
            TAXED if item.taxable else "",
        )


def rows_in(form: Form) -> Sequence[ItemRow]:
    """Return the rows as they came, but for the blank ones."""
    columns = [form.all(f"item_{member}") for member in _MEMBERS]
    rows = [ItemRow(*values) for values in zip(*columns, strict=False)]
    return [row for row in rows if not row.blank]


def items_in(rows: Sequence[ItemRow]) -> list[ItemDraft]:
    """Read the items. Raises FieldRefused."""
    if not rows:
        raise FieldRefused("An invoice needs at least one item with a price.")
    return [row.item() for row in rows]


def _discount(text: str) -> Decimal:
    discount = number_in(text, "the discount") if text else ZERO
    if discount < 0 or discount != discount.quantize(ZERO):
        raise FieldRefused("The discount is an amount of money off the line, like 10.00.")
    return discount.quantize(ZERO)
