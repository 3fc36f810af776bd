"""The general ledger: batch payments, transfers, journals by hand, all journals, and the reports."""

from typing import Final

from tests.contract.stories.sales import INVOICED, PAID
from tests.contract.stories.telling import DAY, Json, Stories, after, asking

_DELETED: Final[Json] = {"Status": "DELETED"}
BATCHED: Final = after(
    INVOICED,
    "PUT",
    "BatchPayments",
    json={
        "BatchPayments": [
            {
                "Account": {"Code": "090"},
                "Date": DAY,
                "Reference": "week 9",
                "Payments": [{"Invoice": {"InvoiceID": "{InvoiceID}"}, "Amount": 120.0}],
            }
        ]
    },
)
_TRANSFER: Final[Json] = {
    "FromBankAccount": {"Code": "090"},
    "ToBankAccount": {"Code": "091"},
    "Amount": 50.0,
    "Date": DAY,
}
TRANSFERRED: Final = asking("PUT", "BankTransfers", json={"BankTransfers": [_TRANSFER]})
_ACCRUAL: Final[Json] = {
    "Narration": "Accrual",
    "Date": DAY,
    "JournalLines": [
        {"LineAmount": 100.0, "AccountCode": "400"},
        {"LineAmount": -100.0, "AccountCode": "850"},
    ],
}
JOURNALLED: Final = asking("PUT", "ManualJournals", json={"ManualJournals": [_ACCRUAL]})
_REPORTS: Final = "Reports"

STORIES: Final[Stories] = {
    "createBatchPayment": BATCHED,
    "getBatchPayments": after(BATCHED, "GET", "BatchPayments"),
    "getBatchPayment": after(BATCHED, "GET", "BatchPayments/{BatchPaymentID}"),
    "deleteBatchPayment": after(
        BATCHED, "POST", "BatchPayments", json={"BatchPaymentID": "{BatchPaymentID}", **_DELETED}
    ),
    "deleteBatchPaymentByUrlParam": after(BATCHED, "POST", "BatchPayments/{BatchPaymentID}", json=_DELETED),
    "createBankTransfer": TRANSFERRED,
    "getBankTransfers": after(TRANSFERRED, "GET", "BankTransfers"),
    "getBankTransfer": after(TRANSFERRED, "GET", "BankTransfers/{BankTransferID}"),
    "deleteBankTransfers": after(
        TRANSFERRED,
        "POST",
        "BankTransfers",
        json={"BankTransfers": [{"BankTransferID": "{BankTransferID}", **_DELETED}]},
    ),
    "deleteBankTransfer": after(TRANSFERRED, "POST", "BankTransfers/{BankTransferID}", json=_DELETED),
    "getJournals": after(PAID, "GET", "Journals"),
    "getJournal": after(after(PAID, "GET", "Journals"), "GET", "Journals/{JournalID}"),
    "getJournalByNumber": after(after(PAID, "GET", "Journals"), "GET", "Journals/{JournalNumber}"),
    "createManualJournals": JOURNALLED,
    "updateOrCreateManualJournals": after(
        JOURNALLED,
        "POST",
        "ManualJournals",
        json={"ManualJournals": [{"ManualJournalID": "{ManualJournalID}", "Narration": "Accrued"}]},
    ),
    "getManualJournals": after(JOURNALLED, "GET", "ManualJournals", params={"page": 1}),
    "getManualJournal": after(JOURNALLED, "GET", "ManualJournals/{ManualJournalID}"),
    "updateManualJournal": after(
        JOURNALLED,
        "POST",
        "ManualJournals/{ManualJournalID}",
        json={"ManualJournals": [{"Narration": "Accrued"}]},
    ),
    "getReportsList": asking("GET", _REPORTS),
    "getReportTrialBalance": after(PAID, "GET", "Reports/TrialBalance"),
    "getReportProfitAndLoss": after(PAID, "GET", "Reports/ProfitAndLoss"),
    "getReportBalanceSheet": after(PAID, "GET", "Reports/BalanceSheet"),
    "getReportBankSummary": after(PAID, "GET", "Reports/BankSummary"),
    "getReportExecutiveSummary": after(PAID, "GET", "Reports/ExecutiveSummary"),
    "getReportAgedReceivablesByContact": after(
        INVOICED, "GET", "Reports/AgedReceivablesByContact", params={"contactId": "{Contact[ContactID]}"}
    ),
    "getReportAgedPayablesByContact": after(
        INVOICED, "GET", "Reports/AgedPayablesByContact", params={"contactId": "{Contact[ContactID]}"}
    ),
}
