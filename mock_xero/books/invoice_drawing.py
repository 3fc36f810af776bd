"""Draws up an invoice as it would be after the deed; rules then judge it, and the deed records it."""

from dataclasses import dataclass, replace

from mock_xero.books.arithmetic import add_up
from mock_xero.books.books import Books
from mock_xero.books.catalogue.conversion import rate_for
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.contacts import UNSAVED
from mock_xero.books.document_drawing import (
    contact_case,
    contact_of_new,
    draw_lines,
    line_drawing,
    lose_unknown_tracking,
    lose_unusable_accounts,
)
from mock_xero.books.drafts import InvoiceDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import NEEDS_APPROVAL_FIELDS, InvoiceStatus, InvoiceType


@dataclass(frozen=True, slots=True)
class InvoiceCase:
    """An invoice as it would be (`candidate`), beside what it is now (`current`, None for a new one).

    `contact` is None when the draft names no contact, or one that cannot be identified.
    """

    books: Books
    draft: InvoiceDraft
    stamp: Stamp
    current: Invoice | None
    candidate: Invoice
    contact: ContactCase | None
    lines: tuple[DrawnLine, ...]

    @property
    def needs_approval_fields(self) -> bool:
        return self.candidate.status in NEEDS_APPROVAL_FIELDS


def draw_up(books: Books, draft: InvoiceDraft, current: Invoice | None, stamp: Stamp) -> InvoiceCase:
    contact = contact_case(books, draft.contact, stamp)
    candidate = _candidate(books, draft, current, contact, stamp)
    _take_what_is_said(candidate, draft)
    _take_currency(books, candidate, draft)
    lines = _draw_lines(books, draft, candidate, current, stamp)
    _take_lines(books, candidate, lines)
    return InvoiceCase(books, draft, stamp, current, candidate, contact, lines)


def _candidate(
    books: Books, draft: InvoiceDraft, current: Invoice | None, contact: ContactCase | None, stamp: Stamp
) -> Invoice:
    if current is not None:
        candidate = replace(current, updated_at=stamp.instant, warnings=())
        if contact is not None:
            candidate.contact = contact.current or contact.candidate
        return candidate
    return Invoice(
        type=draft.type or InvoiceType.ACCREC,
        contact=contact_of_new(contact, stamp),
        date=stamp.today,
        created_at=stamp.instant,
        updated_at=stamp.instant,
        created_by=stamp.author,
        currency=books.profile.base_currency,
    )


def _take_what_is_said(candidate: Invoice, draft: InvoiceDraft) -> None:
    candidate.number = candidate.number if draft.number is None else draft.number
    candidate.status = draft.status or candidate.status
    if draft.date is not None:
        candidate.date = draft.date
    candidate.due_date = draft.due_date or candidate.due_date
    candidate.line_amount_types = draft.line_amount_types or candidate.line_amount_types
    candidate.url = draft.url or candidate.url
    candidate.branding_theme_id = draft.branding_theme_id or candidate.branding_theme_id
    candidate.expected_payment = draft.expected_payment or candidate.expected_payment
    candidate.planned_payment = draft.planned_payment or candidate.planned_payment
    if draft.reference is not None:
        candidate.reference = draft.reference or None
    if draft.sent_to_contact is not None:
        candidate.sent_to_contact = draft.sent_to_contact


def _take_currency(books: Books, candidate: Invoice, draft: InvoiceDraft) -> None:
    """A document without a rate of its own has the day's; what is said of the books' own is dropped."""
    asked = draft.currency or candidate.currency
    if asked != candidate.currency or draft.currency_rate is not None or candidate.invoice_id == UNSAVED:
        candidate.currency, candidate.currency_rate = asked, rate_for(books, asked, draft.currency_rate)


def _draw_lines(
    books: Books, draft: InvoiceDraft, candidate: Invoice, current: Invoice | None, stamp: Stamp
) -> tuple[DrawnLine, ...]:
    purchase = candidate.type is InvoiceType.ACCPAY
    drawing = line_drawing(books, candidate.line_amount_types, stamp, purchase=purchase)
    kind_before = None if current is None else current.line_amount_types
    return draw_lines(drawing, draft.lines, candidate.lines, kind_before)


def _take_lines(books: Books, candidate: Invoice, drawn: tuple[DrawnLine, ...]) -> None:
    candidate.lines = tuple(each.line for each in drawn)
    lose_unknown_tracking(books, candidate, drawn)
    if candidate.status is InvoiceStatus.DRAFT:
        lose_unusable_accounts(candidate, drawn)
    add_up(candidate)
    candidate.amount_due = candidate.total - candidate.amount_paid - candidate.amount_credited
