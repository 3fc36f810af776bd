"""Every message with which Xero refuses a batch payment, beside those of the payments in it (facts §6.2).

The rules are documented, the words are not: all are invented.
"""

from typing import Final

from mock_xero.books.problems import Problem

PAYMENTS_REQUIRED: Final = Problem("A batch payment must contain at least one payment")
MIXED: Final = Problem("A batch payment cannot contain both sales invoices and bills")
FOREIGN_CURRENCY: Final = Problem("Batch payments can only be made in the organisation's base currency")
TEXT_TOO_LONG: Final = Problem("A reference of the batch payment is longer than allowed")
ONLY_DELETED: Final = Problem("Batch payments can only be updated to a status of DELETED")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Batch payment not of valid status for modification")
NOT_FOUND: Final = Problem("An existing Batch Payment with the specified BatchPaymentID could not be found")
