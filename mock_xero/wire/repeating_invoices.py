"""Repeating invoices as Xero spells them, keys in the order of OpenAPI's examples."""

from collections.abc import Sequence

from mock_xero.books.problems import Problem
from mock_xero.books.repeating.templates import Template
from mock_xero.wire.contacts import thin_contact
from mock_xero.wire.dates import spelled_date
from mock_xero.wire.encoding import Json
from mock_xero.wire.lines import line_json
from mock_xero.wire.outcomes import messages


def template_json(template: Template) -> Json:
    theme = {} if template.branding_theme_id is None else {"BrandingThemeID": template.branding_theme_id}
    return theme | {
        "Schedule": _schedule(template),
        "RepeatingInvoiceID": template.template_id,
        "Type": template.type.value,
        "Reference": template.reference,
        "HasAttachments": False,
        "ApprovedForSending": template.approved_for_sending,
        "SendCopy": template.send_copy,
        "MarkAsSent": template.mark_as_sent,
        "IncludePDF": template.include_pdf,
        "ID": template.template_id,
        "Contact": thin_contact(template.contact),
        "Status": template.status.value,
        "LineAmountTypes": template.line_amount_types.value,
        "LineItems": [line_json(each) for each in template.lines],
        "SubTotal": template.subtotal,
        "TotalTax": template.total_tax,
        "Total": template.total,
        "CurrencyCode": template.currency,
    }


def failed_template(candidate: Template, problems: Sequence[Problem]) -> Json:
    return template_json(candidate) | {"ValidationErrors": messages(problems)}


def _schedule(template: Template) -> Json:
    """The end and the next day only if there is one."""
    schedule = template.schedule
    if schedule is None:
        return {}
    body: Json = {
        "Period": schedule.period,
        "Unit": schedule.unit.value,
        "DueDate": schedule.due,
        "DueDateType": schedule.due_type.value,
        "StartDate": spelled_date(schedule.start),
    }
    days = {"EndDate": schedule.end, "NextScheduledDate": template.next_day}
    return body | {name: spelled_date(day) for name, day in days.items() if day is not None}
