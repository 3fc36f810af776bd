"""Draws up an invoice as it would be after the deed; rules then judge it, and the deed records it."""

from dataclasses import dataclass, replace

from mock_xero.books.arithmetic import Arithmetic, add_up
from mock_xero.books.books import Books
from mock_xero.books.catalogue.conversion import rate_for
from mock_xero.books.contact_deeds import draw_up as draw_up_contact
from mock_xero.books.contact_deeds import is_identified, matching, says_more_than_who
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.contacts import UNSAVED, Contact
from mock_xero.books.drafts import ContactDraft, InvoiceDraft
from mock_xero.books.invoices import Invoice
from mock_xero.books.line_drawing import DrawnLine, LineDrawing
from mock_xero.books.line_rules import lost_account, lost_tracking
from mock_xero.books.problems import account_code_removed
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
    contact = _contact_case(books, draft.contact, stamp)
    candidate = _candidate(books, draft, current, contact, stamp)
    _take_what_is_said(candidate, draft)
    _take_currency(books, candidate, draft)
    lines = tuple(_draw_lines(books, draft, candidate, current, stamp))
    _take_lines(books, candidate, lines)
    return InvoiceCase(books, draft, stamp, current, candidate, contact, lines)


def _contact_case(books: Books, draft: ContactDraft | None, stamp: Stamp) -> ContactCase | None:
    if draft is None or not is_identified(draft):
        return None
    found = matching(books.contacts, draft)
    if found is None and draft.contact_id is not None:
        return None
    if found is not None and not says_more_than_who(draft):
        return ContactCase(books, draft, found, found)
    return draw_up_contact(books, draft, found, stamp)


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
        contact=_contact_of_new(contact, stamp),
        date=stamp.today,
        created_at=stamp.instant,
        updated_at=stamp.instant,
        created_by=stamp.author,
        currency=books.profile.base_currency,
    )


def _contact_of_new(contact: ContactCase | None, stamp: Stamp) -> Contact:
    if contact is None:
        return Contact(updated_at=stamp.instant)
    return contact.current or contact.candidate


def _take_what_is_said(candidate: Invoice, draft: InvoiceDraft) -> None:
    candidate.number = candidate.number if draft.number is None else draft.number
    candidate.status = draft.status or candidate.status
    if draft.date is not None:
        candidate.date = draft.date
    candidate.due_date = draft.due_date or candidate.due_date
    candidate.line_amount_types = draft.line_amount_types or candidate.line_amount_types
    candidate.url = draft.url or candidate.url
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
) -> list[DrawnLine]:
    drawing = LineDrawing(
        books,
        Arithmetic(books.behaviour.half_cent, stamp.unit_decimals),
        candidate.line_amount_types,
        purchase=candidate.type is InvoiceType.ACCPAY,
    )
    if draft.lines is not None:
        return list(drawing.draw(draft.lines, candidate.lines))
    if current is not None and current.line_amount_types is not candidate.line_amount_types:
        return list(drawing.redraw(candidate.lines))
    return list(drawing.keep(candidate.lines))


def _take_lines(books: Books, candidate: Invoice, drawn: tuple[DrawnLine, ...]) -> None:
    """A draft's line that names an unusable account is kept without it, with a warning (facts §5.2)."""
    candidate.lines = tuple(each.line for each in drawn)
    candidate.warnings = tuple(problem for each in drawn for problem in lost_tracking(books, each))
    if candidate.status is InvoiceStatus.DRAFT:
        lost = [(each, code) for each in drawn if (code := lost_account(each)) is not None]
        without = {id(each.line) for each, _ in lost}
        candidate.warnings += tuple(account_code_removed(code) for _, code in lost)
        candidate.lines = tuple(
            replace(line, account=None) if id(line) in without else line for line in candidate.lines
        )
    add_up(candidate)
    candidate.amount_due = candidate.total - candidate.amount_paid - candidate.amount_credited


def changes_the_accounting(case: InvoiceCase) -> bool:
    """Whether the deed changes what is protected once money lies against the invoice."""
    before, after = case.current, case.candidate
    if before is None:
        return True
    protected = (
        "number",
        "contact",
        "date",
        "line_amount_types",
        "currency",
        "currency_rate",
        "lines",
        "total",
    )
    return any(getattr(before, name) != getattr(after, name) for name in protected)
