"""What a contact owes, or is owed, invoice by invoice, with the money that came by a day.

Totals and payments are read from the journal; invoices only say whose they are and when they are due.
Credits are those of the present: Xero's report has no more of them than an invoice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mock_xero.books.accounts import SystemAccount
from mock_xero.books.books import Books
from mock_xero.books.contacts import Contact
from mock_xero.books.invoices import Invoice
from mock_xero.books.journal import Source
from mock_xero.books.money import ZERO
from mock_xero.books.postings import source_of_invoice, source_of_payment
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
    invoice: Invoice
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
    lines = [line for line in _lines(books, ageing) if line.invoice.date <= ageing.last]
    first = ageing.first
    shown = [line for line in lines if first is None or line.invoice.date >= first]
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
    """The contact's approved documents, the oldest first."""
    documents = books.invoices.of_contact(ageing.contact.contact_id)
    fitting = (each for each in documents if each.is_posted and each.type is ageing.type)
    for invoice in sorted(fitting, key=lambda each: (each.date, each.number, each.invoice_id)):
        payments = books.payments.of_invoice(invoice.invoice_id)
        sources = (source_of_payment(each) for each in payments)
        yield Line(
            invoice=invoice,
            total=_owed(books, ageing, [source_of_invoice(invoice)], date.max),
            paid=-_owed(books, ageing, sources, ageing.payments_to),
            credited=invoice.amount_credited,
        )


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
    invoice = line.invoice
    return row(
        invoice.date,
        invoice.number,
        invoice.due_date or "",
        _overdue(line, ageing.payments_to),
        line.total,
        line.paid,
        line.credited,
        line.due,
        about=(("invoiceID", invoice.invoice_id),),
    )


def _overdue(line: Line, day: date) -> str:
    due = line.invoice.due_date
    if due is None or due >= day or not line.due:
        return ""
    days = (day - due).days
    return "1 day overdue" if days == 1 else f"{days} days overdue"
