"""From bodies to drafts: text, guids, enumerations, dates and numbers converted as Xero converts them.

What can't be converted is `PostDataInvalid`, as in Xero: the whole request is refused (facts §4.6).
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

from mock_xero.books.contacts import UNSAVED
from mock_xero.books.drafts import (
    Address,
    ContactDraft,
    ContactPerson,
    InvoiceDraft,
    LineDraft,
    PaymentChange,
    PaymentDraft,
    Phone,
)
from mock_xero.books.statuses import ContactStatus, InvoiceStatus, InvoiceType, LineAmountTypes, PaymentStatus
from mock_xero.wire import bodies
from mock_xero.wire.dates import DateUnreadableError, read_date
from mock_xero.wire.problems import PostDataInvalid

E = TypeVar("E", bound=Enum)
D = TypeVar("D")
_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LARGEST: Final = Decimal(10) ** 12  # keeps every product exact; far above Xero's own limits
_BY_VALUE: Final[dict[type[Enum], dict[str, Enum]]] = {
    kind: {member.value.lower(): member for member in kind}
    for kind in (ContactStatus, InvoiceStatus, InvoiceType, LineAmountTypes, PaymentStatus)
}


def is_guid(text: str) -> bool:
    return _GUID.fullmatch(text.lower()) is not None


def contact_draft(body: bodies.ContactBody) -> ContactDraft:
    return ContactDraft(
        contact_id=_guid(body.contact_id),
        contact_number=_text(body.contact_number) or None,
        name=_text(body.name),
        status=_enum(ContactStatus, body.contact_status),
        account_number=_text(body.account_number) or None,
        first_name=_text(body.first_name),
        last_name=_text(body.last_name),
        email=_text(body.email_address),
        company_number=_text(body.company_number),
        tax_number=_text(body.tax_number),
        bank_account_details=_text(body.bank_account_details),
        addresses=_each(_address, body.addresses),
        phones=_each(_phone, body.phones),
        persons=_each(_person, body.contact_persons),
    )


def invoice_draft(body: bodies.InvoiceBody) -> InvoiceDraft:
    return InvoiceDraft(
        invoice_id=_guid(body.invoice_id),
        number=_text(body.invoice_number) or None,
        type=_enum(InvoiceType, body.type),
        status=_enum(InvoiceStatus, body.status),
        contact=None if body.contact is None else contact_draft(body.contact),
        date=_date(body.date),
        due_date=_date(body.due_date),
        line_amount_types=_enum(LineAmountTypes, body.line_amount_types),
        lines=_each(_line, body.line_items),
        reference=_text(body.reference),
        currency=_text(body.currency_code) or None,
        url=_text(body.url),
        sent_to_contact=body.sent_to_contact,
        total=_number(body.total),
    )


def payment_draft(body: bodies.PaymentBody) -> PaymentDraft:
    invoice = body.invoice or bodies.InvoiceReference()
    account = body.account or bodies.AccountReference()
    return PaymentDraft(
        invoice_id=_guid(invoice.invoice_id),
        invoice_number=_text(invoice.invoice_number),
        account_id=_guid(account.account_id),
        account_code=_text(account.code) or None,
        date=_date(body.date),
        amount=_number(body.amount),
        reference=_text(body.reference),
        is_reconciled=body.is_reconciled or False,
    )


def payment_change(members: dict[str, Any]) -> PaymentChange:
    """Read the body of POST /Payments/{id}: its id may be repeated, all else beside Status is refused."""
    status = members.get("Status")
    if status is not None and not isinstance(status, str):
        raise _unconvertible(status)
    others = members.keys() - {"Status", "PaymentID"}
    return PaymentChange(status=_enum(PaymentStatus, status), others=bool(others))


def _line(body: bodies.LineBody) -> LineDraft:
    return LineDraft(
        line_item_id=_guid(body.line_item_id),
        description=_text(body.description),
        quantity=_number(body.quantity),
        unit_amount=_number(body.unit_amount),
        line_amount=_number(body.line_amount),
        account_code=_text(body.account_code) or None,
        account_id=_guid(body.account_id),
        tax_type=_text(body.tax_type) or None,
        tax_amount=_number(body.tax_amount),
        discount_rate=_number(body.discount_rate),
        discount_amount=_number(body.discount_amount),
    )


def _address(body: bodies.AddressBody) -> Address:
    one, two, three, four = map(
        _said, (body.address_line1, body.address_line2, body.address_line3, body.address_line4)
    )
    return Address(
        kind=_said(body.address_type).upper(),
        lines=(one, two, three, four),
        city=_said(body.city),
        region=_said(body.region),
        postal_code=_said(body.postal_code),
        country=_said(body.country),
        attention_to=_said(body.attention_to),
    )


def _phone(body: bodies.PhoneBody) -> Phone:
    return Phone(
        kind=_said(body.phone_type).upper(),
        number=_said(body.phone_number),
        area_code=_said(body.phone_area_code),
        country_code=_said(body.phone_country_code),
    )


def _person(body: bodies.PersonBody) -> ContactPerson:
    return ContactPerson(
        first_name=_said(body.first_name),
        last_name=_said(body.last_name),
        email=_said(body.email_address),
        include_in_emails=body.include_in_emails or False,
    )


def _each(convert: Callable[[Any], D], found: list[Any] | None) -> tuple[D, ...] | None:
    return None if found is None else tuple(map(convert, found))


def _text(value: bodies.Text) -> str | None:
    return str(value).strip() if value is not None else None


def _said(value: bodies.Text) -> str:
    return _text(value) or ""


def _guid(value: bodies.Text) -> str | None:
    """A zero or empty guid says nothing."""
    text = _said(value).lower()
    if text in {"", UNSAVED}:
        return None
    if not is_guid(text):
        raise _unconvertible(value)
    return text


def _date(value: bodies.Text) -> date | None:
    text = _text(value)
    if not text:
        return None
    try:
        return read_date(text)
    except DateUnreadableError:
        raise _unconvertible(value) from None


def _number(value: Decimal | None) -> Decimal | None:
    if value is not None and not (value.is_finite() and abs(value) < _LARGEST):
        raise PostDataInvalid("Value was either too large or too small for a Decimal.")
    return value


def _enum(kind: type[E], value: bodies.Text) -> E | None:
    text = _text(value)
    if not text:
        return None
    member = _BY_VALUE[kind].get(text.lower())
    if not isinstance(member, kind):
        raise _unconvertible(value)
    return member


def _unconvertible(value: object) -> PostDataInvalid:
    return PostDataInvalid(f"JSON for post data was invalid,Error converting value {value!r}")
