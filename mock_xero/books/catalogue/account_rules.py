"""The rules of accounts: each looks at one case and yields what is wrong with it (facts §7.2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mock_xero.books.accounts import Account, AccountStatus
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.index import folded
from mock_xero.books.problems import Problem, currency_unsubscribed, tax_type_unfit, tax_type_unknown


@dataclass(frozen=True, slots=True)
class AccountCase:
    """An account as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    current: Account | None
    candidate: Account
    currency: str | None  # that was said


AccountRule = Callable[[AccountCase], Iterator[Problem]]


def name_is_good(case: AccountCase) -> Iterator[Problem]:
    name = case.candidate.name
    others = (each for each in case.books.accounts.all() if each is not case.current)
    if not name:
        yield problems.ACCOUNT_NAME_REQUIRED
    if len(name) > 150:
        yield problems.ACCOUNT_NAME_TOO_LONG
    if any(folded(each.name) == folded(name) for each in others):
        yield problems.ACCOUNT_NAME_TAKEN


def code_is_good(case: AccountCase) -> Iterator[Problem]:
    """Only a bank account may go without a code."""
    code = case.candidate.code
    if not code and not case.candidate.is_bank:
        yield problems.ACCOUNT_CODE_REQUIRED
    if len(code) > 10:
        yield problems.ACCOUNT_CODE_TOO_LONG
    holder = case.books.accounts.by_code(code) if code else None
    if holder is not None and holder is not case.current:
        yield problems.ACCOUNT_CODE_TAKEN


def description_is_good(case: AccountCase) -> Iterator[Problem]:
    if len(case.candidate.description) > 4000:
        yield problems.ACCOUNT_DESCRIPTION_TOO_LONG
    if case.candidate.is_bank and case.candidate.description:
        yield problems.BANK_ACCOUNT_DESCRIBED


def bank_number_is_given(case: AccountCase) -> Iterator[Problem]:
    if case.current is None and case.candidate.is_bank and not case.candidate.bank_account_number:
        yield problems.BANK_NUMBER_REQUIRED


def currency_is_the_books_own(case: AccountCase) -> Iterator[Problem]:
    """Bank accounts in foreign currencies are not modelled: money would be posted at its face value."""
    currencies, said = case.books.currencies, case.currency
    if said and case.candidate.is_bank and said != currencies.base:
        yield problems.FOREIGN_BANK_ACCOUNT if currencies.has(said) else currency_unsubscribed(said)


def tax_rate_fits(case: AccountCase) -> Iterator[Problem]:
    tax_type = case.candidate.tax_type
    if case.current is not None and tax_type == case.current.tax_type:
        return
    rate = case.books.tax_rates.usable(tax_type)
    if rate is None:
        yield tax_type_unknown(tax_type)
    elif not rate.fits(case.candidate):
        yield tax_type_unfit(tax_type, case.candidate.code)


RULES: Final[tuple[AccountRule, ...]] = (
    name_is_good,
    code_is_good,
    description_is_good,
    bank_number_is_given,
    currency_is_the_books_own,
    tax_rate_fits,
)


def judge(case: AccountCase) -> list[Problem]:
    return [problem for rule in RULES for problem in rule(case)]


def judge_change(case: AccountCase, *, changes_details: bool, says_status: bool) -> list[Problem]:
    """Return what forbids the change; what the account is speaks before what it would become."""
    if forbidden := list(_forbidden(case, changes_details=changes_details, says_status=says_status)):
        return forbidden
    return judge(case) if changes_details else []


def judge_deletion(books: Books, account: Account) -> list[Problem]:
    if account.status is AccountStatus.DELETED:
        return [problems.ACCOUNT_NOT_FOUND]
    if account.system is not None:
        return [problems.SYSTEM_ACCOUNT_DELETED]
    return [problems.ACCOUNT_USED] if is_used(books, account) else []


def is_used(books: Books, account: Account) -> bool:
    """Whether a posting, a line of a document (a draft's too), an item or a contact names the account."""
    if account.used or account.account_id in books.journal.balances():
        return True
    return any(item.uses(account) for item in books.items.all()) or any(
        account.code in (each.sales_account_code, each.purchases_account_code)
        for each in books.contacts.all()
        if account.code
    )


def _forbidden(case: AccountCase, *, changes_details: bool, says_status: bool) -> Iterator[Problem]:
    current, candidate = case.current, case.candidate
    if current is None or current.status is AccountStatus.DELETED:
        yield problems.ACCOUNT_NOT_FOUND
        return
    if changes_details and says_status:
        yield problems.DETAILS_AND_STATUS
    elif changes_details and current.status is AccountStatus.ARCHIVED:
        yield problems.ONLY_STATUS_OF_ARCHIVED
    elif changes_details and current.is_bank:
        yield problems.BANK_ACCOUNT_UPDATED
    elif changes_details and candidate.is_bank:
        yield problems.BANK_KIND_KEPT
    elif current.system is not None:
        yield from _forbidden_to_system_accounts(current, candidate)
    elif candidate.status is AccountStatus.DELETED and is_used(case.books, current):
        yield problems.ACCOUNT_USED


def _forbidden_to_system_accounts(current: Account, candidate: Account) -> Iterator[Problem]:
    """They may be called otherwise; the mock's own postings rely on the rest."""
    if candidate.status is AccountStatus.DELETED:
        yield problems.SYSTEM_ACCOUNT_DELETED
    elif candidate.status is not AccountStatus.ACTIVE:
        yield problems.SYSTEM_ACCOUNT_ARCHIVED
    if (current.type, current.tax_type) != (candidate.type, candidate.tax_type):
        yield problems.SYSTEM_ACCOUNT_CHANGED
