"""What every document with a contact and lines has in common when it is drawn up and entered.

Invoices, credit notes and bank transactions use it; each has a drawing of its own for the rest.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.books import Books
from mock_xero.books.contact_deeds import draw_up as draw_up_contact
from mock_xero.books.contact_deeds import is_identified, matching, record, says_more_than_who
from mock_xero.books.contact_rules import ContactCase
from mock_xero.books.contacts import Contact
from mock_xero.books.drafts import ContactDraft, LineDraft
from mock_xero.books.line_drawing import DrawnLine, LineDrawing
from mock_xero.books.line_rules import lost_account, lost_tracking
from mock_xero.books.lines import Line
from mock_xero.books.problems import Problem, account_code_removed
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import LineAmountTypes


class WithContact(Protocol):
    contact: Contact


class WithLines(Protocol):
    lines: tuple[Line, ...]
    warnings: tuple[Problem, ...]


def contact_case(books: Books, draft: ContactDraft | None, stamp: Stamp) -> ContactCase | None:
    """Return the contact as it would be; None if none is named, or one that cannot be found."""
    if draft is None or not is_identified(draft):
        return None
    found = matching(books.contacts, draft)
    if found is None and draft.contact_id is not None:
        return None
    if found is not None and not says_more_than_who(draft):
        return ContactCase(books, draft, found, found, stamp)
    return draw_up_contact(books, draft, found, stamp)


def contact_of_new(contact: ContactCase | None, stamp: Stamp) -> Contact:
    if contact is None:
        return Contact(updated_at=stamp.instant)
    return contact.current or contact.candidate


def enter_contact(contact: ContactCase | None, document: WithContact) -> None:
    """Enter the contact that was created or changed along the way (facts §5.6)."""
    if contact is not None and contact.candidate is not contact.current:
        document.contact = record(contact)


def line_drawing(books: Books, kind: LineAmountTypes, stamp: Stamp, *, purchase: bool = False) -> LineDrawing:
    """`purchase` says that items give the defaults of their purchases."""
    arithmetic = Arithmetic(books.behaviour.half_cent, stamp.unit_decimals)
    return LineDrawing(books, arithmetic, kind, purchase=purchase)


def draw_lines(
    drawing: LineDrawing,
    said: Sequence[LineDraft] | None,
    existing: Sequence[Line],
    kind_before: LineAmountTypes | None,
) -> tuple[DrawnLine, ...]:
    """The lines that were said, else those that are there; `kind_before` is None for a new document."""
    if said is not None:
        return tuple(drawing.draw(said, existing))
    if kind_before is not None and kind_before is not drawing.kind:
        return tuple(drawing.redraw(existing))
    return tuple(drawing.keep(existing))


def lose_unknown_tracking(books: Books, document: WithLines, drawn: Sequence[DrawnLine]) -> None:
    """A line that names a tracking option in vain is kept without it, with a warning (facts §7.5)."""
    document.warnings += tuple(problem for each in drawn for problem in lost_tracking(books, each))


def lose_unusable_accounts(document: WithLines, drawn: Sequence[DrawnLine]) -> None:
    """A draft's line that names an unusable account is kept without it, with a warning (facts §5.2)."""
    lost = [(each, code) for each in drawn if (code := lost_account(each)) is not None]
    without = {id(each.line) for each, _ in lost}
    document.warnings += tuple(account_code_removed(code) for _, code in lost)
    document.lines = tuple(
        replace(line, account=None) if id(line) in without else line for line in document.lines
    )
