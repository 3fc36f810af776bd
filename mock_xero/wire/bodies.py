"""Request bodies as they come: the members that Xero reads, not yet converted. Others are dropped.

A body is one bare element or an envelope whose key may be in any case (facts §4.1, §4.2).
"""

from decimal import Decimal
from functools import cache
from types import GenericAlias
from typing import Any, Final, TypeVar

import msgspec

from mock_xero.wire.problems import PostDataInvalid

Text = str | int | None  # Xero reads a number where it wants text

_SPECIAL: Final = {"id": "ID"}


def _pascal(name: str) -> str:
    return "".join(_SPECIAL.get(word, word.title()) for word in name.split("_"))


class Body(msgspec.Struct, rename=_pascal):
    """Members are spelled in Pascal case, ids with `ID`."""


class AddressBody(Body):
    address_type: Text = None
    address_line1: Text = None
    address_line2: Text = None
    address_line3: Text = None
    address_line4: Text = None
    city: Text = None
    region: Text = None
    postal_code: Text = None
    country: Text = None
    attention_to: Text = None


class PhoneBody(Body):
    phone_type: Text = None
    phone_number: Text = None
    phone_area_code: Text = None
    phone_country_code: Text = None


class PersonBody(Body):
    first_name: Text = None
    last_name: Text = None
    email_address: Text = None
    include_in_emails: bool | None = None


class ContactBody(Body):
    contact_id: Text = None
    contact_number: Text = None
    name: Text = None
    contact_status: Text = None
    account_number: Text = None
    first_name: Text = None
    last_name: Text = None
    email_address: Text = None
    company_number: Text = None
    tax_number: Text = None
    bank_account_details: Text = None
    addresses: list[AddressBody] | None = None
    phones: list[PhoneBody] | None = None
    contact_persons: list[PersonBody] | None = None


class LineBody(Body):
    line_item_id: Text = None
    description: Text = None
    quantity: Decimal | None = None
    unit_amount: Decimal | None = None
    line_amount: Decimal | None = None
    account_code: Text = None
    account_id: Text = None
    tax_type: Text = None
    tax_amount: Decimal | None = None
    discount_rate: Decimal | None = None
    discount_amount: Decimal | None = None


class InvoiceBody(Body):
    invoice_id: Text = None
    invoice_number: Text = None
    type: Text = None
    status: Text = None
    contact: ContactBody | None = None
    date: Text = None
    due_date: Text = None
    line_amount_types: Text = None
    line_items: list[LineBody] | None = None
    reference: Text = None
    currency_code: Text = None
    url: Text = None
    sent_to_contact: bool | None = None
    total: Decimal | None = None


class InvoiceReference(Body):
    invoice_id: Text = None
    invoice_number: Text = None


class AccountReference(Body):
    account_id: Text = None
    code: Text = None


class PaymentBody(Body):
    invoice: InvoiceReference | None = None
    account: AccountReference | None = None
    date: Text = None
    amount: Decimal | None = None
    reference: Text = None
    is_reconciled: bool | None = None


B = TypeVar("B")


def elements(body: bytes, envelope: str, kind: type[B]) -> list[B]:
    """Return the elements of a body, of one kind.

    Raises:
        PostDataInvalid: the body is no JSON object, or a member has the wrong type.

    """
    shape: Any = kind
    try:
        members = _MEMBERS.decode(body)
        wrapped = next((raw for key, raw in members.items() if key.lower() == envelope.lower()), None)
        if wrapped is None:
            return [_decoder(shape).decode(body)]
        if bytes(wrapped).lstrip()[:1] == b"[":
            return list(_decoder(GenericAlias(list, (shape,))).decode(wrapped))
        return [_decoder(shape).decode(wrapped)]
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise PostDataInvalid(f"JSON for post data was invalid,Error converting value: {problem}") from None


_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, strict=False)
