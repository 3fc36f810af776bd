"""The second path to every balance: from the documents alone, never from the journal."""

from collections import defaultdict
from dataclasses import astuple, fields
from decimal import Decimal
from typing import Any, Final

from mock_xero.books import Books, Contact, Invoice, InvoiceType, LineAmountTypes, Payment
from mock_xero.books.banking.bank_transactions import BankTransaction
from mock_xero.books.credits.credit import Credit
from mock_xero.books.lines import Line

DEBTORS, CREDITORS, GST = "120", "800", "820"
Document = Contact | Invoice | Payment | Credit | BankTransaction
_DOCUMENTS: Final = (Contact, Invoice, Payment, Credit, BankTransaction)


def added_up(books: Books) -> dict[str, Decimal]:
    """What the accounts must stand at. The debtors: what is due, less the credit that lies there."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    _add_invoices(books, sums)
    _add_credit(books, sums)
    _add_money(books, sums)
    return sums


def all_credit(books: Books) -> list[Credit]:
    return [*books.credit_notes.all(), *books.overpayments.all(), *books.prepayments.all()]


def said_by(books: Books) -> list[Any]:
    """Everything that the books hold, as values that can be compared."""
    documents: list[Document] = [
        *books.contacts.all(),
        *books.invoices.all(),
        *books.payments.all(),
        *all_credit(books),
        *books.bank_transactions.all(),
    ]
    values = [tuple(_as_value(getattr(each, field.name)) for field in fields(each)) for each in documents]
    return [values, books.journal.entries(), astuple(books.settings)]


def _add_invoices(books: Books, sums: dict[str, Decimal]) -> None:
    for invoice in books.invoices.all():
        if invoice.is_posted:
            sign = 1 if invoice.type is InvoiceType.ACCREC else -1
            sums[DEBTORS if sign == 1 else CREDITORS] += sign * invoice.amount_due
            _add_lines(invoice.lines, invoice.line_amount_types, -sign, sums)


def _add_credit(books: Books, sums: dict[str, Decimal]) -> None:
    for credit in [*books.credit_notes.all(), *books.overpayments.all()]:
        if credit.is_posted:
            sign = 1 if credit.is_sale else -1
            sums[DEBTORS if sign == 1 else CREDITORS] -= sign * credit.remaining
    for credit in books.credit_notes.all():
        if credit.is_posted:
            _add_lines(credit.lines, credit.line_amount_types, 1 if credit.is_sale else -1, sums)
    for credit in books.prepayments.all():
        if credit.is_posted:
            sign = 1 if credit.is_sale else -1
            _add_lines(credit.lines, credit.line_amount_types, -sign, sums)
            for release in credit.releases():
                for line, share in zip(credit.lines, release.shares, strict=True):
                    assert line.account is not None
                    sums[line.account.code] += sign * share.net
                    sums[GST] += sign * share.tax


def _add_money(books: Books, sums: dict[str, Decimal]) -> None:
    for payment in books.payments.all():
        if payment.stands:
            comes_in = payment.document.is_sale is not payment.is_refund
            sums[payment.account.code] += payment.amount if comes_in else -payment.amount
    for transaction in books.bank_transactions.all():
        if transaction.stands:
            assert transaction.account is not None
            sign = 1 if transaction.type.receives else -1
            sums[transaction.account.code] += sign * transaction.total
            if transaction.credit is None:
                _add_lines(transaction.lines, transaction.line_amount_types, -sign, sums)


def _add_lines(lines: tuple[Line, ...], kind: LineAmountTypes, sign: int, sums: dict[str, Decimal]) -> None:
    for line in lines:
        inside = line.tax_amount if kind is LineAmountTypes.INCLUSIVE else 0
        assert line.account is not None
        sums[line.account.code] += sign * (line.line_amount - inside)
        sums[GST] += sign * line.tax_amount


def _as_value(member: Any) -> Any:
    if isinstance(member, _DOCUMENTS):
        return id(member)
    return [id(each) for each in member] if isinstance(member, list) else member
