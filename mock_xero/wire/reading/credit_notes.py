"""Credit notes as somebody asks for them."""

from decimal import Decimal

from mock_xero.books.credits.drafts import CreditNoteDraft
from mock_xero.books.credits.types import CreditKind, CreditType
from mock_xero.books.statuses import InvoiceStatus, LineAmountTypes
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, number, text, unconvertible
from mock_xero.wire.reading.contacts import ContactBody, contact_draft
from mock_xero.wire.reading.lines import LineBody, line_draft


class CreditNoteBody(Body):
    credit_note_id: Text = None
    credit_note_number: Text = None
    type: Text = None
    status: Text = None
    contact: ContactBody | None = None
    date: Text = None
    line_amount_types: Text = None
    line_items: list[LineBody] | None = None
    reference: Text = None
    currency_code: Text = None
    sent_to_contact: bool | None = None
    total: Decimal | None = None
    branding_theme_id: Text = None


def credit_note_draft(body: CreditNoteBody) -> CreditNoteDraft:
    return CreditNoteDraft(
        credit_note_id=guid(body.credit_note_id),
        number=text(body.credit_note_number) or None,
        type=_credit_note_type(body.type),
        status=enum(InvoiceStatus, body.status),
        contact=None if body.contact is None else contact_draft(body.contact),
        date=day(body.date),
        line_amount_types=enum(LineAmountTypes, body.line_amount_types),
        lines=each(line_draft, body.line_items),
        reference=text(body.reference),
        currency=text(body.currency_code) or None,
        sent_to_contact=body.sent_to_contact,
        total=number(body.total),
        branding_theme_id=guid(body.branding_theme_id),
    )


def _credit_note_type(value: Text) -> CreditType | None:
    found = enum(CreditType, value)
    if found is not None and found.kind is not CreditKind.CREDIT_NOTE:
        raise unconvertible(value)
    return found
