"""Bank transfers: what one is, and where to find it. A transfer can only be deleted."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from mock_xero.books.accounts import Account
from mock_xero.books.catalogue.tracking import Tracked
from mock_xero.books.recency import Recency


class TransferStatus(Enum):
    AUTHORISED = "AUTHORISED"
    DELETED = "DELETED"


@dataclass(slots=True, eq=False, kw_only=True)
class Transfer:
    """Money from one bank account to another, and the two bank transactions that Xero shows for it."""

    transfer_id: str
    from_transaction_id: str
    to_transaction_id: str
    from_account: Account
    to_account: Account
    amount: Decimal
    date: dt.date
    reference: str | None
    from_is_reconciled: bool
    to_is_reconciled: bool
    created_by: str | None
    created_at: dt.datetime
    updated_at: dt.datetime
    from_tracking: tuple[Tracked, ...] = ()
    to_tracking: tuple[Tracked, ...] = ()
    status: TransferStatus = TransferStatus.AUTHORISED
    has_attachments: bool = False

    @property
    def stands(self) -> bool:
        return self.status is TransferStatus.AUTHORISED


class Transfers:
    """All transfers, deleted ones too."""

    def __init__(self) -> None:
        self._by_id: dict[str, Transfer] = {}
        self._recent: Recency[Transfer] = Recency()

    def all(self) -> list[Transfer]:
        """Return every transfer, in the order of creation."""
        return list(self._by_id.values())

    def by_id(self, transfer_id: str) -> Transfer | None:
        return self._by_id.get(transfer_id)

    def modified_from(self, instant: dt.datetime) -> list[Transfer]:
        """Return what was last changed at the instant or later."""
        return self._recent.since(instant)

    def keep(self, transfer: Transfer) -> None:
        """Enter the transfer, or note that it has changed."""
        self._by_id[transfer.transfer_id] = transfer
        self._recent.touch(transfer.transfer_id, transfer)
