"""Every message with which Xero refuses a deed, word for word (facts §5.2, §5.3, §5.7, §6.2, §7.1).

The texts below the line `Invented` are not published anywhere: the refusal is documented, its words are ours.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a deed is refused (or, as a warning, done differently), in Xero's words."""

    message: str


CONTACT_REQUIRED: Final = Problem("A Contact must be specified for this type of transaction")
CONTACT_UNIDENTIFIED: Final = Problem(
    "The Contact must contain at least 1 of the following elements to identify the contact: "
    "Name, ContactID, ContactNumber"
)
CONTACT_ARCHIVED_FOR_DOCUMENT: Final = Problem(
    "The contact with the specified contact details has been archived. "
    "The contact must be un-archived before creating new invoices or credit notes"
)
CONTACT_ARCHIVED: Final = Problem(
    "The specified contact details matched an archived contact. "
    "Archived contacts cannot currently be edited via the API."
)
ACCOUNT_NUMBER_EXISTS: Final = Problem(
    "The Account Number already exists. Please enter a different Account Number."
)
LINES_REQUIRED: Final = Problem("One or more line items must be specified")
ACCOUNT_CODE_REQUIRED: Final = Problem("Account code must be specified")
ACCOUNT_REQUIRED: Final = Problem("The account code or ID must be specified")
NUMBER_NOT_UNIQUE: Final = Problem("Invoice # must be unique.")
TOTAL_DISAGREES: Final = Problem("The document total does not equal the sum of the lines.")
TAX_ABOVE_LINE: Final = Problem("Tax amount cannot be greater than the line amount")
NOT_VALID_FOR_CREATION: Final = Problem("Invoice not of valid status for creation")
NOT_VALID_FOR_MODIFICATION: Final = Problem("Invoice not of valid status for modification")
APPROVALS_USED_UP: Final = Problem("You have reached the limit of invoices you can approve")
LINE_UNNAMED: Final = Problem("To update fields on a paid invoice line item, you must supply a LineItemID")
INVOICE_NOT_FOUND: Final = Problem("An existing Invoice with the specified InvoiceID could not be found")
DOCUMENT_NOT_FOUND: Final = Problem("The document with the supplied id was not found for this endpoint.")
VOID_WITH_PAYMENTS: Final = Problem(
    "The status VOIDED cannot be applied to the invoice because it has payments "
    "or credit notes allocated to it."
)
EDIT_WITH_PAYMENTS: Final = Problem(
    "This document cannot be edited as it has a payment or credit note allocated to it."
)
PAYMENT_EXCEEDS_DUE: Final = Problem("Payment amount exceeds the amount outstanding on this document")
PAYMENT_NEEDS_AUTHORISED: Final = Problem("Payments can only be made against Authorised documents")
PAYMENT_NEEDS_INVOICE: Final = Problem("You must specify an Invoice ID or Invoice Number for the payment")
PAYMENT_ACCOUNT_TYPE: Final = Problem("Account type is invalid for making a payment to/from")
PAYMENT_NOT_MODIFIABLE: Final = Problem("Payment not of valid status for modification")
PAYMENT_IN_BATCH: Final = Problem("Payments within a batch cannot be deleted.")
ONLY_STATUS: Final = Problem("Only Status accepted for updates.")

# Invented: the refusal is documented or plausible, the words are not (facts §11.15).
DUE_DATE_REQUIRED: Final = Problem("Invoice due date must be specified")
TYPE_REQUIRED: Final = Problem("Invoice type must be specified")
DESCRIPTION_REQUIRED: Final = Problem("Line item description must be specified")
DESCRIPTION_TOO_LONG: Final = Problem("Line item description cannot be longer than 4000 characters")
AMOUNTS_REQUIRED: Final = Problem("Line item quantity and unit amount must be specified")
NUMBER_TOO_LONG: Final = Problem("Invoice number cannot be longer than 255 characters")
TOTAL_BELOW_ZERO: Final = Problem("Invoice with a total less than 0 cannot be saved, use a credit note")
LINE_AMOUNT_TOO_LARGE: Final = Problem("Line amount cannot be greater than 9,999,999,999.99")
PAYMENT_OF_TWO_DOCUMENTS: Final = Problem(
    "A payment can be made against only one of Invoice, CreditNote, Prepayment and Overpayment"
)
AMOUNT_NOT_POSITIVE: Final = Problem("Payment amount must be greater than zero")
PAYMENT_RECONCILED: Final = Problem("A reconciled payment cannot be deleted")
CONTACT_NAME_REQUIRED: Final = Problem("The contact name must be specified")
CONTACT_FIELD_TOO_LONG: Final = Problem("A field of the contact is longer than allowed")
CONTACT_NUMBER_EXISTS: Final = Problem(
    "The Contact Number already exists. Please enter a different Contact Number."
)
EMAIL_INVALID: Final = Problem("Email address must be valid.")
CONTACT_NOT_FOUND: Final = Problem("The contact could not be found")


def name_taken(name: str) -> Problem:
    return Problem(
        f"The contact name {name} is already assigned to another contact. "
        "The contact name must be unique across all active contacts."
    )


def account_code_invalid(code: str) -> Problem:
    return Problem(f"Account code '{code}' is not a valid code for this document.")


def account_archived(code: str) -> Problem:
    return Problem(
        f"Account code '{code}' has been archived, or has been deleted. "
        "Each line item must reference a valid account."
    )


def account_code_removed(code: str) -> Problem:
    """A warning: the draft is saved, its line has lost its account."""
    return Problem(f"Account code '{code}' has been removed as it does not match a recognised account.")


def tax_type_unknown(tax_type: str) -> Problem:
    return Problem(
        f"The TaxType code {tax_type} does not exist or cannot be used for this type of transaction."
    )


def tax_type_unfit(tax_type: str, code: str) -> Problem:
    return Problem(f"The TaxType code '{tax_type}' cannot be used with account code '{code}'.")


def currency_unsubscribed(currency: str) -> Problem:
    return Problem(f"Organisation is not subscribed to currency {currency}")


def line_total_disagrees(said: object, expected: object) -> Problem:
    """Invented in detail: facts §5.4 has the refusal only."""
    return Problem(f"The line total {said} does not match the expected line total {expected}")


def dated_in_lock(what: str, lock: str, until: date) -> Problem:
    """`what` is document or payment; `lock` is period or end of year (facts §5.7)."""
    day = f"{until.day:02d}-{_MONTHS[until.month - 1]}-{until.year}"
    return Problem(f"The {what} date cannot be before the {lock} lock date, currently set at {day}")


def edited_in_lock(lock: str) -> Problem:
    return Problem(f"The document cannot be edited as it is currently dated before the {lock} lock date")


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
