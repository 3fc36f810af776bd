"""The chart of accounts: what an account is, whether payments and lines may use it, and where to find it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum
from typing import Final

from mock_xero.books.index import folded


class AccountClass(Enum):
    ASSET = "ASSET"
    EQUITY = "EQUITY"
    EXPENSE = "EXPENSE"
    LIABILITY = "LIABILITY"
    REVENUE = "REVENUE"


class AccountType(Enum):
    """Xero's word for the type, and the class that follows from it."""

    BANK = "BANK", AccountClass.ASSET
    CURRENT = "CURRENT", AccountClass.ASSET
    FIXED = "FIXED", AccountClass.ASSET
    INVENTORY = "INVENTORY", AccountClass.ASSET
    PREPAYMENT = "PREPAYMENT", AccountClass.ASSET
    CURRLIAB = "CURRLIAB", AccountClass.LIABILITY
    LIABILITY = "LIABILITY", AccountClass.LIABILITY
    NONCURRENT = "NONCURRENT", AccountClass.LIABILITY
    PAYG = "PAYG", AccountClass.LIABILITY
    TERMLIAB = "TERMLIAB", AccountClass.LIABILITY
    EQUITY = "EQUITY", AccountClass.EQUITY
    DEPRECIATN = "DEPRECIATN", AccountClass.EXPENSE
    DIRECTCOSTS = "DIRECTCOSTS", AccountClass.EXPENSE
    EXPENSE = "EXPENSE", AccountClass.EXPENSE
    OVERHEADS = "OVERHEADS", AccountClass.EXPENSE
    REVENUE = "REVENUE", AccountClass.REVENUE
    SALES = "SALES", AccountClass.REVENUE
    OTHERINCOME = "OTHERINCOME", AccountClass.REVENUE

    def __init__(self, word: str, account_class: AccountClass) -> None:
        self.word = word
        self.account_class = account_class


class AccountStatus(Enum):
    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"
    DELETED = "DELETED"


class BankAccountType(Enum):
    BANK = "BANK"
    CREDITCARD = "CREDITCARD"
    PAYPAL = "PAYPAL"


class SystemAccount(Enum):
    """Accounts that Xero itself posts to; ordinary lines may not."""

    DEBTORS = "DEBTORS"
    CREDITORS = "CREDITORS"
    GST = "GST"
    ROUNDING = "ROUNDING"
    RETAINED_EARNINGS = "RETAINEDEARNINGS"
    BANK_REVALUATIONS = "BANKCURRENCYGAIN"
    REALISED_GAINS = "REALISEDCURRENCYGAIN"
    UNREALISED_GAINS = "UNREALISEDCURRENCYGAIN"


_CLOSED_TO_LINES: Final = frozenset(SystemAccount) - {SystemAccount.ROUNDING}


@dataclass(slots=True, eq=False, kw_only=True)
class Account:
    """One account. It stays itself when its code or name changes, so that lines show what it is called now.

    `code` may be empty (facts §7.2); `used` says that a line of some document has named it.
    """

    account_id: str
    code: str
    name: str
    type: AccountType
    tax_type: str
    updated_at: datetime
    status: AccountStatus = AccountStatus.ACTIVE
    system: SystemAccount | None = None
    enable_payments: bool = False
    description: str = ""
    bank_account_number: str = ""
    bank_account_type: BankAccountType | None = None
    show_in_expense_claims: bool = False
    add_to_watchlist: bool = False
    used: bool = False
    has_attachments: bool = False

    @property
    def is_active(self) -> bool:
        return self.status is AccountStatus.ACTIVE

    @property
    def is_bank(self) -> bool:
        return self.type is AccountType.BANK

    @property
    def takes_payments(self) -> bool:
        """Bank accounts do, and any other that payments are enabled for (facts §7.2)."""
        return self.is_active and (self.is_bank or self.enable_payments)

    @property
    def takes_lines(self) -> bool:
        """Bank, debtors', creditors' and tax accounts stand on no ordinary line (facts §7.2)."""
        return not self.is_bank and self.system not in _CLOSED_TO_LINES

    def take_over(self, other: "Account") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))


_CHANGEABLE: Final = tuple(each.name for each in fields(Account) if each.name != "account_id")


class Accounts:
    """The chart. Ids of the first accounts follow from tenant and code: the same chart in every run.

    `untaxed` is the tax type of an account that no tax return knows.
    """

    def __init__(self, tenant_id: str, opened_at: datetime, untaxed: str) -> None:
        self._untaxed = untaxed
        self._namespace = uuid.UUID(tenant_id)
        self._opened_at = opened_at
        self._by_id: dict[str, Account] = {}
        self._by_code: dict[str, Account] = {}
        self._by_system: dict[SystemAccount, Account] = {}

    def open(
        self,
        code: str,
        name: str,
        type: AccountType,  # noqa: A002
        tax_type: str,
    ) -> Account:
        """Add an active account."""
        account_id = str(uuid.uuid5(self._namespace, f"account {code}"))
        account = Account(
            account_id=account_id,
            code=code,
            name=name,
            type=type,
            tax_type=tax_type,
            updated_at=self._opened_at,
        )
        return self.keep(account)

    def keep(self, account: Account) -> Account:
        """Enter the account, or let the one with its id become what it says; return the one in the chart."""
        kept = self._by_id.setdefault(account.account_id, account)
        if kept is not account:
            self._unindex(kept)
            kept.take_over(account)
        self._index(kept)
        return kept

    def all(self) -> list[Account]:
        """Return the accounts that are not deleted."""
        return [each for each in self._by_id.values() if each.status is not AccountStatus.DELETED]

    def by_id(self, account_id: str) -> Account | None:
        return self._by_id.get(account_id)

    def by_code(self, code: str) -> Account | None:
        """Return the account with this code, which no deleted one has."""
        return self._by_code.get(folded(code))

    def find(self, account_id: str | None, code: str | None) -> Account | None:
        """Return the account with this id or, without an id, with this code."""
        if account_id is not None:
            return self._by_id.get(account_id)
        return self.by_code(code) if code is not None else None

    def system(self, role: SystemAccount) -> Account:
        return self._by_system[role]

    def ensure_payment_account(self, code: str, name: str) -> Account:
        """Return the account with this code, opened if it is missing, with payments enabled."""
        account = self.by_code(code) or self.open(code, name, AccountType.CURRENT, self._untaxed)
        return account if account.takes_payments else self.keep(replace(account, enable_payments=True))

    def archive(self, codes: Iterable[str]) -> None:
        for code in codes:
            self.keep(replace(self._by_code[folded(code)], status=AccountStatus.ARCHIVED))

    def _index(self, account: Account) -> None:
        if account.code and account.status is not AccountStatus.DELETED:
            self._by_code[folded(account.code)] = account
        if account.system is not None:
            self._by_system[account.system] = account

    def _unindex(self, account: Account) -> None:
        if self._by_code.get(folded(account.code)) is account:
            del self._by_code[folded(account.code)]
