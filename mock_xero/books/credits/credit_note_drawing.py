"""Draws up a credit note as it would be after the deed; rules then judge it, and the deed records it."""

from dataclasses import dataclass, replace

from mock_xero.books.arithmetic import add_up
from mock_xero.books.books import Books
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.credits.credit import Credit
from mock_xero.books.credits.drafts import CreditNoteDraft
from mock_xero.books.credits.types import CreditType
from mock_xero.books.document_drawing import (
    contact_case,
    contact_of_new,
    draw_lines,
    line_drawing,
    lose_unknown_tracking,
    lose_unusable_accounts,
)
from mock_xero.books.line_drawing import DrawnLine
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import NEEDS_APPROVAL_FIELDS, InvoiceStatus


@dataclass(frozen=True, slots=True)
class CreditNoteCase:
    """A credit note as it would be (`candidate`), beside what it is now (`current`, None for a new one)."""

    books: Books
    draft: CreditNoteDraft
    stamp: Stamp
    current: Credit | None
    candidate: Credit
    contact: ContactCase | None
    lines: tuple[DrawnLine, ...]

    @property
    def needs_approval_fields(self) -> bool:
        return self.candidate.status in NEEDS_APPROVAL_FIELDS


def draw_up(books: Books, draft: CreditNoteDraft, current: Credit | None, stamp: Stamp) -> CreditNoteCase:
    contact = contact_case(books, draft.contact, stamp)
    candidate = _candidate(books, draft, current, contact, stamp)
    _take_what_is_said(candidate, draft)
    drawing = line_drawing(books, candidate.line_amount_types, stamp, purchase=not candidate.is_sale)
    kind_before = None if current is None else current.line_amount_types
    lines = draw_lines(drawing, draft.lines, candidate.lines, kind_before)
    candidate.lines = tuple(each.line for each in lines)
    lose_unknown_tracking(books, candidate, lines)
    if candidate.status is InvoiceStatus.DRAFT:
        lose_unusable_accounts(candidate, lines)
    add_up(candidate)
    candidate.balance()
    if draft.status is not None:
        candidate.status = draft.status
    return CreditNoteCase(books, draft, stamp, current, candidate, contact, lines)


def _candidate(
    books: Books, draft: CreditNoteDraft, current: Credit | None, contact: ContactCase | None, stamp: Stamp
) -> Credit:
    if current is not None:
        candidate = replace(current, updated_at=stamp.instant, warnings=())
        if contact is not None:
            candidate.contact = contact.current or contact.candidate
        return candidate
    return Credit(
        type=draft.type or CreditType.ACCRECCREDIT,
        contact=contact_of_new(contact, stamp),
        date=stamp.today,
        created_at=stamp.instant,
        updated_at=stamp.instant,
        created_by=stamp.author,
        currency=books.profile.base_currency,
    )


def _take_what_is_said(candidate: Credit, draft: CreditNoteDraft) -> None:
    candidate.number = candidate.number if draft.number is None else draft.number
    candidate.status = draft.status or candidate.status
    if draft.date is not None:
        candidate.date = draft.date
    candidate.line_amount_types = draft.line_amount_types or candidate.line_amount_types
    candidate.currency = draft.currency or candidate.currency
    candidate.branding_theme_id = draft.branding_theme_id or candidate.branding_theme_id
    if draft.reference is not None:
        candidate.reference = draft.reference or None
    if draft.sent_to_contact is not None:
        candidate.sent_to_contact = draft.sent_to_contact
