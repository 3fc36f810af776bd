"""The rules of credit notes: those of invoices (facts §5.1 to §5.7), without a due date."""

from collections.abc import Callable, Iterator
from typing import Final

from mock_xero.books import line_rules
from mock_xero.books.credits import problems
from mock_xero.books.credits.credit_note_drawing import CreditNoteCase
from mock_xero.books.document_rules import (
    branding_theme_is_known,
    changes,
    contact_is_known,
    contact_is_sound,
    currency_is_the_books_own,
    lines_are_given,
    total_agrees,
)
from mock_xero.books.lock_rules import closed_to, closed_to_edits
from mock_xero.books.money import ZERO
from mock_xero.books.problems import EDIT_WITH_PAYMENTS, Problem
from mock_xero.books.statuses import ENDED, MAY_BE_CREATED_AS, MAY_BECOME, InvoiceStatus

CreditNoteRule = Callable[[CreditNoteCase], Iterator[Problem]]


def type_is_given(case: CreditNoteCase) -> Iterator[Problem]:
    if case.current is None and case.draft.type is None:
        yield problems.TYPE_REQUIRED


def status_fits_a_new_one(case: CreditNoteCase) -> Iterator[Problem]:
    if case.current is None and case.candidate.status not in MAY_BE_CREATED_AS:
        yield problems.NOT_VALID_FOR_CREATION


def status_may_follow(case: CreditNoteCase) -> Iterator[Problem]:
    asked, current = case.draft.status, case.current
    if current is None:
        return
    if asked is InvoiceStatus.VOIDED and current.has_money_against_it:
        yield problems.VOID_WITH_ALLOCATIONS
    elif _money_speaks_first(case):
        yield EDIT_WITH_PAYMENTS
    elif current.status in ENDED or (asked is not None and asked not in MAY_BECOME[current.status]):
        yield problems.NOT_VALID_FOR_MODIFICATION


def number_is_unique(case: CreditNoteCase) -> Iterator[Problem]:
    """Customers' credit notes only, as with invoices; no number is ever released (facts §5.3)."""
    number = case.candidate.number
    if len(number) > 255:
        yield problems.NUMBER_TOO_LONG
    if not number or not case.candidate.is_sale:
        return
    holder = case.books.credit_notes.of_customer_numbered(number)
    if holder is not None and holder is not case.current:
        yield problems.NUMBER_NOT_UNIQUE


def lines_are_sound(case: CreditNoteCase) -> Iterator[Problem]:
    current = case.current
    if current is not None and case.draft.lines is None and case.candidate.status is current.status:
        return
    rules = line_rules.ALWAYS + (line_rules.ON_APPROVAL if case.needs_approval_fields else ())
    for drawn in case.lines:
        for rule in rules:
            yield from rule(case.books, drawn)


def total_is_not_negative(case: CreditNoteCase) -> Iterator[Problem]:
    if case.candidate.total < ZERO:
        yield problems.TOTAL_BELOW_ZERO


def period_is_open(case: CreditNoteCase) -> Iterator[Problem]:
    """Drafts may lie in a locked period; what is or becomes posted may not (facts §5.7)."""
    before, after = case.current, case.candidate
    if before is not None and before.is_posted:
        if changes(case):
            yield from closed_to_edits(case.books, before.date, case.stamp)
        if before.date != after.date:
            yield from closed_to(case.books, "document", after.date, case.stamp)
    elif after.is_posted:
        yield from closed_to(case.books, "document", after.date, case.stamp)


def void_is_open(case: CreditNoteCase) -> Iterator[Problem]:
    if case.books.behaviour.lock_refuses_voids and case.current is not None and case.current.is_posted:
        yield from closed_to_edits(case.books, case.current.date, case.stamp)


FOR_CHANGES: Final[tuple[CreditNoteRule, ...]] = (
    type_is_given,
    status_fits_a_new_one,
    status_may_follow,
    contact_is_known,
    contact_is_sound,
    number_is_unique,
    currency_is_the_books_own,
    branding_theme_is_known,
    lines_are_given,
    lines_are_sound,
    total_agrees,
    total_is_not_negative,
    period_is_open,
)
FOR_ENDINGS: Final[tuple[CreditNoteRule, ...]] = (status_may_follow, void_is_open)


def _money_speaks_first(case: CreditNoteCase) -> bool:
    current = case.current
    return current is not None and current.has_money_against_it and changes(case)
