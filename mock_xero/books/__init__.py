"""Xero's accounting rules: pure, no HTTP and no clock of their own; double entry underneath."""

from mock_xero.books.bookkeeper import Bookkeeper
from mock_xero.books.books import Books, Snapshot
from mock_xero.books.contacts import Contact
from mock_xero.books.invoices import Invoice
from mock_xero.books.payments import Payment
from mock_xero.books.profile import OrganisationProfile
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import (
    ContactStatus,
    InvoiceStatus,
    InvoiceType,
    LineAmountTypes,
    PaymentStatus,
)

__all__ = [
    "Bookkeeper",
    "Books",
    "Contact",
    "ContactStatus",
    "Invoice",
    "InvoiceStatus",
    "InvoiceType",
    "LineAmountTypes",
    "NotFound",
    "OrganisationProfile",
    "Payment",
    "PaymentStatus",
    "Refused",
    "Snapshot",
    "Stamp",
]
