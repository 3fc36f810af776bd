"""The rules of one line: account, tax rate and amounts (facts §5.2). Drafts are forgiven most of it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems as catalogue_problems
from mock_xero.books.catalogue.line_choices import named_in_vain
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.problems import Problem

LineRule = Callable[[Books, DrawnLine], Iterator[Problem]]
_LARGEST: Final = Decimal("9999999999.99")


def description_is_given(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    del books
    if not drawn.line.description:
        yield problems.DESCRIPTION_REQUIRED


def amounts_are_given(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    """Two of quantity, unit amount and line amount; the third follows."""
    del books
    asked = drawn.asked
    if (asked.quantity, asked.unit_amount, asked.line_amount).count(None) > 1:
        yield problems.AMOUNTS_REQUIRED


def account_is_usable(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    del books
    said = _account_said(drawn)
    account = drawn.line.account
    if said is None:
        yield problems.ACCOUNT_CODE_REQUIRED
    elif account is None or not account.takes_lines:
        yield problems.account_code_invalid(said)
    elif not account.is_active:
        yield problems.account_archived(account.code)


def tax_rate_fits(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    line = drawn.line
    rate = books.tax_rates.usable(line.tax_type)
    if rate is None:
        yield problems.tax_type_unknown(line.tax_type)
    elif line.account is not None and not rate.fits(line.account):
        yield problems.tax_type_unfit(line.tax_type, line.account.code)


def line_amount_agrees(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    del books
    asked, line = drawn.asked, drawn.line
    if asked.unit_amount is None or asked.quantity is None or asked.line_amount is None:
        return
    if asked.line_amount != line.line_amount:
        yield problems.line_total_disagrees(asked.line_amount, line.line_amount)


def tax_is_below_the_line(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    del books
    if abs(drawn.line.tax_amount) > abs(drawn.line.line_amount):
        yield problems.TAX_ABOVE_LINE


def sizes_are_within_limits(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    del books
    if len(drawn.line.description or "") > 4000:
        yield problems.DESCRIPTION_TOO_LONG
    if max(abs(drawn.line.line_amount), abs(drawn.line.unit_amount)) > _LARGEST:
        yield problems.LINE_AMOUNT_TOO_LARGE


def item_is_known(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    del books
    code = drawn.asked.item_code
    if code and drawn.line.item is None:
        yield catalogue_problems.item_code_invalid(code)


def tracking_is_within_limits(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    """Two categories a line, each once; what is named in vain is an error or a warning (facts §7.5)."""
    choices = drawn.asked.tracking or ()
    if len(choices) > 2:
        yield catalogue_problems.TOO_MUCH_TRACKING
    if books.behaviour.unknown_tracking_is_refused:
        yield from lost_tracking(books, drawn)


def lost_tracking(books: Books, drawn: DrawnLine) -> Iterator[Problem]:
    """Yield a problem for each category or option that does not exist; the line is kept without it."""
    for choice in named_in_vain(books, drawn.asked.tracking or ()):
        category = choice.category or choice.category_id or ""
        yield catalogue_problems.tracking_invalid(category, choice.option or choice.option_id or "")


ALWAYS: Final[tuple[LineRule, ...]] = (
    line_amount_agrees,
    tax_is_below_the_line,
    sizes_are_within_limits,
    item_is_known,
    tracking_is_within_limits,
)
ON_APPROVAL: Final[tuple[LineRule, ...]] = (
    description_is_given,
    amounts_are_given,
    account_is_usable,
    tax_rate_fits,
)


def lost_account(drawn: DrawnLine) -> str | None:
    """Return the code of an account that a draft's line names in vain, so that it is removed (facts §5.2)."""
    account = drawn.line.account
    usable = account is not None and account.takes_lines and account.is_active
    return None if usable else _account_said(drawn)


def _account_said(drawn: DrawnLine) -> str | None:
    """The code that was said, or that the account with the said id has."""
    asked, account = drawn.asked, drawn.line.account
    return asked.account_code or (account.code if account is not None else None) or asked.account_id
