"""What a line takes from items and tracking categories: defaults that it does not say itself, and options."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mock_xero.books.books import Books
from mock_xero.books.catalogue.items import Item
from mock_xero.books.catalogue.tracking import Tracked
from mock_xero.books.drafts import LineDraft, TrackingChoice


def with_defaults_of(item: Item, asked: LineDraft, *, purchase: bool) -> LineDraft:
    """Complete what was asked with the item's description, price, account and tax type."""
    pricing = item.purchases if purchase else item.sales
    description = item.purchase_description if purchase else item.description
    priced = asked.unit_amount is not None or asked.line_amount is not None
    account_said = asked.account_code is not None or asked.account_id is not None
    return replace(
        asked,
        description=(description or None) if asked.description is None else asked.description,
        unit_amount=asked.unit_amount if priced else pricing.unit_price,
        account_code=asked.account_code if account_said else _account_code(item, purchase=purchase),
        tax_type=asked.tax_type or pricing.tax_type,
    )


def tracked(books: Books, choices: Sequence[TrackingChoice]) -> tuple[Tracked, ...]:
    """Return the options that are meant; what is named in vain is left out."""
    return tuple(found for choice in choices if (found := _meant(books, choice)) is not None)


def named_in_vain(books: Books, choices: Sequence[TrackingChoice]) -> Iterator[TrackingChoice]:
    return (choice for choice in choices if _meant(books, choice) is None)


def _account_code(item: Item, *, purchase: bool) -> str | None:
    """A tracked item is bought into the inventory account."""
    if purchase and item.is_tracked:
        return item.inventory_account_code
    return (item.purchases if purchase else item.sales).account_code


def _meant(books: Books, choice: TrackingChoice) -> Tracked | None:
    """By ids where they are said, else by names; the option alone is enough when said by its id."""
    categories = books.tracking
    if choice.category_id is not None:
        category = categories.by_id(choice.category_id)
    elif choice.option_id is not None:
        holders = (each for each in categories.standing() if each.option_by_id(choice.option_id or ""))
        category = next(holders, None)
    else:
        category = categories.named(choice.category)
    if category is None:
        return None
    by_id = None if choice.option_id is None else category.option_by_id(choice.option_id)
    option = by_id if choice.option_id is not None else category.option_named(choice.option)
    return None if option is None else Tracked(category, option)
