"""Every message with which Xero refuses what is asked of account credit (facts §5.2, §6.6).

Those above `Invented` were seen: in Xero's OpenAPI file, and in reports of integrators (xeroizer #320,
xero-php #251). Below it the refusal is documented or plausible, and the words are ours.
"""

from typing import Final

from mock_xero.books.credits.types import CreditKind
from mock_xero.books.problems import Problem

CREDIT_NOTE_NOT_FOUND: Final = Problem(
    "An existing Credit Note with the specified CreditNoteID could not be found"
)
INVOICE_PAID_OFF: Final = Problem("The invoice you are trying to allocate to have already been paid off")


def exceeds_outstanding(kind: CreditKind) -> Problem:
    """More than the invoice still owes."""
    return Problem(f"{kind.value} cannot be allocated as amount is greater than amount outstanding")


def exceeds_remaining(kind: CreditKind) -> Problem:
    """More than is left of the credit; of a credit note Xero says the same as of the invoice."""
    if kind is CreditKind.CREDIT_NOTE:
        return exceeds_outstanding(kind)
    return Problem(
        f"{kind.value} cannot be allocated as the allocation amount is greater than the amount remaining "
        f"on the {kind.value}"
    )


def wrong_invoice_type(kind: CreditKind) -> Problem:
    return Problem(f"{kind.value} cannot be allocated to an incorrect invoice type")


# Invented: the refusal is documented or plausible, the words are not.
TYPE_REQUIRED: Final = Problem("Credit note type must be specified")
NUMBER_NOT_UNIQUE: Final = Problem("Credit Note # must be unique.")
NUMBER_TOO_LONG: Final = Problem("Credit note number cannot be longer than 255 characters")
NOT_VALID_FOR_CREATION: Final = Problem("Credit Note not of valid status for creation")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Credit Note not of valid status for modification")
TOTAL_BELOW_ZERO: Final = Problem("Credit note with a total less than 0 cannot be saved, use an invoice")
VOID_WITH_ALLOCATIONS: Final = Problem(
    "The status VOIDED cannot be applied to the credit note because it has payments or allocations."
)
ALLOCATION_NEEDS_INVOICE: Final = Problem("An Invoice ID or Invoice Number must be specified to allocate to")
ALLOCATION_NOT_POSITIVE: Final = Problem("Allocation amount must be greater than zero")
ALLOCATION_NEEDS_AUTHORISED: Final = Problem("Credit can only be allocated to Authorised invoices")


def not_allocatable(kind: CreditKind) -> Problem:
    return Problem(f"{kind.value} not of valid status for allocation")


def wrong_contact(kind: CreditKind) -> Problem:
    return Problem(f"{kind.value} cannot be allocated to an invoice of another contact")
