"""The chart of accounts: what an account is, whether payments and lines may use it, and where to find it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final


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
    CURRLIAB = "CURRLIAB", AccountClass.LIABILITY
    TERMLIAB = "TERMLIAB", AccountClass.LIABILITY
    EQUITY = "EQUITY", AccountClass.EQUITY
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


class SystemAccount(Enum):
    """Accounts that Xero itself posts to; ordinary lines may not."""

    DEBTORS = "DEBTORS"
    CREDITORS = "CREDITORS"
    GST = "GST"
    ROUNDING = "ROUNDING"
    RETAINED_EARNINGS = "RETAINEDEARNINGS"


_CLOSED_TO_LINES: Final = frozenset(SystemAccount) - {SystemAccount.ROUNDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account; an immutable value, replaced in the chart when it changes."""

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

    def __deepcopy__(self, memo: dict[int, object]) -> "Account":
        return self  # immutable: a snapshot shares it

    @property
    def is_active(self) -> bool:
        return self.status is AccountStatus.ACTIVE

    @property
    def takes_payments(self) -> bool:
        """Bank accounts do, and any other that payments are enabled for (facts §7.2)."""
        return self.is_active and (self.type is AccountType.BANK or self.enable_payments)

    @property
    def takes_lines(self) -> bool:
        """Bank, debtors', creditors' and tax accounts stand on no ordinary line (facts §7.2)."""
        return self.type is not AccountType.BANK and self.system not in _CLOSED_TO_LINES


class Accounts:
    """The chart. Ids follow from tenant and code, so that a chart is the same in every run."""

    def __init__(self, tenant_id: str, opened_at: datetime) -> None:
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
        """Enter the account, or what has become of it."""
        self._by_id[account.account_id] = account
        self._by_code[account.code] = account
        if account.system is not None:
            self._by_system[account.system] = account
        return account

    def all(self) -> list[Account]:
        return list(self._by_id.values())

    def by_id(self, account_id: str) -> Account | None:
        return self._by_id.get(account_id)

    def find(self, account_id: str | None, code: str | None) -> Account | None:
        """Return the account with this id or, without an id, with this code."""
        if account_id is not None:
            return self._by_id.get(account_id)
        return self._by_code.get(code) if code is not None else None

    def system(self, role: SystemAccount) -> Account:
        return self._by_system[role]

    def ensure_payment_account(self, code: str, name: str) -> Account:
        """Return the account with this code, opened if it is missing, with payments enabled."""
        account = self._by_code.get(code) or self.open(code, name, AccountType.CURRENT, "BASEXCLUDED")
        return account if account.takes_payments else self.keep(replace(account, enable_payments=True))

    def archive(self, codes: Iterable[str]) -> None:
        for code in codes:
            self.keep(replace(self._by_code[code], status=AccountStatus.ARCHIVED))
