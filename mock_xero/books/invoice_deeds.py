"""What can be done to invoices. A deed is done and posted, or raises `Refused` and has changed nothing."""

from mock_xero.books import problems
from mock_xero.books.books import Books
from mock_xero.books.catalogue.conversion import in_base
from mock_xero.books.document_drawing import enter_contact
from mock_xero.books.document_rules import judge
from mock_xero.books.drafts import InvoiceDraft
from mock_xero.books.invoice_drawing import InvoiceCase, draw_up
from mock_xero.books.invoice_rules import FOR_CHANGES, FOR_ENDINGS
from mock_xero.books.invoices import Invoice
from mock_xero.books.line_drawing import with_new_ids
from mock_xero.books.postings import of_invoice, source_of_invoice
from mock_xero.books.records.words import word_for
from mock_xero.books.refusal import NotFound, Refused
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import ENDED, InvoiceType


def create_invoice(books: Books, draft: InvoiceDraft, stamp: Stamp) -> Invoice:
    """PUT: always a new document (facts §4.3)."""
    case = draw_up(books, draft, None, stamp)
    _refuse(case, judge(case, FOR_CHANGES))
    return _record_new(case)


def update_or_create_invoice(books: Books, draft: InvoiceDraft, stamp: Stamp) -> Invoice:
    """POST: the document with this id or (a sale) number is changed, else one created (facts §0.4)."""
    if draft.invoice_id is not None:
        current = books.invoices.by_id(draft.invoice_id)
        if current is None:
            raise NotFound((problems.INVOICE_NOT_FOUND,), draw_up(books, draft, None, stamp).candidate)
    else:
        current = _sale_numbered(books, draft)
    return (
        create_invoice(books, draft, stamp)
        if current is None
        else update_invoice(books, current, draft, stamp)
    )


def update_invoice(books: Books, current: Invoice, draft: InvoiceDraft, stamp: Stamp) -> Invoice:
    """Change the document; with a status of VOIDED or DELETED nothing else is looked at (facts §5.1)."""
    if draft.status in ENDED:
        return _end(books, current, InvoiceDraft(status=draft.status), stamp)
    case = draw_up(books, draft, current, stamp)
    _refuse(case, judge(case, FOR_CHANGES))
    return _record_change(case)


def _end(books: Books, current: Invoice, draft: InvoiceDraft, stamp: Stamp) -> Invoice:
    case = draw_up(books, draft, current, stamp)
    _refuse(case, judge(case, FOR_ENDINGS))
    return _record_change(case)


def _sale_numbered(books: Books, draft: InvoiceDraft) -> Invoice | None:
    if not draft.number or draft.type is InvoiceType.ACCPAY:
        return None
    return books.invoices.by_number(draft.number)


def _refuse(case: InvoiceCase, found: list[problems.Problem]) -> None:
    if found:
        raise Refused(found, case.candidate)


def _record_new(case: InvoiceCase) -> Invoice:
    books, invoice = case.books, case.candidate
    _record_contact(case)
    invoice.invoice_id = books.new_id("invoice")
    invoice.lines = with_new_ids(invoice.lines, books)
    if not invoice.number and invoice.type is InvoiceType.ACCREC:
        invoice.number = next_number(books)
    invoice.balance()
    books.invoices.add(invoice)
    _post(books, invoice, case.stamp)
    books.history.note(invoice.invoice_id, "Created", case.stamp)
    return invoice


def _record_change(case: InvoiceCase) -> Invoice:
    books, candidate, invoice = case.books, case.candidate, case.current
    if invoice is None:
        return _record_new(case)
    _record_contact(case)
    done = word_for(invoice, candidate)
    candidate.lines = with_new_ids(candidate.lines, books)
    books.invoices.change(invoice, candidate)
    invoice.balance()
    _post(books, invoice, case.stamp)
    books.history.note(invoice.invoice_id, done, case.stamp)
    return invoice


def _record_contact(case: InvoiceCase) -> None:
    """Make the contact a customer or supplier; that is no change of its own (facts §4.8, §5.5)."""
    enter_contact(case.contact, case.candidate)
    contact = case.candidate.contact
    if case.candidate.type is InvoiceType.ACCREC:
        contact.is_customer = True
    else:
        contact.is_supplier = True


def next_number(books: Books) -> str:
    """Return a number that nothing has had; prepayments received share the sequence."""
    number = books.settings.take_invoice_number()
    while books.invoices.by_number(number) is not None or books.prepayments.numbered(number):
        number = books.settings.take_invoice_number()
    return number


def _post(books: Books, invoice: Invoice, stamp: Stamp) -> None:
    source = source_of_invoice(invoice)
    if invoice.is_posted:
        postings = in_base(books, of_invoice(invoice, books.accounts), invoice.currency_rate)
        books.journal.post(source, invoice.date, postings, stamp.instant)
    else:
        books.journal.reverse(source, stamp.instant)
