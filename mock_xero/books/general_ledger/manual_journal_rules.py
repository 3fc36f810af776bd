"""The rules of manual journals: each looks at one case and yields what is wrong with it."""

from collections.abc import Callable, Iterator
from typing import Final

from mock_xero.books import line_rules
from mock_xero.books.general_ledger import problems
from mock_xero.books.general_ledger.manual_journal_drawing import ManualJournalCase, balance
from mock_xero.books.general_ledger.manual_journals import ENDED, MAY_BE_CREATED_AS, MAY_BECOME
from mock_xero.books.lock_rules import closed_to, closed_to_edits
from mock_xero.books.problems import Problem

ManualJournalRule = Callable[[ManualJournalCase], Iterator[Problem]]


def narration_is_given(case: ManualJournalCase) -> Iterator[Problem]:
    if not case.candidate.narration:
        yield problems.NARRATION_REQUIRED


def status_fits(case: ManualJournalCase) -> Iterator[Problem]:
    """What may become what is a table."""
    if case.current is None:
        if case.candidate.status not in MAY_BE_CREATED_AS:
            yield problems.NOT_VALID_FOR_CREATION
    elif case.current.status in ENDED or case.candidate.status not in MAY_BECOME[case.current.status]:
        yield problems.NOT_VALID_FOR_MODIFICATION


def two_lines_are_given(case: ManualJournalCase) -> Iterator[Problem]:
    if len(case.lines) < 2:
        yield problems.TWO_LINES_REQUIRED


def lines_are_sound(case: ManualJournalCase) -> Iterator[Problem]:
    """Drafts are forgiven their accounts: those that can't be used are taken off with a warning."""
    if case.current is not None and not case.draft.lines and case.current.status is case.candidate.status:
        return
    rules = line_rules.ALWAYS
    if case.candidate.is_posted:
        rules += (line_rules.account_is_usable, line_rules.tax_rate_fits)
    for drawn in case.lines:
        if drawn.asked.unit_amount is None and drawn.asked.line_amount is None:
            yield problems.LINE_AMOUNT_REQUIRED
        for rule in rules:
            yield from rule(case.books, drawn)


def debits_equal_credits(case: ManualJournalCase) -> Iterator[Problem]:
    debits, credits_ = balance(case.candidate)
    if debits + credits_:
        yield problems.unbalanced(debits, credits_)


def period_is_open(case: ManualJournalCase) -> Iterator[Problem]:
    """Drafts may lie in a locked period; what is or becomes posted may not (facts §5.7)."""
    before, after = case.current, case.candidate
    if before is not None and before.is_posted:
        if case.changes_the_accounting:
            yield from closed_to_edits(case.books, before.date, case.stamp)
        if before.date != after.date:
            yield from closed_to(case.books, "document", after.date, case.stamp)
    elif after.is_posted:
        yield from closed_to(case.books, "document", after.date, case.stamp)


def void_is_open(case: ManualJournalCase) -> Iterator[Problem]:
    if case.books.behaviour.lock_refuses_voids and case.current is not None and case.current.is_posted:
        yield from closed_to_edits(case.books, case.current.date, case.stamp)


FOR_CHANGES: Final[tuple[ManualJournalRule, ...]] = (
    narration_is_given,
    status_fits,
    two_lines_are_given,
    lines_are_sound,
    debits_equal_credits,
    period_is_open,
)
FOR_ENDINGS: Final[tuple[ManualJournalRule, ...]] = (status_fits, void_is_open)


def judge(case: ManualJournalCase, rules: tuple[ManualJournalRule, ...]) -> list[Problem]:
    """Return each problem once, in the order of the rules."""
    return list(dict.fromkeys(problem for rule in rules for problem in rule(case)))
