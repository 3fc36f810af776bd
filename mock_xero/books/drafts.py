"""What somebody asks for, before any rule is applied. None means that it was not said."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from mock_xero.books.statuses import ContactStatus, InvoiceStatus, InvoiceType, LineAmountTypes, PaymentStatus


@dataclass(frozen=True, slots=True)
class Address:
    kind: str  # STREET or POBOX
    lines: tuple[str, str, str, str] = ("", "", "", "")
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    attention_to: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    kind: str  # DEFAULT, DDI, FAX or MOBILE
    number: str = ""
    area_code: str = ""
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class ContactPerson:
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    include_in_emails: bool = False


class LineAmountDefault(Enum):
    INCLUSIVE = "INCLUSIVE"
    EXCLUSIVE = "EXCLUSIVE"
    NONE = "NONE"


class PaymentTermType(Enum):
    AFTER_BILL_DATE = "DAYSAFTERBILLDATE"
    AFTER_BILL_MONTH = "DAYSAFTERBILLMONTH"
    OF_CURRENT_MONTH = "OFCURRENTMONTH"
    OF_FOLLOWING_MONTH = "OFFOLLOWINGMONTH"


@dataclass(frozen=True, slots=True)
class PaymentTerm:
    """When a bill or an invoice of this contact is due by default."""

    day: int | None
    type: PaymentTermType | None


@dataclass(frozen=True, slots=True)
class BatchDetails:
    """What the bank is told when this contact is paid in a batch."""

    account_number: str = ""
    account_name: str = ""
    details: str = ""
    code: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DefaultTracking:
    category: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    contact_id: str | None = None
    contact_number: str | None = None
    name: str | None = None
    status: ContactStatus | None = None
    account_number: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    company_number: str | None = None
    tax_number: str | None = None
    bank_account_details: str | None = None
    addresses: tuple[Address, ...] | None = None
    phones: tuple[Phone, ...] | None = None
    persons: tuple[ContactPerson, ...] | None = None
    sales_tax_type: str | None = None
    purchases_tax_type: str | None = None
    sales_line_amounts: LineAmountDefault | None = None
    purchases_line_amounts: LineAmountDefault | None = None
    default_currency: str | None = None
    network_key: str | None = None
    sales_account_code: str | None = None
    purchases_account_code: str | None = None
    sales_tracking: tuple[DefaultTracking, ...] | None = None
    purchases_tracking: tuple[DefaultTracking, ...] | None = None
    bills_term: PaymentTerm | None = None
    sales_term: PaymentTerm | None = None
    batch_details: BatchDetails | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingChoice:
    """A category and an option of it that a line names: by ids, or by names."""

    category_id: str | None = None
    option_id: str | None = None
    category: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    line_item_id: str | None = None
    description: str | None = None
    quantity: Decimal | None = None
    unit_amount: Decimal | None = None
    line_amount: Decimal | None = None
    account_code: str | None = None
    account_id: str | None = None
    tax_type: str | None = None
    tax_amount: Decimal | None = None
    discount_rate: Decimal | None = None
    discount_amount: Decimal | None = None
    item_code: str | None = None
    tracking: tuple[TrackingChoice, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDraft:
    invoice_id: str | None = None
    number: str | None = None
    type: InvoiceType | None = None
    status: InvoiceStatus | None = None
    contact: ContactDraft | None = None
    date: dt.date | None = None
    due_date: dt.date | None = None
    line_amount_types: LineAmountTypes | None = None
    lines: tuple[LineDraft, ...] | None = None
    reference: str | None = None
    currency: str | None = None
    currency_rate: Decimal | None = None
    url: str | None = None
    sent_to_contact: bool | None = None
    total: Decimal | None = None
    branding_theme_id: str | None = None
    expected_payment: dt.date | None = None
    planned_payment: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDraft:
    """One of invoice, credit note, prepayment and overpayment must be named (facts §6.1)."""

    invoice_id: str | None = None
    invoice_number: str | None = None
    credit_note_id: str | None = None
    credit_note_number: str | None = None
    prepayment_id: str | None = None
    overpayment_id: str | None = None
    account_id: str | None = None
    account_code: str | None = None
    date: dt.date | None = None
    amount: Decimal | None = None
    bank_amount: Decimal | None = None
    currency_rate: Decimal | None = None
    reference: str | None = None
    is_reconciled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentChange:
    """What is asked of an existing payment; `others` names anything beside its status (facts §6.1)."""

    status: PaymentStatus | None = None
    others: bool = False
