"""Contacts as somebody asks for them, on their own or inside another document."""

from mock_xero.books.drafts import (
    Address,
    BatchDetails,
    ContactDraft,
    ContactPerson,
    DefaultTracking,
    LineAmountDefault,
    PaymentTerm,
    PaymentTermType,
    Phone,
)
from mock_xero.books.statuses import ContactStatus
from mock_xero.wire.bodies import Body, Text
from mock_xero.wire.converting import each, enum, guid, said, text


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


class TermBody(Body):
    day: int | None = None
    type: Text = None


class TermsBody(Body):
    bills: TermBody | None = None
    sales: TermBody | None = None


class BatchBody(Body):
    bank_account_number: Text = None
    bank_account_name: Text = None
    details: Text = None
    code: Text = None
    reference: Text = None


class DefaultTrackingBody(Body):
    tracking_category_name: Text = None
    tracking_option_name: Text = None


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
    accounts_receivable_tax_type: Text = None
    accounts_payable_tax_type: Text = None
    sales_default_line_amount_type: Text = None
    purchases_default_line_amount_type: Text = None
    default_currency: Text = None
    xero_network_key: Text = None
    sales_default_account_code: Text = None
    purchases_default_account_code: Text = None
    sales_tracking_categories: list[DefaultTrackingBody] | None = None
    purchases_tracking_categories: list[DefaultTrackingBody] | None = None
    payment_terms: TermsBody | None = None
    batch_payments: BatchBody | None = None


def contact_draft(body: ContactBody) -> ContactDraft:
    terms = body.payment_terms or TermsBody()
    return ContactDraft(
        contact_id=guid(body.contact_id),
        contact_number=text(body.contact_number) or None,
        name=text(body.name),
        status=enum(ContactStatus, body.contact_status),
        account_number=text(body.account_number) or None,
        first_name=text(body.first_name),
        last_name=text(body.last_name),
        email=text(body.email_address),
        company_number=text(body.company_number),
        tax_number=text(body.tax_number),
        bank_account_details=text(body.bank_account_details),
        addresses=each(_address, body.addresses),
        phones=each(_phone, body.phones),
        persons=each(_person, body.contact_persons),
        sales_tax_type=text(body.accounts_receivable_tax_type),
        purchases_tax_type=text(body.accounts_payable_tax_type),
        sales_line_amounts=enum(LineAmountDefault, body.sales_default_line_amount_type),
        purchases_line_amounts=enum(LineAmountDefault, body.purchases_default_line_amount_type),
        default_currency=text(body.default_currency),
        network_key=text(body.xero_network_key),
        sales_account_code=text(body.sales_default_account_code),
        purchases_account_code=text(body.purchases_default_account_code),
        sales_tracking=each(_tracking, body.sales_tracking_categories),
        purchases_tracking=each(_tracking, body.purchases_tracking_categories),
        bills_term=_term(terms.bills),
        sales_term=_term(terms.sales),
        batch_details=None if body.batch_payments is None else _batch(body.batch_payments),
    )


def _term(body: TermBody | None) -> PaymentTerm | None:
    return None if body is None else PaymentTerm(body.day, enum(PaymentTermType, body.type))


def _tracking(body: DefaultTrackingBody) -> DefaultTracking:
    return DefaultTracking(said(body.tracking_category_name), said(body.tracking_option_name))


def _batch(body: BatchBody) -> BatchDetails:
    return BatchDetails(
        account_number=said(body.bank_account_number),
        account_name=said(body.bank_account_name),
        details=said(body.details),
        code=said(body.code),
        reference=said(body.reference),
    )


def _address(body: AddressBody) -> Address:
    one, two, three, four = map(
        said, (body.address_line1, body.address_line2, body.address_line3, body.address_line4)
    )
    return Address(
        kind=said(body.address_type).upper(),
        lines=(one, two, three, four),
        city=said(body.city),
        region=said(body.region),
        postal_code=said(body.postal_code),
        country=said(body.country),
        attention_to=said(body.attention_to),
    )


def _phone(body: PhoneBody) -> Phone:
    return Phone(
        kind=said(body.phone_type).upper(),
        number=said(body.phone_number),
        area_code=said(body.phone_area_code),
        country_code=said(body.phone_country_code),
    )


def _person(body: PersonBody) -> ContactPerson:
    return ContactPerson(
        first_name=said(body.first_name),
        last_name=said(body.last_name),
        email=said(body.email_address),
        include_in_emails=body.include_in_emails or False,
    )
