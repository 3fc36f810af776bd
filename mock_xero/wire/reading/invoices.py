"""Invoices as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.drafts import InvoiceDraft
from mock_xero.books.statuses import InvoiceStatus, InvoiceType, LineAmountTypes
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, number, text
from mock_xero.wire.reading.contacts import ContactBody, contact_draft
from mock_xero.wire.reading.lines import LineBody, line_draft


class InvoiceBody(Body):
    invoice_id: Text = None
    invoice_number: Text = None
    type: Text = None
    status: Text = None
    contact: ContactBody | None = None
    date: Text = None
    due_date: Text = None
    line_amount_types: Text = None
    line_items: list[LineBody] | None = None
    reference: Text = None
    currency_code: Text = None
    currency_rate: Decimal | None = None
    url: Text = None
    sent_to_contact: bool | None = None
    total: Decimal | None = None
    branding_theme_id: Text = None
    expected_payment_date: Text = None
    planned_payment_date: Text = None


def invoice_draft(body: InvoiceBody) -> InvoiceDraft:
    return InvoiceDraft(
        invoice_id=guid(body.invoice_id),
        number=text(body.invoice_number) or None,
        type=enum(InvoiceType, body.type),
        status=enum(InvoiceStatus, body.status),
        contact=None if body.contact is None else contact_draft(body.contact),
        date=day(body.date),
        due_date=day(body.due_date),
        line_amount_types=enum(LineAmountTypes, body.line_amount_types),
        lines=each(line_draft, body.line_items),
        reference=text(body.reference),
        currency=text(body.currency_code) or None,
        currency_rate=number(body.currency_rate),
        url=text(body.url),
        sent_to_contact=body.sent_to_contact,
        total=number(body.total),
        branding_theme_id=guid(body.branding_theme_id),
        expected_payment=day(body.expected_payment_date),
        planned_payment=day(body.planned_payment_date),
    )
