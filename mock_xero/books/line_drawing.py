"""Draws up the lines of a document from what was asked for; rules then judge what came out.

A line that names the LineItemID of an existing one keeps what it doesn't say; any other line is new
(facts §0.17).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import Account
from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.books import Books
from mock_xero.books.catalogue.items import Item
from mock_xero.books.catalogue.line_choices import tracked, with_defaults_of
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.drafts import LineDraft, TrackingChoice
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO
from mock_xero.books.statuses import LineAmountTypes

_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as it would be, beside what was asked for: the rules need both."""

    asked: LineDraft
    line: Line


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """Knows the chart, the rates and the arithmetic that lines are drawn with.

    `purchase` says that items give the defaults of their purchases, not of their sales.
    """

    books: Books
    arithmetic: Arithmetic
    kind: LineAmountTypes
    purchase: bool = False

    def draw(self, drafts: Sequence[LineDraft], existing: Sequence[Line]) -> Iterator[DrawnLine]:
        by_id = {line.line_item_id: line for line in existing}
        for said in drafts:
            former = by_id.get(said.line_item_id or UNSAVED)
            asked = self._with_defaults(said, former)
            draft = asked if former is None else _completed(asked, former)
            yield DrawnLine(draft, self._line(draft, former))

    def keep(self, existing: Sequence[Line]) -> Iterator[DrawnLine]:
        """The same lines as they are."""
        return (DrawnLine(draft_of(line), line) for line in existing)

    def redraw(self, existing: Sequence[Line]) -> Iterator[DrawnLine]:
        """The same lines under another kind of line amounts."""
        for former in existing:
            draft = draft_of(former)
            yield DrawnLine(draft, self._line(draft, former))

    def _line(self, draft: LineDraft, former: Line | None) -> Line:
        account = self.books.accounts.find(draft.account_id, draft.account_code)
        quantity = _ONE if draft.quantity is None else draft.quantity
        unit = self.arithmetic.unit_amount(draft.unit_amount, draft.line_amount, quantity)
        amount = self._amount(draft, quantity, unit)
        tax_type = self._tax_type(draft, account)
        return Line(
            line_item_id=UNSAVED if former is None else former.line_item_id,
            description=draft.description,
            quantity=quantity,
            unit_amount=unit,
            line_amount=amount,
            tax_type=tax_type,
            tax_amount=self._tax(draft, amount, tax_type),
            account=account,
            discount_rate=draft.discount_rate,
            discount_amount=draft.discount_amount,
            item=self._item(draft.item_code, former),
            tracking=tracked(self.books, draft.tracking or ()),
        )

    def _with_defaults(self, asked: LineDraft, former: Line | None) -> LineDraft:
        """An item that is new to the line fills in what the line doesn't say."""
        item = self.books.items.by_code(asked.item_code or "")
        if item is None or (former is not None and former.item is item):
            return asked
        return with_defaults_of(item, asked, purchase=self.purchase)

    def _item(self, code: str | None, former: Line | None) -> Item | None:
        """A line keeps its item when the item is deleted."""
        if code and former is not None and former.item is not None and former.item.code == code:
            return former.item
        return self.books.items.by_code(code) if code else None

    def _amount(self, draft: LineDraft, quantity: Decimal, unit: Decimal) -> Decimal:
        if draft.unit_amount is None and draft.line_amount is not None:
            return self.arithmetic.line_amount(_ONE, draft.line_amount, None, None)
        return self.arithmetic.line_amount(quantity, unit, draft.discount_rate, draft.discount_amount)

    def _tax_type(self, draft: LineDraft, account: Account | None) -> str:
        if draft.tax_type is not None:
            return draft.tax_type
        if account is None or self.kind is LineAmountTypes.NO_TAX:
            return self.books.tax_rates.untaxed
        return account.tax_type

    def _tax(self, draft: LineDraft, amount: Decimal, tax_type: str) -> Decimal:
        if self.kind is LineAmountTypes.NO_TAX:
            return ZERO
        if draft.tax_amount is not None:
            return self.arithmetic.line_amount(_ONE, draft.tax_amount, None, None)
        rate = self.books.tax_rates.by_type(tax_type)
        return ZERO if rate is None else self.arithmetic.tax(amount, rate.percent, self.kind)


def with_new_ids(lines: Sequence[Line], books: Books) -> tuple[Line, ...]:
    """Give an id to each line that is new; what the lines name counts as used from now on."""
    mark_as_used(lines)
    return tuple(
        replace(line, line_item_id=books.new_id("line item")) if line.line_item_id == UNSAVED else line
        for line in lines
    )


def mark_as_used(lines: Sequence[Line]) -> None:
    """Accounts and tracking options that a document names can't be deleted any more."""
    for line in lines:
        if line.account is not None:
            line.account.used = True
        for each in line.tracking:
            each.option.used = True


def draft_of(line: Line) -> LineDraft:
    """Ask for a line like this one; a tax amount of its own is not part of it."""
    return _completed(LineDraft(), line)


def _completed(asked: LineDraft, former: Line) -> LineDraft:
    """What was asked, with the former line's word where nothing was said."""
    amounts_said = asked.unit_amount is not None or asked.line_amount is not None
    account_said = asked.account_id is not None or asked.account_code is not None
    return replace(
        asked,
        description=former.description if asked.description is None else asked.description,
        quantity=former.quantity if asked.quantity is None else asked.quantity,
        unit_amount=asked.unit_amount if amounts_said else former.unit_amount,
        account_id=asked.account_id if account_said or former.account is None else former.account.account_id,
        tax_type=former.tax_type if asked.tax_type is None else asked.tax_type,
        discount_rate=former.discount_rate if asked.discount_rate is None else asked.discount_rate,
        discount_amount=former.discount_amount if asked.discount_amount is None else asked.discount_amount,
        item_code=_item_code(former) if asked.item_code is None else asked.item_code,
        tracking=_choices(former) if asked.tracking is None else asked.tracking,
    )


def _item_code(former: Line) -> str | None:
    return None if former.item is None else former.item.code


def _choices(former: Line) -> tuple[TrackingChoice, ...]:
    return tuple(
        TrackingChoice(category_id=each.category.category_id, option_id=each.option.option_id)
        for each in former.tracking
    )
