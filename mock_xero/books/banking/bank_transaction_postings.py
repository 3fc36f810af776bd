"""Bank transactions in double entry: which accounts they debit and credit. Pure."""

from collections.abc import Iterator

from mock_xero.books.accounts import Account, Accounts
from mock_xero.books.banking.bank_transactions import BankTransaction
from mock_xero.books.credits.postings import of_money_in_advance, source_of_credit
from mock_xero.books.journal import Posting, Source, SourceType
from mock_xero.books.postings import of_lines


def source_of_bank_transaction(transaction: BankTransaction) -> Source:
    """Money in advance is posted under the name of its credit."""
    if transaction.credit is not None:
        return source_of_credit(transaction.credit)
    kind = SourceType.CASHREC if transaction.type.receives else SourceType.CASHPAID
    return Source(kind, transaction.transaction_id)


def of_bank_transaction(transaction: BankTransaction, bank: Account, accounts: Accounts) -> Iterator[Posting]:
    """Money received debits the bank and credits what it was for; money spent is the opposite."""
    if transaction.credit is not None:
        yield from of_money_in_advance(transaction.credit, bank, accounts)
        return
    sign = 1 if transaction.type.receives else -1
    yield Posting(bank.account_id, sign * transaction.total)
    yield from of_lines(transaction.lines, transaction.line_amount_types, -sign, accounts)
