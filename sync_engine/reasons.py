"""Why a document waits for a person: one small table (docs/refusals.md shows it to people, word for word).

A reason is its code; beside it stand what it means, what to do, and the sayings by which it is recognised in
Xero's words (facts §5, §6, §7). Whatever Xero may say, it is one of these: `unknown` if no saying fits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GAP: Final = " ... "  # in a saying: anything may stand here


class Reason(StrEnum):
    """The codes, in the order in which their sayings are looked for."""

    NUMBER_TAKEN = "number taken"
    CONTACT_ARCHIVED = "contact archived"
    CONTACT_REFUSED = "contact refused"
    ACCOUNT_ARCHIVED = "account archived"
    ACCOUNT_NOT_FOR_PAYMENTS = "account not for payments"
    ACCOUNT_MISSING = "account missing"
    TAX_RATE_UNFIT = "tax rate unfit"
    YEAR_LOCKED = "year locked"
    PERIOD_LOCKED = "period locked"
    APPROVAL_LIMIT = "approval limit"
    ALREADY_PAID = "already paid"
    NOT_OPEN_FOR_PAYMENT = "not open for payment"
    OVERPAID = "overpaid"
    PAYMENT_HELD = "payment held"
    LOCKED_BY_PAYMENT = "locked by payment"
    VOIDED_IN_XERO = "voided in Xero"
    DELETED_IN_XERO = "deleted in Xero"
    CHANGED_IN_XERO = "changed in Xero"
    NOT_FOUND_IN_XERO = "not found in Xero"
    CURRENCY_NOT_SUBSCRIBED = "currency not subscribed"
    EDITION_WITHOUT_INVOICES = "edition without invoices"
    WRONG_TOTAL = "wrong total"
    INCOMPLETE = "incomplete"
    BREAKS_XERO = "breaks Xero"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a person is told of a reason; `sayings` are pieces of Xero's sentences, any of which will do."""

    means: str
    to_do: str
    sayings: tuple[str, ...] = ()


