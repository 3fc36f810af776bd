"""What a question about invoices may name."""

from collections.abc import Callable
from typing import Any, Final

from mock_xero.books.payments import Payable
from mock_xero.wire.fields import Field, Fields, boolean, day, guid, instant, itself, number, text, under
from mock_xero.wire.members.contacts import contact_fields
from mock_xero.wire.refunds import type_as_invoice


def invoice_fields(invoice: Callable[[Any], Payable]) -> dict[str, Field]:
    """In a payment, account credit that is refunded appears as an invoice too (facts §6.3)."""
    own = {
        "invoiceid": guid(lambda each: invoice(each).document_id),
        "invoicenumber": text(lambda each: invoice(each).number),
        "type": text(lambda each: type_as_invoice(invoice(each))),
        "status": text(lambda each: invoice(each).status.value),
        "reference": text(lambda each: invoice(each).reference),
        "currencycode": text(lambda each: invoice(each).currency),
        "currencyrate": number(lambda each: invoice(each).currency_rate),
        "lineamounttypes": text(lambda each: invoice(each).line_amount_types.value),
        "date": day(lambda each: invoice(each).date),
        "duedate": day(lambda each: invoice(each).due_date),
        "fullypaidondate": day(lambda each: invoice(each).fully_paid_on),
        "subtotal": number(lambda each: invoice(each).subtotal),
        "totaltax": number(lambda each: invoice(each).total_tax),
        "total": number(lambda each: invoice(each).total),
        "amountdue": number(lambda each: invoice(each).amount_due),
        "amountpaid": number(lambda each: invoice(each).amount_paid),
        "amountcredited": number(lambda each: invoice(each).amount_credited),
        "senttocontact": boolean(lambda each: invoice(each).sent_to_contact),
        "updateddateutc": instant(lambda each: invoice(each).updated_at),
    }
    return own | under("contact", contact_fields(lambda each: invoice(each).contact))


INVOICE: Final = Fields(
    "Invoice",
    invoice_fields(itself)
    | {
        "repeatinginvoiceid": guid(lambda each: each.repeating_invoice_id),
        "hasattachments": boolean(lambda each: each.has_attachments),
        "isdiscounted": boolean(lambda each: each.is_discounted),
        "brandingthemeid": guid(lambda each: each.branding_theme_id),
        "expectedpaymentdate": day(lambda each: each.expected_payment),
        "plannedpaymentdate": day(lambda each: each.planned_payment),
        "url": text(lambda each: each.url),
    },
)
