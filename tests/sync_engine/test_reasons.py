"""Whatever Xero says is one of a small set of reasons, and the documentation says the same as the engine."""

from pathlib import Path
from typing import Final

import pytest

from sync_engine.reasons import MEANINGS, Meaning, Reason, meaning_of, recognised

DOCUMENTATION: Final = Path(__file__).parents[2] / "docs" / "refusals.md"
NOT_BY_WORDS: Final = {
    Reason.VOIDED_IN_XERO,
    Reason.DELETED_IN_XERO,
    Reason.CHANGED_IN_XERO,
    Reason.BREAKS_XERO,
    Reason.UNKNOWN,
}
AUTHORISED: Final = "Payments can only be made against Authorised documents"
PERIOD: Final = "The document date cannot be before the period lock date, currently set at 30-Nov-2018"
YEAR: Final = "The document date cannot be before the end of year lock date, currently set at 30-Nov-2018"
VOID_HELD: Final = (
    "The status VOIDED cannot be applied to the invoice because it has payments "
    "or credit notes allocated to it."
)
EXCEEDS: Final = "Payment amount exceeds the amount outstanding on this document"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Invoice # must be unique.", Reason.NUMBER_TAKEN),
        (
            "The contact must be un-archived before creating new invoices or credit notes",
            Reason.CONTACT_ARCHIVED,
        ),
        ("The specified contact details matched an archived contact.", Reason.CONTACT_ARCHIVED),
        ("The contact name (the patient) is already assigned to another contact.", Reason.CONTACT_REFUSED),
        ("Account code '999' is not a valid code for this document.", Reason.ACCOUNT_MISSING),
        ("Account code 611 is not valid", Reason.ACCOUNT_MISSING),
        ("The account code or ID must be specified", Reason.ACCOUNT_MISSING),
        ("Account code '200' has been archived, or has been deleted.", Reason.ACCOUNT_ARCHIVED),
        ("Account type is invalid for making a payment to/from", Reason.ACCOUNT_NOT_FOR_PAYMENTS),
        ("The TaxType code 'INPUT' cannot be used with account code '630'.", Reason.TAX_RATE_UNFIT),
        (
            "The TaxType code NONE does not exist or cannot be used for this type of transaction.",
            Reason.TAX_RATE_UNFIT,
        ),
        (PERIOD, Reason.PERIOD_LOCKED),
        (f"{PERIOD} {YEAR}", Reason.YEAR_LOCKED),
        ("You have reached the limit of invoices you can approve", Reason.APPROVAL_LIMIT),
        (f"{AUTHORISED} {EXCEEDS}", Reason.ALREADY_PAID),
        (AUTHORISED, Reason.NOT_OPEN_FOR_PAYMENT),
        (EXCEEDS, Reason.OVERPAID),
        ("Payments within a batch cannot be deleted.", Reason.PAYMENT_HELD),
        ("Payment not of valid status for modification", Reason.PAYMENT_HELD),
        ("Invoice not of valid status for modification", Reason.LOCKED_BY_PAYMENT),
        (
            "This document cannot be edited as it has a payment or credit note allocated to it.",
            Reason.LOCKED_BY_PAYMENT,
        ),
        (VOID_HELD, Reason.LOCKED_BY_PAYMENT),
        ("An existing Invoice with the specified InvoiceID could not be found", Reason.NOT_FOUND_IN_XERO),
        ("You must specify an Invoice ID or Invoice Number for the payment", Reason.NOT_FOUND_IN_XERO),
        ("Organisation is not subscribed to currency EUR", Reason.CURRENCY_NOT_SUBSCRIBED),
        ("Invoices are not available in the Cashbook edition", Reason.EDITION_WITHOUT_INVOICES),
        ("The document total does not equal the sum of the lines.", Reason.WRONG_TOTAL),
        ("The invoice total does not equal the sum of the lines.", Reason.WRONG_TOTAL),
        ("Tax amount cannot be greater than the line amount", Reason.WRONG_TOTAL),
        ("One or more line items must be specified", Reason.INCOMPLETE),
        ("A validation exception occurred", Reason.UNKNOWN),
        ("", Reason.UNKNOWN),
    ],
)
def test_what_xero_says_is_recognised(words: str, reason: Reason) -> None:
    assert recognised(words) is reason


def test_capitals_make_no_difference() -> None:
    assert recognised("INVOICE # MUST BE UNIQUE") is Reason.NUMBER_TAKEN


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_it_means_and_what_to_do_in_sentences(reason: Reason) -> None:
    meaning = MEANINGS[reason]

    assert meaning.means.endswith(".")
    assert meaning.to_do.endswith(".")
    assert bool(meaning.sayings) is (reason not in NOT_BY_WORDS)


def test_a_code_that_the_table_does_not_have_speaks_for_itself() -> None:
    assert meaning_of("Something older.").means == "Something older."


def test_the_documentation_shows_the_table_as_it_is() -> None:
    shown = [
        line for line in DOCUMENTATION.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]

    rows = [row(reason, MEANINGS[reason]) for reason in Reason]

    assert [line for line in shown if not line.startswith("| `-")] == rows, "\n".join(rows)


def row(reason: Reason, meaning: Meaning) -> str:
    sayings = "; ".join(f"`{each}`" for each in meaning.sayings) or "(not by words)"
    return f"| `{reason.value}` | {meaning.means} | {meaning.to_do} | {sayings} |"