MEANINGS: Final[Mapping[Reason, Meaning]] = {
    Reason.NUMBER_TAKEN: Meaning(
        "Another invoice in Xero has this number.",
        "In Xero, give the other invoice another number (a deleted or voided one keeps its number too), "
        "then try again.",
        ("Invoice # must be unique",),
    ),
    Reason.CONTACT_ARCHIVED: Meaning(
        "The patient's contact is archived in Xero.",
        "In Xero, open Contacts, Archived, and restore the contact; then try again.",
        ("contact must be un-archived", "matched an archived contact"),
    ),
    Reason.CONTACT_REFUSED: Meaning(
        "Xero does not take the contact as it would be written: a name, number or address is in use or not "
        "valid.",
        "In Xero, change the other contact that uses it, or correct it in the clinic; then try again.",
        (
            "already assigned to another contact",
            "Account Number already exists",
            "Contact Number already exists",
            "Email address",
            "contact could not be found",
        ),
    ),
    Reason.ACCOUNT_ARCHIVED: Meaning(
        "The account for an item of this invoice is archived or deleted in Xero.",
        "In Xero, restore the account; or choose another one on Edit your integration with Xero. "
        "Then try again.",
        ("has been archived, or has been deleted",),
    ),
    Reason.ACCOUNT_NOT_FOR_PAYMENTS: Meaning(
        "The account for this type of payment takes no payments in Xero.",
        "In Xero, switch on Enable payments to this account; or choose another one on Edit your integration "
        "with Xero. Then try again.",
        ("Account type is invalid for making a payment",),
    ),
    Reason.ACCOUNT_MISSING: Meaning(
        "Xero does not have the account, or it may not be used here.",
        "Choose another account on Edit your integration with Xero, or set it up in Xero; then try again.",
        (
            "Account code ... is not a valid",
            "Account code ... is not valid",
            "does not match a recognised account",
            "Account code must be specified",
            "account code or ID must be specified",
            "Account is not found",
        ),
    ),
    Reason.TAX_RATE_UNFIT: Meaning(
        "The tax rate does not fit the account, or Xero does not have it any more.",
        "Choose another tax rate for tax-exempt revenue on Edit your integration with Xero, or mend the "
        "account's tax rate in Xero; then try again.",
        ("TaxType code",),
    ),
    Reason.YEAR_LOCKED: Meaning(
        "The date lies in a financial year that is locked in Xero.",
        "Ask the accountant to move the lock date for all users back in Xero; then try again.",
        ("end of year lock date",),
    ),
    Reason.PERIOD_LOCKED: Meaning(
        "The date lies in a period that is locked in Xero.",
        "Ask the bookkeeper to move the lock date back in Xero (Accounting, Advanced, Lock dates); "
        "then try again.",
        ("period lock date",),
    ),
    Reason.APPROVAL_LIMIT: Meaning(
        "The Xero plan allows no more invoices for now.",
        "In Xero, change to a larger plan, or wait until the plan's month is over; then try again.",
        ("limit of invoices you can approve",),
    ),
    Reason.ALREADY_PAID: Meaning(
        "The invoice is already paid in Xero by other money than this payment.",
        "If somebody recorded this payment in Xero by hand, nothing is missing there. To let this one in, "
        "remove the other one in Xero and try again; else delete this one in the clinic.",
        ("only be made against Authorised documents ... exceeds the amount outstanding",),
    ),
    Reason.NOT_OPEN_FOR_PAYMENT: Meaning(
        "The invoice takes no payments in Xero: it was voided, deleted or set back to a draft there.",
        "If it is a draft in Xero, approve it and try again. If it was voided, delete the invoice in the "
        "clinic, or record the payment in Xero by hand where it belongs.",
        ("only be made against Authorised documents",),
    ),
    Reason.OVERPAID: Meaning(
        "The payment is more than what is still open on the invoice in Xero.",
        "Look in Xero what has been paid or credited already. Remove what is there twice and try again, or "
        "correct the payment in the clinic.",
        ("exceeds the amount outstanding", "have already been paid off"),
    ),
    Reason.PAYMENT_HELD: Meaning(
        "The payment can't be taken back: in Xero it belongs to a batch or is reconciled.",
        "In Xero, take it out of the batch or unreconcile it; then try again.",
        (
            "within a batch cannot be deleted",
            "reconciled payment cannot be deleted",
            "Payment not of valid status",
        ),
    ),
    Reason.LOCKED_BY_PAYMENT: Meaning(
        "The invoice has a payment or credit in Xero and can't be changed there any more.",
        "Make the change in Xero by hand; or take the payment off the invoice, try again, and record the "
        "payment anew.",
        (
            "payment or credit note allocated",
            "payments or credit notes allocated",
            "payment allocated to it",
            "To update fields on a paid invoice",
            "not of valid status for modification",
        ),
    ),
    Reason.VOIDED_IN_XERO: Meaning(
        "The invoice was voided in Xero by a person; the sync does not undo that.",
        "If it should not stand, delete it in the clinic too. If it should, write a new invoice.",
    ),
    Reason.DELETED_IN_XERO: Meaning(
        "The payment was deleted in Xero by a person; the sync does not undo that.",
        "If it should not stand, delete it in the clinic too. If it should, record it in the clinic anew.",
    ),
    Reason.CHANGED_IN_XERO: Meaning(
        "While nobody knew whether it had arrived, a person changed the document in Xero, or entered this "
        "payment there by hand; the sync leaves that as it is.",
        "Look at it in Xero. If the payment there is this one, delete it in the clinic or leave it; if it is "
        "another one, try again. A changed invoice is put right in Xero by hand.",
    ),
    Reason.NOT_FOUND_IN_XERO: Meaning(
        "Xero does not find the document any more that this one belongs to.",
        "Look for the invoice in Xero. If it is there, try again; else write a new one in the clinic.",
        (
            "InvoiceID could not be found",
            "supplied id was not found",
            "specify an Invoice ID or Invoice Number",
        ),
    ),
    Reason.CURRENCY_NOT_SUBSCRIBED: Meaning(
        "The organisation in Xero does not use this currency.",
        "In Xero, add the currency (this may need a larger plan); then try again.",
        ("not subscribed to currency",),
    ),
    Reason.EDITION_WITHOUT_INVOICES: Meaning(
        "This edition of Xero (Cashbook or Ledger) takes no invoices.",
        "In Xero, change to a plan with invoicing, or connect another organisation; then try again.",
        ("Cashbook", "Ledger edition", "Ledger organisation"),
    ),
    Reason.WRONG_TOTAL: Meaning(
        "Xero finds that the amounts do not add up.",
        "Open the document in the clinic, look at quantities, discounts and tax, and save it; it tries again "
        "by itself.",
        (
            "does not equal the sum of the lines",
            "does not match the expected line total",
            "Tax amount cannot be greater",
            "total less than 0",
            "amount must be greater than zero",
        ),
    ),
    Reason.INCOMPLETE: Meaning(
        "Something that Xero asks for is missing in the document, or is too long.",
        "Open the invoice in the clinic, complete it and save it; it tries again by itself.",
        (
            "must be specified",
            "must contain at least",
            "cannot be longer than",
            "longer than allowed",
            "Line amount cannot be",
        ),
    ),
    Reason.BREAKS_XERO: Meaning(
        "Xero breaks off with an error each time it is given this document, and takes others.",
        "Open the invoice in the clinic, look for anything unusual in its texts and amounts, and save it; it "
        "tries again by itself. Else ask Xero's support.",
    ),
    Reason.UNKNOWN: Meaning(
        "Xero refused it for a reason that is not in our list.",
        "Read what Xero says and remove the cause; then try again. Xero's support knows more.",
    ),
}


def recognised(words: str) -> Reason:
    """Return the reason that Xero's words mean."""
    said = words.casefold()
    found = (each for each, meaning in MEANINGS.items() if any(_says(said, one) for one in meaning.sayings))
    return next(found, Reason.UNKNOWN)


def meaning_of(code: str) -> Meaning:
    """Return what a stored code means; of a code that the table does not have, the code itself."""
    known = code in MEANINGS
    return MEANINGS[Reason(code)] if known else Meaning(code, MEANINGS[Reason.UNKNOWN].to_do)


def _says(said: str, saying: str) -> bool:
    """Whether the pieces of a saying occur, one after the other."""
    place = 0
    for piece in saying.casefold().split(GAP):
        place = said.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True
