"""What a contact owes and is owed: the open invoices and bills, and what of them is past its due date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mock_xero.books.books import Books
from mock_xero.books.catalogue.conversion import base_due
from mock_xero.books.contacts import Contact
from mock_xero.books.invoices import Invoice
from mock_xero.books.money import ZERO
from mock_xero.books.statuses import InvoiceType


@dataclass(frozen=True, slots=True)
class Balance:
    outstanding: Decimal
    overdue: Decimal


@dataclass(frozen=True, slots=True)
class Balances:
    receivable: Balance
    payable: Balance


def balances_of(books: Books, contact: Contact, today: date) -> Balances | None:
    """Return the balances; None for a contact without open documents."""
    invoices = books.invoices.of_contact(contact.contact_id)
    still_due = [each for each in invoices if each.is_posted and each.amount_due]
    if not still_due:
        return None
    return Balances(
        receivable=_balance(books, [each for each in still_due if each.type is InvoiceType.ACCREC], today),
        payable=_balance(books, [each for each in still_due if each.type is InvoiceType.ACCPAY], today),
    )


def _balance(books: Books, invoices: list[Invoice], today: date) -> Balance:
    overdue = [each for each in invoices if each.due_date is not None and each.due_date < today]
    return Balance(
        outstanding=sum((base_due(books, each) for each in invoices), ZERO),
        overdue=sum((base_due(books, each) for each in overdue), ZERO),
    )
