"""Account credit: money received in advance or in excess, credit notes, and how either is set off."""

from typing import Final

from tests.contract.stories.sales import CONSULTATION, INVOICED
from tests.contract.stories.telling import DAY, Json, Stories, Story, after, along, asking, both

_ADA: Final[Json] = {"Name": "Ada Byron"}
_BANK: Final[Json] = {"Code": "090"}
_EXCESS: Final[Json] = {"Description": "Paid too much", "Quantity": 1.0, "UnitAmount": 80.0}
_COFFEE: Final[Json] = {**_EXCESS, "Description": "Coffee", "AccountCode": "429"}
_ALLOCATION: Final[Json] = {"Amount": 30.0, "Date": DAY, "Invoice": {"InvoiceID": "{InvoiceID}"}}


def _banked(kind: str, line: Json, **said: str) -> Json:
    body = {
        "Type": kind,
        "Contact": _ADA,
        "BankAccount": _BANK,
        "Date": DAY,
        "LineItems": [line],
        **said,
    }
    return {"BankTransactions": [body]}


_BANKED: Final = "BankTransactions"
SPENT: Final = asking("PUT", _BANKED, json=_banked("SPEND", _COFFEE))
OVERPAID: Final = asking(
    "PUT", _BANKED, json=_banked("RECEIVE-OVERPAYMENT", _EXCESS, LineAmountTypes="NoTax")
)
PREPAID: Final = asking("PUT", _BANKED, json=_banked("RECEIVE-PREPAYMENT", CONSULTATION))
CREDITED: Final = asking(
    "PUT",
    "CreditNotes",
    json={
        "CreditNotes": [
            {
                "Type": "ACCRECCREDIT",
                "Status": "AUTHORISED",
                "Contact": _ADA,
                "Date": DAY,
                "LineItems": [CONSULTATION],
            }
        ]
    },
)


def _allocated(credit: Story, path: str) -> Story:
    body = {"Allocations": [_ALLOCATION]}
    return along(both(credit, INVOICED), "PUT", f"{path}/Allocations", json=body)


_OVERPAYMENT: Final = "Overpayments/{OverpaymentID}"
_PREPAYMENT: Final = "Prepayments/{PrepaymentID}"
_CREDIT_NOTE: Final = "CreditNotes/{CreditNoteID}"
_OVERPAYMENT_ALLOCATED: Final = _allocated(OVERPAID, _OVERPAYMENT)
_PREPAYMENT_ALLOCATED: Final = _allocated(PREPAID, _PREPAYMENT)
_CREDIT_NOTE_ALLOCATED: Final = _allocated(CREDITED, _CREDIT_NOTE)
_REMOVED: Final = "/Allocations/{AllocationID}"

STORIES: Final[Stories] = {
    "createBankTransactions": SPENT,
    "updateOrCreateBankTransactions": after(
        SPENT,
        "POST",
        "BankTransactions",
        json=_banked("SPEND", _COFFEE, BankTransactionID="{BankTransactionID}", Reference="till"),
    ),
    "getBankTransactions": after(SPENT, "GET", "BankTransactions", params={"page": 1}),
    "getBankTransaction": after(OVERPAID, "GET", "BankTransactions/{BankTransactionID}"),
    "updateBankTransaction": after(
        SPENT,
        "POST",
        "BankTransactions/{BankTransactionID}",
        json=_banked("SPEND", _COFFEE, Reference="till"),
    ),
    "createCreditNotes": CREDITED,
    "updateOrCreateCreditNotes": after(
        CREDITED,
        "POST",
        "CreditNotes",
        json={"CreditNotes": [{"CreditNoteID": "{CreditNoteID}", "Reference": "sorry"}]},
    ),
    "getCreditNotes": after(_CREDIT_NOTE_ALLOCATED, "GET", "CreditNotes", params={"page": 1}),
    "getCreditNote": after(_CREDIT_NOTE_ALLOCATED, "GET", _CREDIT_NOTE),
    "updateCreditNote": after(CREDITED, "POST", _CREDIT_NOTE, json={"CreditNotes": [{"Reference": "sorry"}]}),
    "createCreditNoteAllocation": _CREDIT_NOTE_ALLOCATED,
    "deleteCreditNoteAllocations": after(_CREDIT_NOTE_ALLOCATED, "DELETE", _CREDIT_NOTE + _REMOVED),
    "getOverpayments": after(_OVERPAYMENT_ALLOCATED, "GET", "Overpayments", params={"page": 1}),
    "getOverpayment": after(_OVERPAYMENT_ALLOCATED, "GET", _OVERPAYMENT),
    "createOverpaymentAllocations": _OVERPAYMENT_ALLOCATED,
    "deleteOverpaymentAllocations": after(_OVERPAYMENT_ALLOCATED, "DELETE", _OVERPAYMENT + _REMOVED),
    "getPrepayments": after(_PREPAYMENT_ALLOCATED, "GET", "Prepayments", params={"page": 1}),
    "getPrepayment": after(_PREPAYMENT_ALLOCATED, "GET", _PREPAYMENT),
    "createPrepaymentAllocations": _PREPAYMENT_ALLOCATED,
    "deletePrepaymentAllocations": after(_PREPAYMENT_ALLOCATED, "DELETE", _PREPAYMENT + _REMOVED),
}
