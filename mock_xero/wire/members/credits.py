"""What a question about credit notes, overpayments or prepayments may name."""

from typing import Final

from mock_xero.wire.fields import Field, Fields, boolean, day, guid, instant, number, text, under
from mock_xero.wire.members.contacts import contact_fields


def _credit_fields() -> dict[str, Field]:
    own = {
        "type": text(lambda each: each.type.value),
        "status": text(lambda each: each.status.value),
        "reference": text(lambda each: each.reference),
        "currencycode": text(lambda each: each.currency),
        "lineamounttypes": text(lambda each: each.line_amount_types.value),
        "currencyrate": number(lambda each: each.currency_rate),
        "hasattachments": boolean(lambda each: each.has_attachments),
        "date": day(lambda each: each.date),
        "fullypaidondate": day(lambda each: each.fully_paid_on),
        "subtotal": number(lambda each: each.subtotal),
        "totaltax": number(lambda each: each.total_tax),
        "total": number(lambda each: each.total),
        "remainingcredit": number(lambda each: each.remaining),
        "updateddateutc": instant(lambda each: each.updated_at),
    }
    return own | under("contact", contact_fields(lambda each: each.contact))


_ID: Final = guid(lambda each: each.credit_id)
_NUMBER: Final = text(lambda each: each.number)
_SENT: Final = boolean(lambda each: each.sent_to_contact)
_THEME: Final = guid(lambda each: each.branding_theme_id)
CREDIT_NOTE: Final = Fields(
    "CreditNote",
    {
        **_credit_fields(),
        "creditnoteid": _ID,
        "creditnotenumber": _NUMBER,
        "senttocontact": _SENT,
        "brandingthemeid": _THEME,
    },
)
OVERPAYMENT: Final = Fields("Overpayment", {**_credit_fields(), "overpaymentid": _ID})
PREPAYMENT: Final = Fields("Prepayment", {**_credit_fields(), "prepaymentid": _ID, "invoicenumber": _NUMBER})
