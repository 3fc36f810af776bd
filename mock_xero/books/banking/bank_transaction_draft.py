"""What somebody asks for of a bank transaction, before any rule is applied. None means not said."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mock_xero.books.banking.bank_transactions import BankTransactionStatus, BankTransactionType
from mock_xero.books.drafts import ContactDraft, LineDraft
from mock_xero.books.statuses import LineAmountTypes


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTransactionDraft:
    transaction_id: str | None = None
    type: BankTransactionType | None = None
    status: BankTransactionStatus | None = None
    contact: ContactDraft | None = None
    account_id: str | None = None
    account_code: str | None = None
    date: dt.date | None = None
    line_amount_types: LineAmountTypes | None = None
    lines: tuple[LineDraft, ...] | None = None
    reference: str | None = None
    currency: str | None = None
    url: str | None = None
    is_reconciled: bool | None = None
    total: Decimal | None = None

    @property
    def names_an_account(self) -> bool:
        return bool(self.account_id or self.account_code)
