"""The rules of bank transactions: each looks at one case and yields what is wrong with it (facts §6.6)."""

from collections.abc import Callable, Iterator
from typing import Final

from mock_xero.books import line_rules
from mock_xero.books.accounts import AccountType
from mock_xero.books.banking import bank_transaction_problems as problems
from mock_xero.books.banking.bank_transaction_drawing import BankTransactionCase
from mock_xero.books.document_rules import (
    changes,
    contact_is_known,
    contact_is_sound,
    currency_is_the_books_own,
    lines_are_given,
    total_agrees,
)
from mock_xero.books.lock_rules import closed_to, closed_to_edits
from mock_xero.books.money import ZERO
from mock_xero.books.problems import EDIT_WITH_PAYMENTS, Problem, account_code_invalid
from mock_xero.books.statuses import LineAmountTypes

BankTransactionRule = Callable[[BankTransactionCase], Iterator[Problem]]
_PROTECTED: Final = (
    *("type", "status", "contact", "account", "date", "line_amount_types", "currency", "lines", "total"),
)


def type_is_given(case: BankTransactionCase) -> Iterator[Problem]:
    if case.current is None and case.draft.type is None:
        yield problems.TYPE_REQUIRED
    if case.current is not None and case.candidate.type is not case.current.type:
        yield problems.TYPE_FIXED


def is_no_transfer(case: BankTransactionCase) -> Iterator[Problem]:
    kinds = {case.candidate.type, case.candidate.type if case.current is None else case.current.type}
    if any(each.is_transfer for each in kinds):
        yield problems.TRANSFER


def status_fits(case: BankTransactionCase) -> Iterator[Problem]:
    if case.current is None:
        if not case.candidate.stands:
            yield problems.NOT_VALID_FOR_CREATION
    elif not case.current.stands:
        yield problems.NOT_VALID_FOR_MODIFICATION


def may_be_edited(case: BankTransactionCase) -> Iterator[Problem]:
    """Not what a bank statement confirms, nor credit that somebody has used."""
    current = case.current
    if current is None or not current.stands or not changes(case, _PROTECTED):
        return
    if current.is_reconciled:
        yield problems.RECONCILED
    if current.credit is not None and current.credit.has_money_against_it:
        yield EDIT_WITH_PAYMENTS


def account_is_a_bank_account(case: BankTransactionCase) -> Iterator[Problem]:
    said, account = case.draft.account_code or case.draft.account_id, case.candidate.account
    if account is None:
        yield account_code_invalid(said) if said else problems.BANK_ACCOUNT_REQUIRED
    elif account.type is not AccountType.BANK:
        yield problems.NOT_A_BANK_ACCOUNT
    elif not account.is_active:
        yield account_code_invalid(account.code)


def lines_are_sound(case: BankTransactionCase) -> Iterator[Problem]:
    if case.candidate.type.is_overpayment or (case.current is not None and case.draft.lines is None):
        return
    for drawn in case.lines:
        for rule in line_rules.ALWAYS + line_rules.ON_APPROVAL:
            yield from rule(case.books, drawn)


def overpayment_is_plain(case: BankTransactionCase) -> Iterator[Problem]:
    """One line without tax and without an account of its own (facts §6.6)."""
    candidate = case.candidate
    if not candidate.type.is_overpayment:
        return
    if candidate.line_amount_types is not LineAmountTypes.NO_TAX:
        yield problems.OVERPAYMENT_TAXED
    if len(case.lines) > 1:
        yield problems.OVERPAYMENT_LINES
    for drawn in case.lines:
        said = drawn.asked.account_code or drawn.asked.account_id
        control = drawn.line.account
        if said and control is not None and said not in {control.code, control.account_id}:
            yield account_code_invalid(said)
        yield from line_rules.description_is_given(case.books, drawn)
        for rule in line_rules.ALWAYS:
            yield from rule(case.books, drawn)


def total_is_positive(case: BankTransactionCase) -> Iterator[Problem]:
    if case.lines and case.candidate.total <= ZERO:
        yield problems.TOTAL_NOT_POSITIVE


def period_is_open(case: BankTransactionCase) -> Iterator[Problem]:
    """It is posted at once, so that there is no draft to lie in a locked period (facts §5.7)."""
    before, after = case.current, case.candidate
    if before is not None and changes(case, _PROTECTED):
        yield from closed_to_edits(case.books, before.date, case.stamp)
    if before is None or before.date != after.date:
        yield from closed_to(case.books, "document", after.date, case.stamp)


FOR_CHANGES: Final[tuple[BankTransactionRule, ...]] = (
    type_is_given,
    is_no_transfer,
    status_fits,
    may_be_edited,
    contact_is_known,
    contact_is_sound,
    account_is_a_bank_account,
    currency_is_the_books_own,
    lines_are_given,
    lines_are_sound,
    overpayment_is_plain,
    total_agrees,
    total_is_positive,
    period_is_open,
)
FOR_DELETION: Final[tuple[BankTransactionRule, ...]] = (
    is_no_transfer,
    status_fits,
    may_be_edited,
    period_is_open,
)
