"""Every message with which Xero refuses a manual journal. What facts §5.2 and Xero's own examples don't have
is invented, and stands below the line.
"""

from decimal import Decimal
from typing import Final

from mock_xero.books.problems import Problem


def unbalanced(debits: Decimal, credits_: Decimal) -> Problem:
    return Problem(f"The total debits ({debits:.2f}) must equal total credits ({credits_:.2f})")


# Invented: the refusal is documented or plausible, the words are not.
NARRATION_REQUIRED: Final = Problem("Narration must be specified")
TWO_LINES_REQUIRED: Final = Problem("A manual journal must contain at least two journal lines")
LINE_AMOUNT_REQUIRED: Final = Problem("Line amount must be specified")
NOT_VALID_FOR_CREATION: Final = Problem("Manual journal not of valid status for creation")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Manual journal not of valid status for modification")
NOT_FOUND: Final = Problem("An existing Manual Journal with the specified ManualJournalID could not be found")
