"""What a bookkeeper or the clinic may do about a break: one sentence for each way in which books differ."""

from collections.abc import Mapping
from typing import Final

from harness.reconciliation.breaks import Break, BreakKind

ON_INVOICES: Final[Mapping[BreakKind, str]] = {
    BreakKind.MISSING_IN_XERO: (
        "Synchronise from the date of this invoice; if Xero refuses it, mend what it says and try again."
    ),
    BreakKind.UNKNOWN_TO_CLINIC: (
        "Find out who entered it in Xero; if it is no invoice of the clinic, void it there."
    ),
    BreakKind.DUPLICATED: "Keep one; take payments off the other in Xero and void it.",
    BreakKind.AMOUNT_DIFFERS: (
        "Compare the two invoices; correct the one in Xero, after taking off its payments if it has any."
    ),
    BreakKind.STATUS_DIFFERS: "Decide which side is right, and make the other one the same by hand.",
    BreakKind.MISALLOCATED: "Put the invoice on its own customer's contact in Xero.",
    BreakKind.OPEN_FOR_ACCOUNT_CREDIT: "Record it in Xero by hand: account credit is never sent there.",
}
ON_PAYMENTS: Final[Mapping[BreakKind, str]] = {
    BreakKind.MISSING_IN_XERO: (
        "Synchronise from the date of this payment, or record it in Xero by hand; not both."
    ),
    BreakKind.UNKNOWN_TO_CLINIC: (
        "Find out where the money came from: enter it in the clinic, or delete the payment in Xero."
    ),
    BreakKind.DUPLICATED: "Delete the further payment in Xero.",
    BreakKind.AMOUNT_DIFFERS: "Delete the payment in Xero and record it again with the clinic's amount.",
    BreakKind.STATUS_DIFFERS: "Correct the date of the payment in Xero: delete it there and record it again.",
    BreakKind.WRONG_ACCOUNT: (
        "Move it to the right account in Xero, and check which account the payment type is mapped to."
    ),
    BreakKind.MISALLOCATED: "Delete the payment in Xero and record it against the invoice that it paid.",
}
CONTACT_DOUBLED: Final = "Merge the two contacts in Xero: it is one customer."


def suggestion(told: Break) -> str:
    """Return what to do about a break."""
    if told.record.kind == "payment":
        return ON_PAYMENTS[told.kind]
    if told.kind is BreakKind.DUPLICATED and told.clinic:  # the invoice stands once, its customer twice
        return CONTACT_DOUBLED
    return ON_INVOICES[told.kind]
