"""Quotes as somebody asks for them."""

from mock_xero.books.proposals.quotes import QuoteDraft, QuoteStatus
from mock_xero.books.statuses import LineAmountTypes
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, text
from mock_xero.wire.reading.contacts import ContactBody, contact_draft
from mock_xero.wire.reading.lines import LineBody, line_draft


class QuoteBody(Body):
    quote_id: Text = None
    quote_number: Text = None
    status: Text = None
    contact: ContactBody | None = None
    date: Text = None
    expiry_date: Text = None
    line_amount_types: Text = None
    line_items: list[LineBody] | None = None
    reference: Text = None
    currency_code: Text = None
    title: Text = None
    summary: Text = None
    terms: Text = None
    branding_theme_id: Text = None


def quote_draft(body: QuoteBody) -> QuoteDraft:
    return QuoteDraft(
        quote_id=guid(body.quote_id),
        number=text(body.quote_number) or None,
        status=enum(QuoteStatus, body.status),
        contact=None if body.contact is None else contact_draft(body.contact),
        date=day(body.date),
        expiry_date=day(body.expiry_date),
        line_amount_types=enum(LineAmountTypes, body.line_amount_types),
        lines=each(line_draft, body.line_items),
        reference=text(body.reference),
        currency=text(body.currency_code) or None,
        title=text(body.title),
        summary=text(body.summary),
        terms=text(body.terms),
        branding_theme_id=guid(body.branding_theme_id),
    )
