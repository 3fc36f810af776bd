"""Documents whose lines can be charged to a customer, and how far they are: bills and money spent."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from mock_xero.books.banking.bank_transactions import BankTransactionType
from mock_xero.books.books import Books
from mock_xero.books.statuses import ENDED, POSTED, InvoiceStatus, InvoiceType


class Stage(Enum):
    OPEN = "open"  # a draft, or waiting for approval
    APPROVED = "approved"
    ENDED = "ended"  # voided or deleted


@dataclass(frozen=True, slots=True)
class Source:
    type_code: str
    stage: Stage
    line_item_ids: frozenset[str]


def stage_of(status: InvoiceStatus) -> Stage:
    if status in ENDED:
        return Stage.ENDED
    return Stage.APPROVED if status in POSTED else Stage.OPEN


def _bill(books: Books, transaction_id: str) -> Source | None:
    bill = books.invoices.by_id(transaction_id)
    if bill is None or bill.type is not InvoiceType.ACCPAY:
        return None
    lines = frozenset(line.line_item_id for line in bill.lines)
    return Source(bill.type.value, stage_of(bill.status), lines)


def _spending(books: Books, transaction_id: str) -> Source | None:
    spent = books.bank_transactions.by_id(transaction_id)
    if spent is None or spent.type is not BankTransactionType.SPEND:
        return None
    lines = frozenset(line.line_item_id for line in spent.lines)
    return Source(spent.type.value, Stage.APPROVED if spent.stands else Stage.ENDED, lines)


_KINDS: Final[tuple[Callable[[Books, str], Source | None], ...]] = (_bill, _spending)


def source(books: Books, transaction_id: str) -> Source | None:
    """Return what the id stands for, if its lines can be charged on."""
    found = (kind(books, transaction_id) for kind in _KINDS)
    return next((each for each in found if each is not None), None)
