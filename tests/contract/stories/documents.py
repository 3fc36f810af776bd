"""Documents that are sent, planned or tied to others, and what is recorded about any document."""

from collections.abc import Iterator
from typing import Final

from tests.contract.published import BASE, called_by, location
from tests.contract.stories import credits as credit
from tests.contract.stories import ledger, reference, sales
from tests.contract.stories.sales import CONSULTATION, INVOICED
from tests.contract.stories.telling import DAY, Json, Stories, Story, after, along, asking, both

_ADA: Final[Json] = {"Name": "Ada Byron"}
_QUOTE: Final[Json] = {
    "Quotes": [{"Contact": {"ContactID": "{ContactID}"}, "Date": DAY, "LineItems": [CONSULTATION]}]
}
QUOTED: Final = after(reference.ACQUAINTED, "PUT", "Quotes", json=_QUOTE)
_MONTHLY: Final[Json] = {
    "Type": "ACCREC",
    "Contact": _ADA,
    "Schedule": {
        "Period": 1,
        "Unit": "MONTHLY",
        "DueDate": 20,
        "DueDateType": "OFFOLLOWINGMONTH",
        "StartDate": "2026-04-01",
    },
    "LineItems": [CONSULTATION],
}
REPEATED: Final = asking("PUT", "RepeatingInvoices", json={"RepeatingInvoices": [_MONTHLY]})
_BILL: Final[Json] = {
    **sales.sale(),
    "Type": "ACCPAY",
    "InvoiceNumber": "B1",
    "LineItems": [{**CONSULTATION, "AccountCode": "429", "TaxType": "INPUT"}],
}
LINKED: Final = after(
    asking("PUT", "Invoices", json={"Invoices": [_BILL]}),
    "PUT",
    "LinkedTransactions",
    json={
        "SourceTransactionID": "{InvoiceID}",
        "SourceLineItemID": "{LineItems[0][LineItemID]}",
        "ContactID": "{Contact[ContactID]}",
    },
)
_LINK: Final = "LinkedTransactions/{LinkedTransactionID}"
_INVOICE: Final = "Invoices/{InvoiceID}"
_NOTE: Final[Json] = {"HistoryRecords": [{"Details": "Rang; no answer"}]}
_PNG: Final = b"\x89PNG\r\n\x1a\n" + bytes(64)

# Where a document lies, how it comes about, and whether files can be attached to it; all have a history.
_RECORDED: Final[tuple[tuple[str, Story, bool, bool], ...]] = (
    ("Accounts/{AccountID}", reference.ACCOUNTS, True, False),
    ("Contacts/{ContactID}", reference.ACQUAINTED, True, True),
    (_INVOICE, INVOICED, True, True),
    ("Payments/{PaymentID}", sales.PAID, False, True),
    ("CreditNotes/{CreditNoteID}", credit.CREDITED, True, True),
    ("Overpayments/{OverpaymentID}", credit.OVERPAID, False, True),
    ("Prepayments/{PrepaymentID}", credit.PREPAID, False, True),
    ("BankTransactions/{BankTransactionID}", credit.SPENT, True, True),
    ("BankTransfers/{BankTransferID}", ledger.TRANSFERRED, True, True),
    ("BatchPayments/{BatchPaymentID}", ledger.BATCHED, False, True),
    ("ManualJournals/{ManualJournalID}", ledger.JOURNALLED, True, True),
    ("Items/{ItemID}", reference.STOCKED, False, True),
    ("Quotes/{QuoteID}", QUOTED, True, True),
    ("RepeatingInvoices/{RepeatingInvoiceID}", REPEATED, True, True),
)


def _records() -> Iterator[tuple[str, str, Story]]:
    """Yield method and path of every operation on what is recorded, with its story."""
    for path, made, takes_files, has_history in _RECORDED:
        if has_history:
            noted = along(made, "PUT", f"{path}/History", json=_NOTE)
            yield "PUT", f"{path}/History", noted
            yield "GET", f"{path}/History", after(noted, "GET", f"{path}/History")
        if takes_files:
            file = f"{path}/Attachments/scan.png"
            attached = along(made, "PUT", file, content=_PNG)
            by_id = f"{path}/Attachments/{{AttachmentID}}"
            yield "PUT", file, attached
            yield "POST", file, after(attached, "POST", file, content=_PNG + b"2")
            yield "GET", file, after(attached, "GET", file)
            yield "GET", f"{path}/Attachments", after(attached, "GET", f"{path}/Attachments")
            yield "GET", by_id, after(attached, "GET", by_id)


def _named(method: str, path: str) -> str:
    """Return the operationId, which the file spells now this way, now that."""
    a_path = path.format_map(_AnyId()) if location() is not None else path
    operation = called_by(method, f"{BASE}/{a_path}") if location() is not None else None
    return f"{method} {path}" if operation is None else operation.operation_id


class _AnyId(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "7ef31b20-de17-4312-8382-412f869b1510"


STORIES: Final[Stories] = {
    "getInvoiceAsPdf": after(INVOICED, "GET", f"{_INVOICE}/pdf"),
    "getOnlineInvoice": after(INVOICED, "GET", f"{_INVOICE}/OnlineInvoice"),
    "emailInvoice": after(
        after(reference.ACQUAINTED, "POST", "Invoices", json={"Invoices": [sales.sale()]}),
        "POST",
        f"{_INVOICE}/Email",
        json={},
    ),
    "getCreditNoteAsPdf": after(credit.CREDITED, "GET", "CreditNotes/{CreditNoteID}/pdf"),
    "createQuotes": QUOTED,
    "updateOrCreateQuotes": after(reference.ACQUAINTED, "POST", "Quotes", json=_QUOTE),
    "getQuotes": after(QUOTED, "GET", "Quotes", params={"page": 1}),
    "getQuote": after(QUOTED, "GET", "Quotes/{QuoteID}"),
    "updateQuote": after(
        QUOTED,
        "POST",
        "Quotes/{QuoteID}",
        json={"Quotes": [{"Contact": {"ContactID": "{Contact[ContactID]}"}, "Date": DAY, "Title": "Plan"}]},
    ),
    "getQuoteAsPdf": after(QUOTED, "GET", "Quotes/{QuoteID}/pdf"),
    "createRepeatingInvoices": REPEATED,
    "updateOrCreateRepeatingInvoices": asking(
        "POST", "RepeatingInvoices", json={"RepeatingInvoices": [_MONTHLY]}
    ),
    "getRepeatingInvoices": after(REPEATED, "GET", "RepeatingInvoices"),
    "getRepeatingInvoice": after(REPEATED, "GET", "RepeatingInvoices/{RepeatingInvoiceID}"),
    "updateRepeatingInvoice": after(
        REPEATED,
        "POST",
        "RepeatingInvoices/{RepeatingInvoiceID}",
        json={"RepeatingInvoices": [{"Status": "DELETED"}]},
    ),
    "createLinkedTransaction": LINKED,
    "getLinkedTransactions": after(LINKED, "GET", "LinkedTransactions", params={"page": 1}),
    "getLinkedTransaction": after(LINKED, "GET", _LINK),
    "updateLinkedTransaction": after(
        both(LINKED, INVOICED),
        "POST",
        _LINK,
        json={
            "LinkedTransactions": [
                {
                    "TargetTransactionID": "{InvoiceID}",
                    "TargetLineItemID": "{LineItems[0][LineItemID]}",
                    "ContactID": "{ContactID}",
                }
            ]
        },
    ),
    "deleteLinkedTransaction": after(LINKED, "DELETE", _LINK),
    **{_named(method, path): story for method, path, story in _records()},
}
