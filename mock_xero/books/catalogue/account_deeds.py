"""What can be done to accounts. A deed is done, or raises `Refused` and has changed nothing (facts §7.2)."""

from dataclasses import dataclass, replace
from typing import Final

from mock_xero.books.accounts import Account, AccountStatus, AccountType, BankAccountType
from mock_xero.books.books import Books
from mock_xero.books.catalogue import problems
from mock_xero.books.catalogue.account_rules import AccountCase, judge, judge_change, judge_deletion
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.refusal import Refused
from mock_xero.books.stamp import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDraft:
    """What somebody asks for; None means that it was not said."""

    code: str | None = None
    name: str | None = None
    type: AccountType | None = None
    status: AccountStatus | None = None
    tax_type: str | None = None
    description: str | None = None
    bank_account_number: str | None = None
    bank_account_type: BankAccountType | None = None
    enable_payments: bool | None = None
    show_in_expense_claims: bool | None = None
    add_to_watchlist: bool | None = None
    currency: str | None = None


_DETAILS: Final = tuple(
    name for name in AccountDraft.__dataclass_fields__ if name not in {"status", "currency"}
)


def create_account(books: Books, draft: AccountDraft, stamp: Stamp) -> Account:
    """PUT: always a new account, active whatever was said."""
    candidate = _with_details(
        Account(
            account_id=UNSAVED,
            code="",
            name="",
            type=draft.type or AccountType.EXPENSE,
            tax_type=books.tax_rates.default_for(draft.type or AccountType.EXPENSE),
            updated_at=stamp.instant,
            bank_account_type=BankAccountType.BANK if draft.type is AccountType.BANK else None,
        ),
        draft,
    )
    found = judge(AccountCase(books, None, candidate, draft.currency))
    if draft.type is None:
        found = [problems.ACCOUNT_TYPE_REQUIRED, *found]
    if found:
        raise Refused(found, candidate)
    return books.accounts.keep(replace(candidate, account_id=books.new_id("account")))


def update_account(books: Books, account: Account, draft: AccountDraft, stamp: Stamp) -> Account:
    """POST: change details, or archive, or bring back; never two of them at once."""
    candidate = _with_details(account, draft)
    changes_details = any(getattr(candidate, name) != getattr(account, name) for name in _DETAILS)
    candidate.status = draft.status or account.status
    case = AccountCase(books, account, candidate, draft.currency)
    if found := judge_change(case, changes_details=changes_details, says_status=draft.status is not None):
        raise Refused(found, candidate)
    if changes_details or candidate.status is not account.status:
        candidate.updated_at = stamp.instant
        books.accounts.keep(candidate)
    return account


def delete_account(books: Books, account: Account, stamp: Stamp) -> Account:
    """DELETE: only what is no system account and was never used; its code and name are free again."""
    if found := judge_deletion(books, account):
        raise Refused(found, account)
    return books.accounts.keep(replace(account, status=AccountStatus.DELETED, updated_at=stamp.instant))


def _with_details(account: Account, draft: AccountDraft) -> Account:
    said = {name: value for name in _DETAILS if (value := getattr(draft, name)) is not None}
    return replace(account, **said)
