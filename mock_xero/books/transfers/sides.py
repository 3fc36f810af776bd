"""The two bank transactions as which a transfer appears too. There they can only be read."""

from dataclasses import replace

from mock_xero.books.banking.bank_transactions import (
    BankTransaction,
    BankTransactionStatus,
    BankTransactionType,
)
from mock_xero.books.books import Books
from mock_xero.books.contacts import Contact
from mock_xero.books.statuses import LineAmountTypes
from mock_xero.books.transfers.transfers import Transfer


def enter_sides(books: Books, transfer: Transfer) -> None:
    """Money spent at the one bank, and received at the other; nobody's, and posted by the transfer."""
    spent = _side(books, transfer)
    received = replace(
        spent,
        type=BankTransactionType.RECEIVE_TRANSFER,
        transaction_id=transfer.to_transaction_id,
        account=transfer.to_account,
        is_reconciled=transfer.to_is_reconciled,
    )
    for side in (spent, received):
        books.bank_transactions.add(side)


def delete_sides(books: Books, transfer: Transfer) -> None:
    for transaction_id in (transfer.from_transaction_id, transfer.to_transaction_id):
        side = books.bank_transactions.by_id(transaction_id)
        if side is not None:
            deleted = replace(side, status=BankTransactionStatus.DELETED, updated_at=transfer.updated_at)
            books.bank_transactions.change(side, deleted)


def _side(books: Books, transfer: Transfer) -> BankTransaction:
    return BankTransaction(
        type=BankTransactionType.SPEND_TRANSFER,
        contact=Contact(updated_at=transfer.updated_at),
        account=transfer.from_account,
        date=transfer.date,
        created_at=transfer.created_at,
        updated_at=transfer.updated_at,
        created_by=transfer.created_by,
        transaction_id=transfer.from_transaction_id,
        line_amount_types=LineAmountTypes.NO_TAX,
        reference=transfer.reference,
        currency=books.profile.base_currency,
        is_reconciled=transfer.from_is_reconciled,
        subtotal=transfer.amount,
        total=transfer.amount,
    )
