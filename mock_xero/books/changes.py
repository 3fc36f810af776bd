"""Who listens to the books hears of each document that is entered or changed, whoever did the deed.

`Books.tell` puts it before every store of `HEARD`; a store tells through its `Recency`. Where nobody listens,
that costs one comparison for each change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final


class Category(Enum):
    """What webhooks can be about; there is none for payments (facts §8)."""

    CONTACT = "Contacts"
    INVOICE = "Invoices"
    CREDITNOTE = "CreditNotes"
    PREPAYMENT = "Prepayments"
    OVERPAYMENT = "Overpayments"


# The stores of `Books`, by the name of their attribute.
HEARD: Final[Mapping[str, Category]] = {
    "contacts": Category.CONTACT,
    "invoices": Category.INVOICE,
    "credit_notes": Category.CREDITNOTE,
    "prepayments": Category.PREPAYMENT,
    "overpayments": Category.OVERPAYMENT,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One document, new or changed; `by_money` where only what is due has changed, as by a payment."""

    category: Category
    document_id: str
    document: Any
    created: bool
    by_money: bool


class Changes:
    """Who hears of changes. It stands beside the books: a snapshot holds none of it."""

    def __init__(self) -> None:
        self.listener: Callable[[Change], None] | None = None
        self.undone: Callable[[], None] = lambda: None  # called when the books go back to a snapshot

    def __deepcopy__(self, memo: dict[int, Any]) -> "Changes":
        return self
