"""Why a linked transaction is refused."""

from typing import Final

from mock_xero.books.problems import Problem

SOURCE_LINE_MISMATCH: Final = Problem(
    "The SourceLineItemID and SourceTransactionID do not match"
)  # OpenAPI's example

# Invented
SOURCE_REQUIRED: Final = Problem("The SourceTransactionID and SourceLineItemID must be specified")
SOURCE_NOT_FOUND: Final = Problem("The SourceTransactionID must be that of a bill or of spent money")
SOURCE_ENDED: Final = Problem("The source transaction has been voided or deleted")
SOURCE_TAKEN: Final = Problem("The source line item is linked already")
SOURCE_FIXED: Final = Problem("The source of a linked transaction cannot be changed")
TARGET_NOT_FOUND: Final = Problem("The TargetTransactionID must be that of a sales invoice")
TARGET_ENDED: Final = Problem("The target transaction has been voided or deleted")
TARGET_REQUIRED: Final = Problem("A TargetLineItemID needs a TargetTransactionID")
TARGET_LINE_MISMATCH: Final = Problem("The TargetLineItemID and TargetTransactionID do not match")
CONTACT_MISMATCH: Final = Problem("The contact must be that of the target transaction")
ALREADY_BILLED: Final = Problem("A linked transaction that is billed or voided cannot be changed or deleted")
