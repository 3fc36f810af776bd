"""Invoices on their way to the customer: by email, and as a page on the web.

Nothing leaves the books: an email is a mark on the invoice and a record in its history. How many a day Xero
sends for an organisation is not counted.
"""

import uuid
from typing import Final

from mock_xero.books.books import Books
from mock_xero.books.invoices import Invoice
from mock_xero.books.problems import Problem
from mock_xero.books.refusal import Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import ENDED, NEEDS_APPROVAL_FIELDS, InvoiceStatus, InvoiceType

# Invented: that these are refused is documented, the words are not.
NOT_SENDABLE: Final = Problem("Only sales invoices that are SUBMITTED, AUTHORISED or PAID can be emailed")
NO_EMAIL_ADDRESS: Final = Problem("The contact has no email address")
NOT_ONLINE: Final = Problem(
    "Only sales invoices that are not DRAFT, VOIDED or DELETED have an online invoice"
)

_PAGES: Final = "https://in.xero.com/"
_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def email_invoice(books: Books, invoice: Invoice, stamp: Stamp) -> None:
    """Mark it as sent to its contact; that is a change (facts §4.8 names exceptions on part-paid ones)."""
    if found := keeps_from_sending(invoice):
        raise Refused(found, invoice)
    invoice.sent_to_contact = True
    books.invoices.touch(invoice, stamp.instant)
    books.history.note(invoice.invoice_id, "Sent", stamp, f"Sent to {invoice.contact.email}")


def keeps_from_sending(invoice: Invoice) -> list[Problem]:
    found = []
    if not _is_sale(invoice) or invoice.status not in NEEDS_APPROVAL_FIELDS:
        found.append(NOT_SENDABLE)
    if not invoice.contact.email:
        found.append(NO_EMAIL_ADDRESS)
    return found


def online_address(invoice: Invoice) -> str:
    """The page's address follows from the id, so that it is always the same."""
    if not _is_sale(invoice) or invoice.status is InvoiceStatus.DRAFT or invoice.status in ENDED:
        raise Refused((NOT_ONLINE,), invoice)
    rest = uuid.UUID(invoice.invoice_id).int
    letters = []
    while rest:
        rest, place = divmod(rest, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return _PAGES + "".join(letters)


def _is_sale(invoice: Invoice) -> bool:
    return invoice.type is InvoiceType.ACCREC
