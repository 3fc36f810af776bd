"""Quotes as Xero spells them: always with lines, keys in the order of OpenAPI's examples."""

from collections.abc import Sequence
from decimal import Decimal

from mock_xero.books.contacts import Contact
from mock_xero.books.money import ZERO
from mock_xero.books.problems import Problem
from mock_xero.books.proposals.quotes import Quote
from mock_xero.wire.dates import spelled_date, spelled_date_string, spelled_instant
from mock_xero.wire.encoding import CURRENCY_RATE, Json
from mock_xero.wire.lines import line_json
from mock_xero.wire.outcomes import messages, with_warnings


def quote_json(quote: Quote) -> Json:
    body: Json = {
        "QuoteID": quote.quote_id,
        "QuoteNumber": quote.number,
        "Reference": quote.reference,
        "Terms": quote.terms,
        "Contact": _contact(quote.contact),
        "LineItems": [line_json(each) for each in quote.lines],
        "Date": spelled_date(quote.date),
        "DateString": spelled_date_string(quote.date),
    }
    if quote.branding_theme_id is not None:
        body["BrandingThemeID"] = quote.branding_theme_id
    if quote.expiry_date is not None:
        body["ExpiryDate"] = spelled_date(quote.expiry_date)
        body["ExpiryDateString"] = spelled_date_string(quote.expiry_date)
    return body | {
        "Status": quote.status.value,
        "CurrencyRate": CURRENCY_RATE,
        "CurrencyCode": quote.currency,
        "SubTotal": quote.subtotal,
        "TotalTax": quote.total_tax,
        "Total": quote.total,
        "TotalDiscount": _discount(quote),
        "Title": quote.title,
        "Summary": quote.summary,
        "UpdatedDateUTC": spelled_instant(quote.updated_at),
        "LineAmountTypes": quote.line_amount_types.value.upper(),
    }


def written_quote(quote: Quote) -> Json:
    return with_warnings(quote_json(quote), quote.warnings)


def failed_quote(candidate: Quote, problems: Sequence[Problem]) -> Json:
    return quote_json(candidate) | {"ValidationErrors": messages(problems)}


def _contact(contact: Contact) -> Json:
    said = (("FirstName", contact.first_name), ("LastName", contact.last_name))
    return {
        "ContactID": contact.contact_id,
        "Name": contact.name,
        "EmailAddress": contact.email,
        **{key: text for key, text in said if text},
    }


def _discount(quote: Quote) -> Decimal:
    """What the lines would cost more without their discounts."""
    discounted = (each for each in quote.lines if each.discount_rate or each.discount_amount)
    found = (each.quantity * each.unit_amount - each.line_amount for each in discounted)
    return sum(found, ZERO).quantize(ZERO)
