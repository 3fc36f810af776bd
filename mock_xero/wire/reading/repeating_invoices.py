"""Repeating invoices as somebody asks for them."""

from mock_xero.books.repeating.schedule import DueDateType, Unit
from mock_xero.books.repeating.templates import ScheduleDraft, TemplateDraft, TemplateStatus
from mock_xero.books.statuses import InvoiceType, LineAmountTypes
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import day, each, enum, guid, text
from mock_xero.wire.reading.contacts import ContactBody, contact_draft
from mock_xero.wire.reading.lines import LineBody, line_draft


class ScheduleBody(Body):
    period: int | None = None
    unit: Text = None
    due_date: int | None = None
    due_date_type: Text = None
    start_date: Text = None
    end_date: Text = None


class TemplateBody(Body):
    repeating_invoice_id: Text = None
    type: Text = None
    status: Text = None
    contact: ContactBody | None = None
    schedule: ScheduleBody | None = None
    line_amount_types: Text = None
    line_items: list[LineBody] | None = None
    reference: Text = None
    currency_code: Text = None
    approved_for_sending: bool | None = None
    send_copy: bool | None = None
    mark_as_sent: bool | None = None
    include_pdf: bool | None = None
    branding_theme_id: Text = None


def template_draft(body: TemplateBody) -> TemplateDraft:
    return TemplateDraft(
        template_id=guid(body.repeating_invoice_id),
        type=enum(InvoiceType, body.type),
        status=enum(TemplateStatus, body.status),
        contact=None if body.contact is None else contact_draft(body.contact),
        schedule=None if body.schedule is None else _schedule(body.schedule),
        line_amount_types=enum(LineAmountTypes, body.line_amount_types),
        lines=each(line_draft, body.line_items),
        reference=text(body.reference),
        currency=text(body.currency_code) or None,
        approved_for_sending=body.approved_for_sending or False,
        send_copy=body.send_copy or False,
        mark_as_sent=body.mark_as_sent or False,
        include_pdf=body.include_pdf or False,
        branding_theme_id=guid(body.branding_theme_id),
    )


def _schedule(body: ScheduleBody) -> ScheduleDraft:
    return ScheduleDraft(
        period=body.period,
        unit=enum(Unit, body.unit),
        due=body.due_date,
        due_type=enum(DueDateType, body.due_date_type),
        start=day(body.start_date),
        end=day(body.end_date),
    )
