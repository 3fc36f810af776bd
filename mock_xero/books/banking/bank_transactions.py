"""Bank transactions: money received or spent, on accounts or in advance, and where to find it.

Money in advance (an overpayment or a prepayment) comes with a credit of its own (facts §6.6).
"""

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from typing import Final

from mock_xero.books.accounts import Account
from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.types import CreditKind, CreditType
from mock_xero.books.index import Index, folded
from mock_xero.books.lines import Line
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.recency import Recency
from mock_xero.books.statuses import LineAmountTypes


class BankTransactionType(Enum):
    """Those of transfers can only be read here: transfers have a resource of their own."""

    RECEIVE = "RECEIVE"
    RECEIVE_OVERPAYMENT = "RECEIVE-OVERPAYMENT"
    RECEIVE_PREPAYMENT = "RECEIVE-PREPAYMENT"
    SPEND = "SPEND"
    SPEND_OVERPAYMENT = "SPEND-OVERPAYMENT"
    SPEND_PREPAYMENT = "SPEND-PREPAYMENT"
    RECEIVE_TRANSFER = "RECEIVE-TRANSFER"
    SPEND_TRANSFER = "SPEND-TRANSFER"

    @property
    def receives(self) -> bool:
        return self.value.startswith("RECEIVE")

    @property
    def is_transfer(self) -> bool:
        return self.value.endswith("-TRANSFER")

    @property
    def credit_type(self) -> CreditType | None:
        """The type of the credit that comes with it, if one does."""
        direct = self in {BankTransactionType.RECEIVE, BankTransactionType.SPEND}
        return None if direct or self.is_transfer else CreditType[self.name]

    @property
    def is_overpayment(self) -> bool:
        credit = self.credit_type
        return credit is not None and credit.kind is CreditKind.OVERPAYMENT


class BankTransactionStatus(Enum):
    AUTHORISED = "AUTHORISED"
    DELETED = "DELETED"


@dataclass(slots=True, eq=False, kw_only=True)
class BankTransaction:
    """A candidate, not yet in the books, has the id `UNSAVED`, and `account` None if none was found."""

    type: BankTransactionType
    contact: Contact
    account: Account | None
    date: dt.date
    created_at: dt.datetime
    updated_at: dt.datetime
    created_by: str | None
    transaction_id: str = UNSAVED
    status: BankTransactionStatus = BankTransactionStatus.AUTHORISED
    line_amount_types: LineAmountTypes = LineAmountTypes.EXCLUSIVE
    lines: tuple[Line, ...] = ()
    reference: str | None = None
    currency: str = "AUD"
    url: str | None = None
    is_reconciled: bool = False
    subtotal: Decimal = ZERO
    total_tax: Decimal = ZERO
    total: Decimal = ZERO
    credit: Credit | None = None
    warnings: tuple[Problem, ...] = ()  # of the latest deed
    has_attachments: bool = False

    @property
    def stands(self) -> bool:
        return self.status is BankTransactionStatus.AUTHORISED

    def take_over(self, other: "BankTransaction") -> None:
        """Become what the other is, under the same id."""
        for name in _CHANGEABLE:
            setattr(self, name, getattr(other, name))


_FIXED: Final = frozenset({"transaction_id", "created_at", "created_by", "credit"})
_CHANGEABLE: Final = tuple(each.name for each in fields(BankTransaction) if each.name not in _FIXED)


class BankTransactions:
    """All bank transactions, deleted ones too, found by id and reference."""

    def __init__(self) -> None:
        self._by_id: dict[str, BankTransaction] = {}
        self._recent: Recency[BankTransaction] = Recency()
        self._by_reference: Index[str, BankTransaction] = Index()

    def all(self) -> list[BankTransaction]:
        """Return every transaction, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, transaction_id: str) -> BankTransaction | None:
        return self._by_id.get(transaction_id)

    def referring_to(self, reference: str) -> list[BankTransaction]:
        return self._by_reference.get(folded(reference))

    def by_change(self) -> Recency[BankTransaction]:
        """Return every one, the oldest change first; not a copy."""
        return self._recent

    def modified_from(self, instant: dt.datetime) -> list[BankTransaction]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def add(self, transaction: BankTransaction) -> None:
        self._by_id[transaction.transaction_id] = transaction
        self._index(transaction)

    def change(self, transaction: BankTransaction, candidate: BankTransaction) -> None:
        """Let the transaction become what the candidate is, and find it under its new keys."""
        if transaction.reference:
            self._by_reference.remove(folded(transaction.reference), transaction)
        transaction.take_over(candidate)
        self._index(transaction)

    def _index(self, transaction: BankTransaction) -> None:
        if transaction.reference:
            self._by_reference.add(folded(transaction.reference), transaction)
        self._recent.touch(transaction.transaction_id, transaction)
