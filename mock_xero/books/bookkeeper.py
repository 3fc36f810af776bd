"""A person in Xero's own pages: the same rules as the API, no app behind the deed.

Every deed raises `Refused` with Xero's words when the rules forbid it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue.account_deeds import AccountDraft, update_account
from mock_xero.books.catalogue.problems import ACCOUNT_NOT_FOUND
from mock_xero.books.contact_deeds import archive_contact, merge_contact, restore_contact, spelled
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft, PaymentChange, PaymentDraft
from mock_xero.books.invoice_deeds import create_invoice, update_invoice
from mock_xero.books.invoices import Invoice
from mock_xero.books.payment_deeds import change_payment, create_payment
from mock_xero.books.payments import Payment
from mock_xero.books.refusal import NotFound
from mock_xero.books.settings import Deeds
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceStatus, InvoiceType, LineAmountTypes, PaymentStatus


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

    def restores_contact(self, name_or_number: str) -> None:
        """Bring an archived contact back, by its ContactNumber or, without one, by its name."""
        contacts = self._books.contacts
        contact = contacts.by_number(name_or_number) or contacts.archived_by_name(spelled(name_or_number))
        if contact is None:
            raise NotFound((problems.CONTACT_NOT_FOUND,))
        restore_contact(self._books, contact, self._stamp())

    def locks_period(self, until: date | None) -> None:
        """Close every day up to this one; None opens all of them."""
        self._books.settings.period_lock_date = until

    def locks_year(self, until: date | None) -> None:
        """Close every day up to this one to everybody; None opens all of them."""
        self._books.settings.end_of_year_lock_date = until

    def issues_invoice(self, number: str, amount: Decimal, customer: str, account_code: str) -> Invoice:
        """Write and approve a sales invoice by hand."""
        stamp = self._stamp()
        draft = InvoiceDraft(
            number=number,
            type=InvoiceType.ACCREC,
            status=InvoiceStatus.AUTHORISED,
            contact=ContactDraft(name=customer),
            date=stamp.today,
            due_date=stamp.today,
            line_amount_types=LineAmountTypes.INCLUSIVE,
            lines=(
                LineDraft(
                    description="By hand", quantity=Decimal(1), unit_amount=amount, account_code=account_code
                ),
            ),
        )
        return create_invoice(self._books, draft, stamp)

    def renumbers_invoice(self, number: str, to: str) -> Invoice:
        invoice = self._books.invoices.by_number(number)
        if invoice is None:
            raise NotFound((problems.INVOICE_NOT_FOUND,))
        return update_invoice(self._books, invoice, InvoiceDraft(number=to), self._stamp())

    def removes_payment(self, number: str) -> Payment:
        """Delete the payment that a person recorded by hand against the invoice with this number."""
        invoice = self._books.invoices.by_number(number)
        by_hand = [each for each in invoice.payments if each.created_by is None] if invoice else []
        if not by_hand:
            raise NotFound((problems.DOCUMENT_NOT_FOUND,))
        return self.deletes_payment(by_hand[-1].payment_id)

    def changes_account(self, code: str, change: AccountDraft) -> None:
        """Archive an account, bring it back, or say whether it takes payments."""
        account = self._books.accounts.by_code(code)
        if account is None:
            raise NotFound((ACCOUNT_NOT_FOUND,))
        update_account(self._books, account, change, self._stamp())

    def changes_plan(self, approval_limit: int | None) -> None:
        """Change to a plan that approves so many sales invoices in a month, or any number."""
        self._books.profile = replace(self._books.profile, approvals_a_month=approval_limit)

    def lets_xero_refuse(self, deeds: Deeds, words: str) -> None:
        """From now on Xero refuses such deeds with these words, whatever they are like."""
        self._books.settings.refused[deeds] = words

    def lets_xero_relent(self) -> None:
        self._books.settings.refused.clear()
