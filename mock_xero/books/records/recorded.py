"""Which documents have a history and attachments, as Xero's OpenAPI file gives them: one row for a resource.

A row is all that a resource needs: routes, notes, files and `HasAttachments` follow from it. The books' own
deeds write to the history by `books.history.note(id, "Created", stamp)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mock_xero.books.books import Books


@dataclass(frozen=True, slots=True)
class Recorded:
    """`find` gets an id in lower case; `says_so` is whether the document itself has `HasAttachments`."""

    resource: str
    id_member: str
    find: Callable[[Books, str], object | None]
    has_history: bool = True
    has_attachments: bool = True
    says_so: bool = True


RECORDED: Final = (
    Recorded("Accounts", "AccountID", lambda books, key: books.accounts.by_id(key), has_history=False),
    Recorded("Contacts", "ContactID", lambda books, key: books.contacts.by_id(key)),
    Recorded("Invoices", "InvoiceID", lambda books, key: books.invoices.by_id(key)),
    Recorded("Payments", "PaymentID", lambda books, key: books.payments.by_id(key), has_attachments=False),
    Recorded("CreditNotes", "CreditNoteID", lambda books, key: books.credit_notes.by_id(key)),
    Recorded(
        "Overpayments",
        "OverpaymentID",
        lambda books, key: books.overpayments.by_id(key),
        has_attachments=False,
    ),
    Recorded(
        "Prepayments", "PrepaymentID", lambda books, key: books.prepayments.by_id(key), has_attachments=False
    ),
    Recorded("BankTransactions", "BankTransactionID", lambda books, key: books.bank_transactions.by_id(key)),
    Recorded("Quotes", "QuoteID", lambda books, key: books.quotes.by_id(key), says_so=False),
    Recorded("RepeatingInvoices", "RepeatingInvoiceID", lambda books, key: books.templates.by_id(key)),
    Recorded("ManualJournals", "ManualJournalID", lambda books, key: books.manual_journals.by_id(key)),
    Recorded("BankTransfers", "BankTransferID", lambda books, key: books.transfers.by_id(key)),
    Recorded(
        "BatchPayments",
        "BatchPaymentID",
        lambda books, key: books.batch_payments.by_id(key),
        has_attachments=False,
    ),
    Recorded("Items", "ItemID", lambda books, key: books.items.by_id(key), has_attachments=False),
)
