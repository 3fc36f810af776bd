"""Credit notes, overpayments and prepayments as Xero spells them: written, listed, inside an invoice."""

from collections.abc import Sequence

from mock_xero.books.credits.credit import Allocation, Credit
from mock_xero.books.credits.types import CreditKind
from mock_xero.books.problems import Problem
from mock_xero.wire.allocations import ID_KEYS, embedded_allocation
from mock_xero.wire.contacts import full_contact, thin_contact
from mock_xero.wire.dates import spelled_date, spelled_date_string, spelled_instant, spelled_instant_string
from mock_xero.wire.embedded_payments import embedded_payment
from mock_xero.wire.encoding import CURRENCY_RATE, Json
from mock_xero.wire.lines import line_json, written_line
from mock_xero.wire.outcomes import messages, with_warnings


def written_credit(credit: Credit) -> Json:
    """In answers to writes and single reads: lines and the whole contact."""
    body = with_warnings(_head(credit), credit.warnings) | {"Contact": full_contact(credit.contact)}
    _add_terms(body, credit)
    body["LineItems"] = [written_line(each) for each in credit.lines]
    return _with_totals(body, credit)


def listed_credit(credit: Credit, *, with_lines: bool) -> Json:
    """In a list: a thin contact; lines only when a page was asked for (facts §0.16)."""
    body = _head(credit)
    body |= {"HasAttachments": False, "Contact": thin_contact(credit.contact)}
    _add_terms(body, credit)
    body["LineItems"] = [line_json(each) for each in credit.lines] if with_lines else []
    return _with_totals(body, credit)


def failed_credit_note(candidate: Credit, problems: Sequence[Problem]) -> Json:
    """The echo of a refused credit note: what it would have been (facts §4.5)."""
    body = _head(candidate)
    body |= {"HasErrors": True, "Contact": thin_contact(candidate.contact)}
    _add_terms(body, candidate)
    body["LineItems"] = [written_line(each) for each in candidate.lines]
    body |= {
        "SubTotal": candidate.subtotal,
        "TotalTax": candidate.total_tax,
        "Total": candidate.total,
        "CurrencyCode": candidate.currency,
        "ValidationErrors": messages(problems),
    }
    return body


def credit_inside_invoice(allocation: Allocation) -> Json:
    """In the lists of an invoice's read, with the amount that lies on it (facts §5.5)."""
    credit = allocation.credit
    body = _identity(credit) | {
        "AppliedAmount": allocation.amount,
        "DateString": spelled_date_string(credit.date),
        "Date": spelled_date(credit.date),
        "Total": credit.total,
        "LineItems": [],
    }
    return body if credit.kind is CreditKind.CREDIT_NOTE else body | {"CurrencyRate": CURRENCY_RATE}


def _identity(credit: Credit) -> Json:
    _, id_key = ID_KEYS[credit.kind]
    body: Json = {id_key: credit.credit_id}
    if credit.kind is CreditKind.CREDIT_NOTE:
        body["CreditNoteNumber"] = credit.number
    body["ID"] = credit.credit_id
    return body


def _head(credit: Credit) -> Json:
    body = _identity(credit) | {"CurrencyRate": CURRENCY_RATE, "Type": credit.type.value}
    body["Reference"] = credit.reference or ""
    if credit.kind is CreditKind.CREDIT_NOTE:
        body["SentToContact"] = credit.sent_to_contact
        if credit.branding_theme_id is not None:
            body["BrandingThemeID"] = credit.branding_theme_id
    elif credit.number:  # a prepayment received: "Reference" too returns its number (OpenAPI file)
        body |= {"Reference": credit.number, "InvoiceNumber": credit.number}
    return body | {
        "RemainingCredit": credit.remaining,
        "Allocations": [embedded_allocation(each) for each in credit.allocations],
        "Payments": [embedded_payment(each) for each in credit.payments],
    }


def _add_terms(body: Json, credit: Credit) -> None:
    body["DateString"] = spelled_date_string(credit.date)
    body["Date"] = spelled_date(credit.date)
    body["Status"] = credit.status.value
    body["LineAmountTypes"] = credit.line_amount_types.value


def _with_totals(body: Json, credit: Credit) -> Json:
    body["SubTotal"] = credit.subtotal
    body["TotalTax"] = credit.total_tax
    body["Total"] = credit.total
    body["UpdatedDateUTC"] = spelled_instant(credit.updated_at)
    body["UpdatedDateUTCString"] = spelled_instant_string(credit.updated_at)
    body["CurrencyCode"] = credit.currency
    if credit.fully_paid_on is not None and credit.kind is CreditKind.CREDIT_NOTE:
        body["FullyPaidOnDate"] = spelled_date(credit.fully_paid_on)
    return body
