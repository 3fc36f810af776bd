"""Every message with which Xero refuses a bank transfer. The rules are published, the words are invented."""

from typing import Final

from mock_xero.books.problems import Problem

FROM_REQUIRED: Final = Problem("A FromBankAccount must be specified")
TO_REQUIRED: Final = Problem("A ToBankAccount must be specified")
SAME_ACCOUNT: Final = Problem("The FromBankAccount and the ToBankAccount must be different accounts")
AMOUNT_NOT_POSITIVE: Final = Problem("The transfer amount must be greater than zero")
AMOUNT_TOO_LARGE: Final = Problem("The transfer amount cannot be greater than 9,999,999,999.99")
ONLY_DELETED: Final = Problem("Bank transfers can only be updated to a status of DELETED")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Bank transfer not of valid status for modification")
NOT_FOUND: Final = Problem("An existing Bank Transfer with the specified BankTransferID could not be found")


def no_bank_account(said: str) -> Problem:
    return Problem(f"'{said}' is not an active bank account")
