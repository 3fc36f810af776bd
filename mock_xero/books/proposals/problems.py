"""Why a quote is refused. The refusals follow from OpenAPI's limits and statuses; the words are ours."""

from typing import Final

from mock_xero.books.problems import Problem

# Invented, after those of invoices.
NOT_VALID_FOR_CREATION: Final = Problem("Quote not of valid status for creation")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Quote not of valid status for modification")
NUMBER_NOT_UNIQUE: Final = Problem("Quote # must be unique.")
EXPIRES_TOO_EARLY: Final = Problem("The expiry date cannot be before the date of the quote")


def too_long(member: str, most: int) -> Problem:
    return Problem(f"The {member} of a quote cannot be longer than {most} characters")
