"""Why a template is refused. The words are ours, but for the one that a payment shares."""

from typing import Final

from mock_xero.books.problems import Problem

# Invented
SCHEDULE_REQUIRED: Final = Problem(
    "A schedule with period, unit, due date, due date type and start date is required"
)
PERIOD_INVALID: Final = Problem("The period of a schedule must be between 1 and 99")
DUE_DATE_INVALID: Final = Problem("The due date of a schedule must be between 0 and 365, or a day of a month")
ENDS_TOO_EARLY: Final = Problem("The end date of a schedule cannot be before its start date")
STARTS_TOO_EARLY: Final = Problem("The start date of a schedule cannot be more than a year ago")
NOT_VALID_FOR_CREATION: Final = Problem("Repeating invoice not of valid status for creation")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Repeating invoice not of valid status for modification")
