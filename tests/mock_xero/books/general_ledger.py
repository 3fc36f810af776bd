"""The general ledger as a test reads it: balances by account code."""

from decimal import Decimal

from mock_xero.books import Books


def balances_by_code(books: Books) -> dict[str, Decimal]:
    codes = {account.account_id: account.code for account in books.accounts.all()}
    return {codes[account_id]: amount for account_id, amount in books.journal.balances().items()}


def standing(books: Books, *codes: str) -> list[str]:
    """What these accounts stand at, spelled out."""
    balances = balances_by_code(books)
    return [f"{balances.get(code, 0):.2f}" for code in codes]
