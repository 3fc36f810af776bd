"""A person in Xero's own pages: the same rules as the API, no app behind the deed.

Every deed raises `Refused` with Xero's words when the rules forbid it.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.contact_deeds import archive_contact, merge_contact, spelled
from mock_xero.books.drafts import InvoiceDraft, PaymentChange, PaymentDraft
from mock_xero.books.invoice_deeds import update_invoice
from mock_xero.books.invoices import Invoice
from mock_xero.books.payment_deeds import change_payment, create_payment
from mock_xero.books.payments import Payment
from mock_xero.books.refusal import NotFound
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceStatus, PaymentStatus


class Bookkeeper:
    """`stamp` gives the present moment in the organisation, with no author."""

    def __init__(self, books: Books, stamp: Callable[[], Stamp]) -> None:
        self._books = books
        self._stamp = stamp

    def records_payment(self, number: str, amount: Decimal, account_code: str, date: date) -> Payment:
        """Record money against the sales invoice with this number."""
        draft = PaymentDraft(invoice_number=number, amount=amount, account_code=account_code, date=date)
        return create_payment(self._books, draft, self._stamp())

    def voids_invoice(self, number: str) -> Invoice:
        invoice = self._books.invoices.by_number(number)
        if invoice is None:
            raise NotFound((problems.INVOICE_NOT_FOUND,))
        return update_invoice(self._books, invoice, InvoiceDraft(status=InvoiceStatus.VOIDED), self._stamp())

    def deletes_payment(self, payment_id: str) -> Payment:
        payment = self._books.payments.by_id(payment_id)
        if payment is None:
            raise NotFound((problems.DOCUMENT_NOT_FOUND,))
        return change_payment(
            self._books, payment, PaymentChange(status=PaymentStatus.DELETED), self._stamp()
        )

    def archives_contact(self, name_or_number: str) -> None:
        """Archive the contact with this ContactNumber or, without one, with this name."""
        contacts = self._books.contacts
        contact = contacts.by_number(name_or_number) or contacts.active_by_name(spelled(name_or_number))
        if contact is None:
            raise NotFound((problems.CONTACT_NOT_FOUND,))
        archive_contact(self._books, contact, self._stamp())

    def merges_contact(self, name: str, into: str) -> None:
        """Merge the active contact of this name into another one."""
        loser, winner = (self._books.contacts.active_by_name(spelled(each)) for each in (name, into))
        if loser is None or winner is None or loser is winner:
            raise NotFound((problems.CONTACT_NOT_FOUND,))
        merge_contact(self._books, loser, winner, self._stamp())

    def locks_period(self, until: date) -> None:
        """Close every day up to this one."""
        self._books.settings.period_lock_date = until
