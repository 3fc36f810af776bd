"""Makes the invoices that are due, each dated on its own day, whenever somebody looks at the books.

Xero makes them in the night; whoever asks later can't tell. Placeholders such as [Month] are not filled in.
What the rules forbid by then (a locked period, an archived contact) is left out, and the history says why.
"""

import datetime as dt
from dataclasses import replace

from mock_xero.books.books import Books
from mock_xero.books.drafts import ContactDraft, InvoiceDraft, LineDraft
from mock_xero.books.invoice_deeds import create_invoice
from mock_xero.books.line_drawing import draft_of
from mock_xero.books.lines import Line
from mock_xero.books.refusal import Refused
from mock_xero.books.repeating.schedule import Schedule
from mock_xero.books.repeating.templates import Template
from mock_xero.books.sending import email_invoice, keeps_from_sending
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import InvoiceStatus


def make_due_invoices(books: Books, stamp: Stamp) -> None:
    exact = replace(stamp, unit_decimals=4)  # the template's prices were rounded when it was made
    while (day := books.templates.next_day) is not None and day <= stamp.today:
        for template in books.templates.all():
            if template.schedule is not None and template.next_day == day:
                _make(books, template, _draft(books, template, template.schedule, day), exact)


def _make(books: Books, template: Template, draft: InvoiceDraft, stamp: Stamp) -> None:
    template.turn += 1
    books.templates.keep(template)
    try:
        invoice = create_invoice(books, draft, stamp)
    except Refused as refusal:
        books.history.note(template.template_id, "Skipped", stamp, str(refusal))
        return
    invoice.repeating_invoice_id = template.template_id
    books.history.note(template.template_id, "Invoice Created", stamp, invoice.number)
    if template.approved_for_sending and not keeps_from_sending(invoice):
        email_invoice(books, invoice, stamp)


def _draft(books: Books, template: Template, schedule: Schedule, day: dt.date) -> InvoiceDraft:
    return InvoiceDraft(
        type=template.type,
        status=InvoiceStatus(template.status.value),
        contact=ContactDraft(contact_id=template.contact.contact_id),
        date=day,
        due_date=schedule.due_on(day),
        line_amount_types=template.line_amount_types,
        lines=tuple(_line(books, each) for each in template.lines),
        reference=template.reference or None,
        currency=template.currency,
        sent_to_contact=template.mark_as_sent,
        branding_theme_id=template.branding_theme_id,
    )


def _line(books: Books, line: Line) -> LineDraft:
    """An item that is gone by then is left out, what it said is not."""
    draft = replace(draft_of(line), tax_amount=line.tax_amount)
    gone = line.item is not None and books.items.by_code(line.item.code) is not line.item
    return replace(draft, item_code=None) if gone else draft
