"""The rules of invoices: each looks at one case and yields what is wrong with it (facts §5.1 to §5.7)."""

from collections.abc import Callable, Iterator
from typing import Final

from mock_xero.books import line_rules, problems
from mock_xero.books.accounts import Account
from mock_xero.books.catalogue import problems as catalogue_problems
from mock_xero.books.document_rules import (
    PROTECTED,
    branding_theme_is_known,
    changes,
    contact_is_known,
    contact_is_sound,
    currency_is_subscribed,
    lines_are_given,
    total_agrees,
)
from mock_xero.books.invoice_drawing import InvoiceCase
from mock_xero.books.invoices import Invoice
from mock_xero.books.lock_rules import closed_to, closed_to_edits
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.said_rules import said_of
from mock_xero.books.settings import Deeds
from mock_xero.books.statuses import (
    ENDED,
    MAY_BE_CREATED_AS,
    MAY_BECOME,
    POSTED,
    InvoiceStatus,
    InvoiceType,
)

_PROTECTED: Final = (*PROTECTED, "currency_rate")
InvoiceRule = Callable[[InvoiceCase], Iterator[Problem]]


def type_is_given(case: InvoiceCase) -> Iterator[Problem]:
    if case.current is None and case.draft.type is None:
        yield problems.TYPE_REQUIRED


def status_fits_a_new_one(case: InvoiceCase) -> Iterator[Problem]:
    if case.current is None and case.candidate.status not in MAY_BE_CREATED_AS:
        yield problems.NOT_VALID_FOR_CREATION


def status_may_follow(case: InvoiceCase) -> Iterator[Problem]:
    """What may become what is a table; money against the invoice makes Xero say so first (facts §5.1)."""
    asked, current = case.draft.status, case.current
    if current is None:
        return
    if asked is InvoiceStatus.VOIDED and current.has_money_against_it:
        yield problems.VOID_WITH_PAYMENTS
    elif _money_speaks_first(case):
        return
    elif _is_closed(case) or (asked is not None and asked not in MAY_BECOME[current.status]):
        yield problems.NOT_VALID_FOR_MODIFICATION


def money_locks_the_document(case: InvoiceCase) -> Iterator[Problem]:
    if _money_speaks_first(case):
        yield problems.LINE_UNNAMED if _renames_paid_lines(case) else problems.EDIT_WITH_PAYMENTS


def number_is_unique(case: InvoiceCase) -> Iterator[Problem]:
    """Sales invoices only; the number of a voided or deleted one is never released (facts §5.3)."""
    number = case.candidate.number
    if len(number) > 255:
        yield problems.NUMBER_TOO_LONG
    if not number or case.candidate.type is not InvoiceType.ACCREC:
        return
    holder = case.books.invoices.by_number(number)
    if holder is not None and holder is not case.current:
        yield problems.NUMBER_NOT_UNIQUE
    elif case.books.prepayments.numbered(number):
        yield problems.NUMBER_NOT_UNIQUE  # a prepayment received takes a number of the same sequence


def rate_is_positive(case: InvoiceCase) -> Iterator[Problem]:
    if case.candidate.currency_rate <= ZERO:
        yield catalogue_problems.RATE_NOT_POSITIVE


def plan_allows_another(case: InvoiceCase) -> Iterator[Problem]:
    """Small plans approve only so many sales invoices a month (facts §5.2)."""
    most = case.books.profile.approvals_a_month
    becomes_posted = case.candidate.status in POSTED and (case.current is None or not case.current.is_posted)
    if most is None or not becomes_posted or case.candidate.type is not InvoiceType.ACCREC:
        return
    month = case.candidate.date.replace(day=1)
    sales = (each for each in case.books.invoices.all() if each.type is InvoiceType.ACCREC)
    if sum(each.is_posted and each.date.replace(day=1) == month for each in sales) >= most:
        yield problems.APPROVALS_USED_UP


def due_date_is_given(case: InvoiceCase) -> Iterator[Problem]:
    if case.needs_approval_fields and case.candidate.due_date is None:
        yield problems.DUE_DATE_REQUIRED


def lines_are_sound(case: InvoiceCase) -> Iterator[Problem]:
    if not _lines_are_news(case):
        return
    rules = line_rules.ALWAYS + (line_rules.ON_APPROVAL if case.needs_approval_fields else ())
    for drawn in case.lines:
        for rule in rules:
            yield from rule(case.books, drawn)


def total_is_not_negative(case: InvoiceCase) -> Iterator[Problem]:
    if case.candidate.total < ZERO:
        yield problems.TOTAL_BELOW_ZERO


def period_is_open(case: InvoiceCase) -> Iterator[Problem]:
    """Drafts may lie in a locked period; what is or becomes posted may not (facts §5.7)."""
    before, after = case.current, case.candidate
    if before is not None and before.is_posted:
        if _changes(case):
            yield from closed_to_edits(case.books, before.date, case.stamp)
        if before.date != after.date:
            yield from closed_to(case.books, "document", after.date, case.stamp)
    elif after.status in POSTED:
        yield from closed_to(case.books, "document", after.date, case.stamp)


def void_is_open(case: InvoiceCase) -> Iterator[Problem]:
    if case.books.behaviour.lock_refuses_voids and case.current is not None and case.current.is_posted:
        yield from closed_to_edits(case.books, case.current.date, case.stamp)


def nothing_else_is_said(case: InvoiceCase) -> Iterator[Problem]:
    yield from said_of(case.books, Deeds.INVOICES)


FOR_CHANGES: Final[tuple[InvoiceRule, ...]] = (
    type_is_given,
    status_fits_a_new_one,
    status_may_follow,
    money_locks_the_document,
    contact_is_known,
    contact_is_sound,
    number_is_unique,
    currency_is_subscribed,
    branding_theme_is_known,
    rate_is_positive,
    plan_allows_another,
    due_date_is_given,
    lines_are_given,
    lines_are_sound,
    total_agrees,
    total_is_not_negative,
    period_is_open,
    nothing_else_is_said,
)
FOR_ENDINGS: Final[tuple[InvoiceRule, ...]] = (status_may_follow, void_is_open)


def _changes(case: InvoiceCase) -> bool:
    return changes(case, _PROTECTED)


def _money_speaks_first(case: InvoiceCase) -> bool:
    current = case.current
    if current is None or not current.is_posted or not current.has_money_against_it:
        return False
    return case.draft.status is not InvoiceStatus.VOIDED and _changes(case)


def _renames_paid_lines(case: InvoiceCase) -> bool:
    """Whether new texts or accounts come without saying for which line of a paid invoice (facts §5.2)."""
    before, after = case.current, case.candidate
    if before is None or before.status is not InvoiceStatus.PAID or before.total != after.total:
        return False
    renamed = _texts_and_accounts(before) != _texts_and_accounts(after)
    return renamed and any(line.line_item_id is None for line in case.draft.lines or ())


def _texts_and_accounts(invoice: Invoice) -> list[tuple[str | None, Account | None]]:
    return [(line.description, line.account) for line in invoice.lines]


def _is_closed(case: InvoiceCase) -> bool:
    """What has ended takes no edit; what is paid takes none that changes the accounting."""
    current = case.current
    if current is None or current.status in ENDED:
        return current is not None
    return current.status is InvoiceStatus.PAID and _changes(case)


def _lines_are_news(case: InvoiceCase) -> bool:
    """Whether lines were said, or must now stand up to an approval."""
    if case.current is None or case.draft.lines is not None:
        return True
    return case.candidate.status is not case.current.status
