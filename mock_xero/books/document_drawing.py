"""What the drawing up of any document has in common: whom it is for, and its lines."""

from collections.abc import Iterator
from typing import Protocol

from mock_xero.books import problems
from mock_xero.books.arithmetic import Arithmetic
from mock_xero.books.books import Books
from mock_xero.books.contact_deeds import draw_up, is_identified, matching, record, says_more_than_who
from mock_xero.books.contact_rules import ContactCase, judge
from mock_xero.books.contacts import Contact
from mock_xero.books.drafts import ContactDraft, LineDraft
from mock_xero.books.line_drawing import DrawnLine, LineDrawing
from mock_xero.books.lines import Line
from mock_xero.books.problems import Problem
from mock_xero.books.stamp import Stamp
from mock_xero.books.statuses import LineAmountTypes


class WithLines(Protocol):
    line_amount_types: LineAmountTypes
    lines: tuple[Line, ...]


def contact_case(books: Books, draft: ContactDraft | None, stamp: Stamp) -> ContactCase | None:
    """Return the contact as it would be; None if the draft names none, or one that is not there."""
    if draft is None or not is_identified(draft):
        return None
    found = matching(books.contacts, draft)
    if found is None and draft.contact_id is not None:
        return None
    if found is not None and not says_more_than_who(draft):
        return ContactCase(books, draft, found, found)
    return draw_up(books, draft, found, stamp)


def contact_of_new(contact: ContactCase | None, stamp: Stamp) -> Contact:
    if contact is None:
        return Contact(updated_at=stamp.instant)
    return contact.current or contact.candidate


def wrong_with_contact(
    draft: ContactDraft | None, case: ContactCase | None, current: Contact | None
) -> Iterator[Problem]:
    """Yield why the contact can't be the document's; `current` is whose it is now, None for a new one.

    A contact that is created or changed along the way obeys the rules of contacts (facts §5.6).
    """
    if case is not None:
        yield from _wrong_with_known(case, current)
    elif draft is None and current is None:
        yield problems.CONTACT_REQUIRED
    elif draft is not None:
        yield problems.CONTACT_NOT_FOUND if is_identified(draft) else problems.CONTACT_UNIDENTIFIED


def recorded_contact(contact: Contact, case: ContactCase | None, stamp: Stamp) -> Contact:
    """Enter what the document says of its contact, and return the contact as it is in the books."""
    if case is None or case.candidate is case.current:
        return contact
    recorded = record(case)
    done = "Created" if case.current is None else "Edited"
    case.books.history.note(recorded.contact_id, done, stamp)
    return recorded


def drawn_lines(
    books: Books,
    asked: tuple[LineDraft, ...] | None,
    document: WithLines,
    former_kind: LineAmountTypes | None,
    stamp: Stamp,
) -> tuple[DrawnLine, ...]:
    """Draw the lines anew or keep them; `former_kind` is what line amounts were, None for a new document."""
    arithmetic = Arithmetic(books.behaviour.half_cent, stamp.unit_decimals)
    drawing = LineDrawing(books, arithmetic, document.line_amount_types)
    if asked is not None:
        return tuple(drawing.draw(asked, document.lines))
    if former_kind is not None and former_kind is not document.line_amount_types:
        return tuple(drawing.redraw(document.lines))
    return tuple(drawing.keep(document.lines))


def _wrong_with_known(case: ContactCase, current: Contact | None) -> Iterator[Problem]:
    known = case.current
    if known is not None and known.is_archived:
        if current is not known:
            yield problems.CONTACT_ARCHIVED_FOR_DOCUMENT
    elif case.candidate is not known:
        yield from judge(case)
