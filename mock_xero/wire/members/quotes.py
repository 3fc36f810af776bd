"""What a question about quotes may name."""

from typing import Final

from mock_xero.books.contacts import Contact
from mock_xero.books.proposals.quotes import Quote
from mock_xero.wire.fields import Field, Fields, day, guid, instant, number, text, under
from mock_xero.wire.members.contacts import contact_fields


def _quote_fields() -> dict[str, Field]:
    own = {
        "quoteid": guid(lambda each: each.quote_id),
        "quotenumber": text(lambda each: each.number),
        "status": text(lambda each: each.status.value),
        "reference": text(lambda each: each.reference),
        "title": text(lambda each: each.title),
        "summary": text(lambda each: each.summary),
        "terms": text(lambda each: each.terms),
        "currencycode": text(lambda each: each.currency),
        "date": day(lambda each: each.date),
        "expirydate": day(lambda each: each.expiry_date),
        "subtotal": number(lambda each: each.subtotal),
        "totaltax": number(lambda each: each.total_tax),
        "total": number(lambda each: each.total),
        "updateddateutc": instant(lambda each: each.updated_at),
    }
    return own | under("contact", contact_fields(_contact_of))


def _contact_of(quote: Quote) -> Contact:
    return quote.contact


QUOTE: Final = Fields("Quote", _quote_fields())
