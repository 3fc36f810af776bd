"""What a question about repeating invoices may name."""

from typing import Final

from mock_xero.books.contacts import Contact
from mock_xero.books.repeating.templates import Template
from mock_xero.wire.fields import Field, Fields, boolean, day, guid, number, text, under
from mock_xero.wire.members.contacts import contact_fields


def _template_fields() -> dict[str, Field]:
    own = {
        "repeatinginvoiceid": guid(lambda each: each.template_id),
        "id": guid(lambda each: each.template_id),
        "brandingthemeid": guid(lambda each: each.branding_theme_id),
        "type": text(lambda each: each.type.value),
        "status": text(lambda each: each.status.value),
        "reference": text(lambda each: each.reference),
        "lineamounttypes": text(lambda each: each.line_amount_types.value),
        "currencycode": text(lambda each: each.currency),
        "subtotal": number(lambda each: each.subtotal),
        "totaltax": number(lambda each: each.total_tax),
        "total": number(lambda each: each.total),
        "hasattachments": boolean(lambda each: each.has_attachments),
        "sendcopy": boolean(lambda each: each.send_copy),
        "markassent": boolean(lambda each: each.mark_as_sent),
        "includepdf": boolean(lambda each: each.include_pdf),
        "approvedforsending": boolean(lambda each: each.approved_for_sending),
        "schedule.startdate": day(lambda each: each.schedule.start),
        "schedule.enddate": day(lambda each: each.schedule.end),
        "schedule.nextscheduleddate": day(lambda each: each.next_day),
    }
    return own | under("contact", contact_fields(_contact_of))


def _contact_of(template: Template) -> Contact:
    return template.contact


REPEATING_INVOICE: Final = Fields("RepeatingInvoice", _template_fields())
