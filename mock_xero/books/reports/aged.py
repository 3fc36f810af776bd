"""What a contact owes, or is owed, document by document, with the money and credit that came by a day.

Totals and payments are read from the journal; the documents only say whose they are, when they are due, and
what was allocated: an allocation of credit moves nothing in the ledger.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import SystemAccount
from mock_xero.books.books import Books
from mock_xero.books.contacts import Contact
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.postings import source_of_credit
from mock_xero.books.invoices import Invoice
from mock_xero.books.journal import Source
from mock_xero.books.money import ZERO
from mock_xero.books.payment_postings import source_of_payment
from mock_xero.books.postings import source_of_invoice
from mock_xero.books.reports.layout import Report, Row, Section, row, summary
from mock_xero.books.reports.periods import spelled
from mock_xero.books.statuses import InvoiceType


@dataclass(frozen=True, slots=True)
class Ageing:
    """Which invoices are shown (by their dates), and up to which day their payments count."""

    type: InvoiceType
    contact: Contact
    payments_to: date
    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class Line:
    """One document; what is credit has negative figures."""

    about: tuple[str, str]
    day: date
    number: str
    due_date: date | None
    total: Decimal
    paid: Decimal
    credited: Decimal

    @property
    def due(self) -> Decimal:
        return self.total - self.paid - self.credited


_NAMES: Final = {
    InvoiceType.ACCREC: ("AgedReceivablesByContact", "Aged Receivables By Contact", "Number"),
    InvoiceType.ACCPAY: ("AgedPayablesByContact", "Aged Payables By Contact", "Reference"),
}


def aged(books: Books, ageing: Ageing) -> Report:
    kind, name, number = _NAMES[ageing.type]
    lines = [line for line in _lines(books, ageing) if line.day <= ageing.last]
    first = ageing.first
    shown = [line for line in lines if first is None or line.day >= first]
    opening = sum((line.due for line in lines if line not in shown), ZERO)
    sums = _sums(shown)
    rows = (*(_row(line, ageing) for line in shown), summary("Total", "", "", "", *sums))
    sections = [Section("", rows)]
    if first is not None:
        begin = row(first, "Opening Balance", "", "", "", "", "", opening)
        closing = summary("Closing Balance", "", "", "", *sums[:3], opening + sums[3])
        sections = [Section("", (begin,)), *sections, Section("", (closing,))]
    return Report(
        kind=kind,
        name=name,
        titles=(
            "Invoices",
            ageing.contact.name,
            _range(ageing),
            f"Showing payments to {spelled(ageing.payments_to)}",
        ),
        header=("Date", number, "Due Date", "", "Total", "Paid", "Credited", "Due"),
        sections=tuple(sections),
    )


def _range(ageing: Ageing) -> str:
    until = spelled(ageing.last)
    return f"To {until}" if ageing.first is None else f"From {spelled(ageing.first)} to {until}"


def _lines(books: Books, ageing: Ageing) -> Iterator[Line]:
    """The contact's approved documents that lie on the control account, the oldest first."""
    lines = (*_invoices(books, ageing), *_credits(books, ageing))
    yield from sorted(lines, key=lambda line: (line.day, line.number, line.about))


def _invoices(books: Books, ageing: Ageing) -> Iterator[Line]:
    for invoice in books.invoices.of_contact(ageing.contact.contact_id):
        if invoice.is_posted and invoice.type is ageing.type:
            payments = books.payments.of_document(invoice.invoice_id)
            yield Line(
                about=("invoiceID", invoice.invoice_id),
                day=invoice.date,
                number=invoice.number,
                due_date=invoice.due_date,
                total=_owed(books, ageing, [source_of_invoice(invoice)], date.max),
                paid=-_owed(books, ageing, map(source_of_payment, payments), ageing.payments_to),
                credited=_allocated(invoice, ageing.payments_to),
            )


def _credits(books: Books, ageing: Ageing) -> Iterator[Line]:
    """Credit notes and overpayments; a prepayment lies elsewhere until it is allocated."""
    sale = ageing.type is InvoiceType.ACCREC
    for credit in (*books.credit_notes.all(), *books.overpayments.all()):
        if credit.is_posted and credit.is_sale is sale and credit.contact is ageing.contact:
            refunds = books.payments.of_document(credit.credit_id)
            yield Line(
                about=("creditNoteID", credit.credit_id),
                day=credit.date,
                number=credit.number,
                due_date=None,
                total=_owed(books, ageing, [source_of_credit(credit)], date.max),
                paid=-_owed(books, ageing, map(source_of_payment, refunds), ageing.payments_to),
                credited=-_allocated(credit, ageing.payments_to),
            )


def _allocated(document: Invoice | Credit, until: date) -> Decimal:
    return sum((each.amount for each in document.allocations if each.date <= until), ZERO)


def _owed(books: Books, ageing: Ageing, sources: Iterable[Source], until: date) -> Decimal:
    """What these documents put on the control account; what is usual for it is positive."""
    sale = ageing.type is InvoiceType.ACCREC
    control = books.accounts.system(SystemAccount.DEBTORS if sale else SystemAccount.CREDITORS).account_id
    entries = (books.journal.standing(each) for each in sources)
    amount = sum(
        (
            posting.amount
            for entry in entries
            if entry is not None and entry.date <= until
            for posting in entry.postings
            if posting.account_id == control
        ),
        ZERO,
    )
    return amount if sale else -amount


def _sums(lines: Sequence[Line]) -> tuple[Decimal, ...]:
    return (
        sum((each.total for each in lines), ZERO),
        sum((each.paid for each in lines), ZERO),
        sum((each.credited for each in lines), ZERO),
        sum((each.due for each in lines), ZERO),
    )


def _row(line: Line, ageing: Ageing) -> Row:
    return row(
        line.day,
        line.number,
        line.due_date or "",
        _overdue(line, ageing.payments_to),
        line.total,
        line.paid,
        line.credited,
        line.due,
        about=(line.about,),
    )


def _overdue(line: Line, day: date) -> str:
    if line.due_date is None or line.due_date >= day or not line.due:
        return ""
    days = (day - line.due_date).days
    return "1 day overdue" if days == 1 else f"{days} days overdue"
