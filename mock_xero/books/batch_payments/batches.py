"""Batch payments: what one is, and where to find it. A batch can only be deleted (facts §6.5)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from mock_xero.books.accounts import Account
from mock_xero.books.money import ZERO
from mock_xero.books.payments import Payment
from mock_xero.books.recency import Recency


class BatchType(Enum):
    PAYBATCH = "PAYBATCH"  # of bills
    RECBATCH = "RECBATCH"  # of sales invoices


class BatchStatus(Enum):
    AUTHORISED = "AUTHORISED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remittance:
    """What travels to the bank with a batch or a payment of it; which of it depends on the country."""

    reference: str | None = None
    particulars: str | None = None
    code: str | None = None
    details: str | None = None
    narrative: str | None = None
    bank_account_number: str | None = None

    def __deepcopy__(self, memo: dict[int, object]) -> "Remittance":
        return self  # immutable: a snapshot shares it


@dataclass(slots=True, eq=False, kw_only=True)
class BatchPayment:
    """Payments of sales invoices or of bills, never of both, and beside each what the bank is told of it."""

    batch_id: str
    type: BatchType
    account: Account
    date: dt.date
    remittance: Remittance
    payments: tuple[tuple[Payment, Remittance], ...]
    created_by: str | None
    updated_at: dt.datetime
    status: BatchStatus = BatchStatus.AUTHORISED

    @property
    def stands(self) -> bool:
        return self.status is BatchStatus.AUTHORISED

    @property
    def total(self) -> Decimal:
        return sum((payment.amount for payment, _ in self.payments), ZERO)

    @property
    def is_reconciled(self) -> bool:
        return all(payment.is_reconciled for payment, _ in self.payments)


class BatchPayments:
    """All batches, deleted ones too."""

    def __init__(self) -> None:
        self._by_id: dict[str, BatchPayment] = {}
        self._recent: Recency[BatchPayment] = Recency()

    def all(self) -> list[BatchPayment]:
        """Return every batch, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, batch_id: str) -> BatchPayment | None:
        return self._by_id.get(batch_id)

    def by_change(self) -> Recency[BatchPayment]:
        """Return every one, the oldest change first; not a copy."""
        return self._recent

    def modified_from(self, instant: dt.datetime) -> list[BatchPayment]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def keep(self, batch: BatchPayment) -> None:
        """Enter the batch, or note that it has changed."""
        self._by_id[batch.batch_id] = batch
        self._recent.touch(batch.batch_id, batch)
