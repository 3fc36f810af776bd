"""What somebody asks for of account credit, before any rule is applied. None means that it was not said."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mock_xero.books.credits.types import CreditType
from mock_xero.books.drafts import ContactDraft, LineDraft
from mock_xero.books.statuses import InvoiceStatus, LineAmountTypes


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNoteDraft:
    credit_note_id: str | None = None
    number: str | None = None
    type: CreditType | None = None
    status: InvoiceStatus | None = None
    contact: ContactDraft | None = None
    date: dt.date | None = None
    line_amount_types: LineAmountTypes | None = None
    lines: tuple[LineDraft, ...] | None = None
    reference: str | None = None
    currency: str | None = None
    sent_to_contact: bool | None = None
    total: Decimal | None = None
    branding_theme_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationDraft:
    invoice_id: str | None = None
    invoice_number: str | None = None
    amount: Decimal | None = None
    date: dt.date | None = None
