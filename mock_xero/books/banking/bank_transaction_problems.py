"""Every message with which Xero refuses a bank transaction of its own accord.

The first was seen by several integrators. Below `Invented` the refusal is documented, the words are ours.
"""

from typing import Final

from mock_xero.books.problems import Problem

RECONCILED: Final = Problem(
    "This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement."
)

# Invented: the refusal is documented or plausible, the words are not.
TYPE_REQUIRED: Final = Problem("Bank transaction type must be specified")
TYPE_FIXED: Final = Problem("The type of a bank transaction cannot be changed")
TRANSFER: Final = Problem("Transfers can only be created and deleted through the BankTransfers endpoint")
NOT_FOUND: Final = Problem(
    "An existing Bank Transaction with the specified BankTransactionID could not be found"
)
BANK_ACCOUNT_REQUIRED: Final = Problem("A bank account must be specified for this type of transaction")
NOT_A_BANK_ACCOUNT: Final = Problem("The specified account is not a bank account")
NOT_VALID_FOR_CREATION: Final = Problem("Bank Transaction not of valid status for creation")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Bank Transaction not of valid status for modification")
TOTAL_NOT_POSITIVE: Final = Problem("The total of a bank transaction must be greater than zero")
OVERPAYMENT_TAXED: Final = Problem("LineAmountTypes of an overpayment must be NoTax")
OVERPAYMENT_LINES: Final = Problem("An overpayment must have exactly one line item")
