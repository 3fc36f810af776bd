"""Contacts as Xero spells them (facts §5.5, §7.1): in full, or thin inside another document."""

from collections.abc import Sequence
from typing import Final

from mock_xero.books.contacts import Contact
from mock_xero.books.drafts import Address, ContactPerson, Phone
from mock_xero.books.problems import Problem
from mock_xero.wire.contact_defaults import defaults_json, groups_json, tax_defaults_json
from mock_xero.wire.dates import spelled_instant
from mock_xero.wire.encoding import Json
from mock_xero.wire.outcomes import messages

_ADDRESS_KINDS: Final = ("STREET", "POBOX")
_PHONE_KINDS: Final = ("DDI", "DEFAULT", "FAX", "MOBILE")


def thin_contact(contact: Contact) -> Json:
    """Inside lists of invoices (facts §5.5)."""
    return {
        "ContactID": contact.contact_id,
        "Name": contact.name,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def named_contact(contact: Contact) -> Json:
    """Inside the invoice of a payment (facts §6.3)."""
    return {
        "ContactID": contact.contact_id,
        "Name": contact.name,
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def full_contact(contact: Contact) -> Json:
    """In answers to writes and single reads: every address and phone, empty ones too."""
    body = _identity(contact)
    body["EmailAddress"] = contact.email
    body["BankAccountDetails"] = contact.bank_account_details
    if contact.tax_number:
        body["TaxNumber"] = contact.tax_number
    body |= tax_defaults_json(contact)
    body |= {
        "Addresses": _addresses(contact),
        "Phones": _phones(contact),
        "UpdatedDateUTC": spelled_instant(contact.updated_at),
        "ContactGroups": groups_json(contact),
        "IsSupplier": contact.is_supplier,
        "IsCustomer": contact.is_customer,
        **defaults_json(contact),
        "ContactPersons": [_person(each) for each in contact.persons],
        "HasValidationErrors": False,
    }
    return body


def summary_contact(contact: Contact) -> Json:
    """With `summaryOnly=true`: what a list needs, without addresses, phones and persons."""
    return {
        **_identity(contact),
        "EmailAddress": contact.email,
        "UpdatedDateUTC": spelled_instant(contact.updated_at),
        "IsSupplier": contact.is_supplier,
        "IsCustomer": contact.is_customer,
        "HasValidationErrors": False,
    }


def failed_contact(contact: Contact, problems: Sequence[Problem]) -> Json:
    return full_contact(contact) | {"HasValidationErrors": True, "ValidationErrors": messages(problems)}


def _identity(contact: Contact) -> Json:
    body: Json = {"ContactID": contact.contact_id}
    if contact.contact_number is not None:
        body["ContactNumber"] = contact.contact_number
    if contact.account_number is not None:
        body["AccountNumber"] = contact.account_number
    body["ContactStatus"] = contact.status.value
    body["Name"] = contact.name
    said = (
        ("FirstName", contact.first_name),
        ("LastName", contact.last_name),
        ("CompanyNumber", contact.company_number),
    )
    body.update((key, text) for key, text in said if text)
    return body


def _addresses(contact: Contact) -> list[Json]:
    known = {each.kind: each for each in contact.addresses}
    return [_address(known.get(kind), kind) for kind in _ADDRESS_KINDS]


def _address(address: Address | None, kind: str) -> Json:
    if address is None:
        return {"AddressType": kind, "City": "", "Region": "", "PostalCode": "", "Country": ""}
    lines = {f"AddressLine{place}": line for place, line in enumerate(address.lines, 1) if line}
    return {
        "AddressType": kind,
        **lines,
        "City": address.city,
        "Region": address.region,
        "PostalCode": address.postal_code,
        "Country": address.country,
        **({"AttentionTo": address.attention_to} if address.attention_to else {}),
    }


def _phones(contact: Contact) -> list[Json]:
    known = {each.kind: each for each in contact.phones}
    return [_phone(known.get(kind) or Phone(kind)) for kind in _PHONE_KINDS]


def _phone(phone: Phone) -> Json:
    return {
        "PhoneType": phone.kind,
        "PhoneNumber": phone.number,
        "PhoneAreaCode": phone.area_code,
        "PhoneCountryCode": phone.country_code,
    }


def _person(person: ContactPerson) -> Json:
    return {
        "FirstName": person.first_name,
        "LastName": person.last_name,
        "EmailAddress": person.email,
        "IncludeInEmails": person.include_in_emails,
    }
