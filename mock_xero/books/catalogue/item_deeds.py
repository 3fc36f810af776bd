"""What can be done to items. A deed is done, or raises `Refused` and has changed nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from mock_xero.books import problems as common
from mock_xero.books.accounts import AccountType
from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.catalogue.items import Item, Pricing
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """What somebody asks for; None means that it was not said."""

    item_id: str | None = None
    code: str | None = None
    name: str | None = None
    description: str | None = None
    purchase_description: str | None = None
    sales: Pricing | None = None
    purchases: Pricing | None = None
    is_sold: bool | None = None
    is_purchased: bool | None = None
    inventory_account_code: str | None = None


@dataclass(frozen=True, slots=True)
class ItemCase:
    """An item as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    current: Item | None
    candidate: Item


_ONE: Final = Decimal(1)
_SAID_DIRECTLY: Final = (
    "code",
    "name",
    "description",
    "purchase_description",
    "is_sold",
    "is_purchased",
    "inventory_account_code",
)


def create_item(books: Books, draft: ItemDraft, stamp: Stamp) -> Item:
    """PUT: always a new item."""
    case = _drawn_up(books, draft, None, stamp)
    _refuse(case)
    case.candidate.item_id = books.new_id("item")
    books.items.add(case.candidate)
    books.history.note(case.candidate.item_id, "Created", stamp)
    return case.candidate


def update_or_create_item(books: Books, draft: ItemDraft, stamp: Stamp) -> Item:
    """POST: the item with this id or, without an id, this code is changed, else one created."""
    if draft.item_id is not None:
        current = books.items.by_id(draft.item_id)
        if current is None:
            raise NotFound((problems.ITEM_NOT_FOUND,), _drawn_up(books, draft, None, stamp).candidate)
    else:
        current = books.items.by_code(draft.code or "")
    if current is None:
        return create_item(books, draft, stamp)
    case = _drawn_up(books, draft, current, stamp)
    _refuse(case)
    books.items.change(current, case.candidate)
    books.history.note(current.item_id, "Edited", stamp)
    return current


def delete_item(books: Books, item: Item) -> None:
    """The code is free again; lines that name the item keep what they say."""
    books.items.remove(item)


def _drawn_up(books: Books, draft: ItemDraft, current: Item | None, stamp: Stamp) -> ItemCase:
    candidate = Item(updated_at=stamp.instant) if current is None else replace(current)
    for name in _SAID_DIRECTLY:
        if (said := getattr(draft, name)) is not None:
            setattr(candidate, name, said)
    arithmetic = Arithmetic(books.behaviour.half_cent, stamp.unit_decimals)
    candidate.sales = _priced(candidate.sales, draft.sales, arithmetic)
    candidate.purchases = _priced(candidate.purchases, draft.purchases, arithmetic)
    candidate.updated_at = stamp.instant
    return ItemCase(books, current, candidate)


def _priced(pricing: Pricing, said: Pricing | None, arithmetic: Arithmetic) -> Pricing:
    """What was, with what is said now; prices have two decimals, or four by `unitdp=4`."""
    if said is None:
        return pricing
    new = {name: value for name in Pricing.__dataclass_fields__ if (value := getattr(said, name)) is not None}
    if said.unit_price is not None:
        new["unit_price"] = arithmetic.unit_amount(said.unit_price, None, _ONE)
    return replace(pricing, **new)


def _refuse(case: ItemCase) -> None:
    if found := [problem for rule in RULES for problem in rule(case)]:
        raise Refused(found, case.candidate)


def code_is_good(case: ItemCase) -> Iterator[Problem]:
    code = case.candidate.code
    if not code:
        yield problems.ITEM_CODE_REQUIRED
    if len(code) > 30:
        yield problems.ITEM_CODE_TOO_LONG
    holder = case.books.items.by_code(code)
    if holder is not None and holder is not case.current:
        yield problems.item_code_taken(code)


def texts_are_short_enough(case: ItemCase) -> Iterator[Problem]:
    one = case.candidate
    if len(one.name) > 50:
        yield problems.ITEM_NAME_TOO_LONG
    if max(len(one.description), len(one.purchase_description)) > 4000:
        yield problems.ITEM_DESCRIPTION_TOO_LONG


def accounts_and_rates_are_usable(case: ItemCase) -> Iterator[Problem]:
    """An account that has been archived, or was never there, gives no default."""
    for pricing in (case.candidate.sales, case.candidate.purchases):
        if (code := pricing.account_code) is not None:
            account = case.books.accounts.by_code(code)
            if account is None or not account.takes_lines or not account.is_active:
                yield common.account_code_invalid(code)
        if (tax_type := pricing.tax_type) is not None and case.books.tax_rates.usable(tax_type) is None:
            yield common.tax_type_unknown(tax_type)


def inventory_is_whole(case: ItemCase) -> Iterator[Problem]:
    """Tracked means both accounts: inventory, and the cost of goods sold."""
    one, cogs = case.candidate, case.candidate.purchases.cogs_account_code
    if not one.inventory_account_code:
        if cogs:
            yield problems.COGS_ACCOUNT_UNTRACKED
        return
    if not _is_of(case.books, one.inventory_account_code, AccountType.INVENTORY):
        yield problems.INVENTORY_ACCOUNT_TYPE
    if not _is_of(case.books, cogs, AccountType.DIRECTCOSTS):
        yield problems.COGS_ACCOUNT_REQUIRED
    if one.purchases.account_code is not None:
        yield problems.TRACKED_PURCHASE_ACCOUNT


def _is_of(books: Books, code: str | None, kind: AccountType) -> bool:
    account = books.accounts.by_code(code or "")
    return account is not None and account.is_active and account.type is kind


ItemRule = Callable[[ItemCase], Iterator[Problem]]
RULES: Final[tuple[ItemRule, ...]] = (
    code_is_good,
    texts_are_short_enough,
    accounts_and_rates_are_usable,
    inventory_is_whole,
)
